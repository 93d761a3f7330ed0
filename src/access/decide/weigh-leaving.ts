import { confirmationOf } from './confirmation.ts';
import type { Note, Reason, ReasonCode } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { groundOf } from './rule.ts';

/**
 * What can refuse leaving (退出): that the one who reads cannot be confirmed as a person let in. Everything else —
 * schedule, expiry, passback, occupancy, escort, undetermined rows, the state of the door — only tells the guard (I6).
 */
const mayHold: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'unknown-card',
  'bad-read',
  'card-unassigned',
  'card-not-active-yet',
  'card-lost',
  'card-stolen',
  'card-suspended',
  'card-returned',
  'person-suspended',
  'person-left',
  'no-permission',
  'permission-not-active-yet',
  'visit-not-checked-in',
]);

export type Weighed = { readonly reasons: readonly Reason[]; readonly notes: readonly Note[] };

/** Splits what was found into what refuses leaving, where row 20 or 21 is determined 要, and what is only noted. */
export function weighLeaving(facts: PassageFacts, found: readonly Reason[]): Weighed {
  const { asked, undetermined } = confirmationOf(facts, 'leaving');
  const holding = found.filter(({ code }) => mayHold.has(code));
  const harmless = found.filter(({ code }) => !mayHold.has(code));
  if (asked && undetermined === undefined) return { reasons: holding, notes: harmless };
  if (undetermined === undefined || holding.length === 0) return { reasons: [], notes: found };
  const spared: Note = { code: 'undetermined', ...groundOf(undetermined, facts.from.duties[undetermined]) };
  return { reasons: [], notes: [...found, spared] };
}
