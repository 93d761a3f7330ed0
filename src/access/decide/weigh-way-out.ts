import type { Direction } from '../../zones/plan/direction.ts';
import { confirmationOf } from './confirmation.ts';
import type { Note, Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { reasons } from './reasons.ts';
import { groundOf } from './rule.ts';

export type Weighed = { readonly reasons: readonly Reason[]; readonly notes: readonly Note[] };

/**
 * Splits what was found on a way out into what refuses it and what is only noted. Leaving is refused where row 20 or 21 is
 * determined 要. Entering, where no way out goes around a higher zone, is refused wherever nobody can tell who it is: else
 * any card would open that zone.
 */
export function weighWayOut(facts: PassageFacts, course: Direction, found: readonly Reason[]): Weighed {
  const refusing = found.filter(({ code }) => reasons[code].whenLeaving === 'refused');
  const others = found.filter(({ code }) => reasons[code].whenLeaving !== 'refused');
  if (course !== 'leaving') return { reasons: refusing, notes: others };
  const { asked, undetermined } = confirmationOf(facts, course);
  if (asked && undetermined === undefined) return { reasons: refusing, notes: others };
  if (undetermined === undefined || refusing.length === 0) return { reasons: [], notes: found };
  const spared: Note = { code: 'undetermined', ...groundOf(undetermined, facts.from.duties[undetermined]) };
  return { reasons: [], notes: [...found, spared] };
}
