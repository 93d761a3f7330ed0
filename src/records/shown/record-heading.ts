import type { CellWords } from './cell-words.ts';
import { periodWords } from './period-words.ts';
import type { ShownRecord } from './shown-record.ts';

/** One line above the rows of a record: what it tells, and the words. */
export type HeadingLine = readonly [about: string, words: string];

/** What every form for people says before the rows: of what the record is, up to where it tells, and who made it when. */
export function recordHeading(record: ShownRecord, words: CellWords): readonly HeadingLine[] {
  const { grade, clause, site, from, until, asOf, madeBy, madeAt, searched = [], notes } = record;
  return [
    ['格付', grade],
    ['根拠', clause],
    ['庁舎', site.name],
    ['期間', from === null || until === null ? 'すべて' : periodWords(words, from, until)],
    ['記録の範囲', `記録番号 ${asOf.seq} まで（${words.instant(asOf.recordedAt)}）`],
    ['作成', `${words.instant(madeAt)} ${madeBy}`],
    ...(searched.length === 0 ? [] : [['検索', searched.join('、')] as const]),
    ...notes.map((note): HeadingLine => ['注', note]),
  ];
}

/** What stands on every sheet, of how its rows may be used and up to where they tell. */
export const onEverySheet: readonly string[] = ['格付', '記録の範囲'];
