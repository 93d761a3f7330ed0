import { entryKindWords } from '../../log/entry/entry-kind-words.ts';
import type { ActAt } from '../../log/reading/load-acts-at.ts';
import type { RightChanged } from './compare-rights.ts';
import type { DifferenceRow } from './difference-columns.ts';
import { rightSorts } from './right-at.ts';

/** What the words of a row are taken from. */
export type ChangeWords = {
  /** By id; of a machine the id stays. */
  readonly names: ReadonlyMap<string, string>;
  /** The entry at a seq of a log; undefined where its month is gone. */
  readonly actAt: (log: string, seq: number) => ActAt | undefined;
};

/** What a change of the period is called, and one that its holder is the reason of. */
const causes = {
  period: { true: '期間の始まり', false: '期間の終わり' },
  holder: { true: '本人の復帰', false: '本人の利用停止又は離任' },
} as const;

/** The changes as rows of the document. */
export function shownChanges(
  changes: readonly RightChanged[],
  { names, actAt }: ChangeWords,
): readonly DifferenceRow[] {
  const who = (id: string) => names.get(id) ?? id;
  return changes.map(({ right, isGained, why, mark }) => {
    const act = why === 'entry' && mark?.seq != null ? actAt(right.log, mark.seq) : undefined;
    const says = why === 'entry' ? wordsOf(act?.kind) : causes[why][`${isGained}`];
    const at = act?.at ?? (why === 'period' ? mark?.at : undefined) ?? null;
    return {
      name: who(right.holder),
      sort: rightSorts[right.sort],
      right: right.right,
      place: right.place,
      before: isGained ? 'なし' : 'あり',
      after: isGained ? 'あり' : 'なし',
      why: says,
      at: at?.toISOString() ?? null,
      byName: act === undefined ? null : who(act.actorId),
      id: right.id,
    };
  });
}

function wordsOf(kind: string | undefined): string {
  const words: Readonly<Record<string, { readonly ja: string }>> = entryKindWords;
  return kind === undefined ? '記録の月が消去済み' : (words[kind]?.ja ?? kind);
}
