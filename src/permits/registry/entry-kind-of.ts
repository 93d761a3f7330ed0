import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import { opensOf } from '../kinds/opens-of.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { type OpeningTurn, openingTurn } from '../lifecycle/opening-turn.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';

/** A rule is another from these on, so that batches read the rules anew; a permit that opens none leaves them as they are. */
const ofOpening = {
  begins: 'rule-opened',
  ends: 'rule-opening-ended',
} as const satisfies Record<OpeningTurn, EntryKind>;

/** The kind of the entry of a step on a permit: `plain`, unless what it opens begins or ends with the step. */
export function entryKindOf<Plain extends EntryKind>(
  { kind, state }: { readonly kind: PermitKind; readonly state: PermitState | undefined },
  to: PermitState,
  plain: Plain,
): Plain | (typeof ofOpening)[OpeningTurn] {
  const turn = opensOf(kind) && openingTurn(state, to);
  return turn === undefined ? plain : ofOpening[turn];
}
