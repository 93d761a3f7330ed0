import type { Effect } from '../../log/entry/effects.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { entryKindWords } from '../../log/entry/entry-kind-words.ts';
import { isEntryKind } from '../../log/entry/entry-kinds.ts';

/** By what somebody came into a zone or left it, in a word: 同行 and 自由通行 are said as such. */
export function howPassed(entry: Entry, person: string): string {
  if (isDeclared(entry.effects, person)) return '同行（申告）';
  const notes = entry.decision?.notes ?? [];
  if (notes.some(({ code }) => code === 'free-passage')) return '自由通行中の読取り';
  if (entry.kind === 'card-read') return entry.subject.person === person ? 'カード' : 'カード（二人一組）';
  if (entry.kind === 'door-opened') return 'カード（扉の開き）';
  return isEntryKind(entry.kind) ? entryKindWords[entry.kind].ja : entry.kind;
}

/** Whoever moved to the same place in the same entry: 同行者. */
export function movedAlong({ effects }: Entry, person: string): readonly string[] {
  const moves = effects.filter(isMove);
  const own = moves.find((move) => move.person === person);
  return own === undefined
    ? []
    : moves.filter((move) => move.person !== person && move.zone === own.zone).map((move) => move.person);
}

type Move = Extract<Effect, { readonly type: 'presence' | 'past-presence' }>;

function isMove(effect: Effect): effect is Move {
  return effect.type === 'presence' || effect.type === 'past-presence';
}

/** An escort answered for them by name, and they read no card. */
function isDeclared(effects: readonly Effect[], person: string): boolean {
  return effects.some(
    (effect) => effect.type === 'custody' && effect.ward === person && effect.mode === 'declared',
  );
}
