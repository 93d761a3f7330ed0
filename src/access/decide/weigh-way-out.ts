import { confirmationOf } from './confirmation.ts';
import type { Note, Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { reasons } from './reasons.ts';
import { groundOf } from './rule.ts';

export type Weighed = { readonly reasons: readonly Reason[]; readonly notes: readonly Note[] };

/** Splits what was found into what refuses leaving, where row 20 or 21 is determined 要, and what is only noted. */
export function weighLeaving(facts: PassageFacts, found: readonly Reason[]): Weighed {
  const { asked, undetermined } = confirmationOf(facts, 'leaving');
  const holding = found.filter(({ code }) => reasons[code].mayHoldLeaving);
  const harmless = found.filter(({ code }) => !reasons[code].mayHoldLeaving);
  if (asked && undetermined === undefined) return { reasons: holding, notes: harmless };
  if (undetermined === undefined || holding.length === 0) return { reasons: [], notes: found };
  const spared: Note = { code: 'undetermined', ...groundOf(undetermined, facts.from.duties[undetermined]) };
  return { reasons: [], notes: [...found, spared] };
}
