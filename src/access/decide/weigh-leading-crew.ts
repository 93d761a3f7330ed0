import type { Direction } from '../../zones/plan/direction.ts';
import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { judgeCard } from './judge-card.ts';
import { judgePerson } from './judge-person.ts';
import type { Weighed } from './weigh-way-out.ts';

/** Somebody of the staff reads at a door that opens for a crew of an emergency service: they lead it. */
export function leadsCrew({ door, person }: PassageFacts): boolean {
  return door.opensForCrew && person?.kind === 'staff';
}

/**
 * Whoever leads a crew passes by card and employment alone: what was stopped stays stopped (I5), as does a door that is out of
 * service. Rows, lists, hours, lockdown, numbers and places are only noted.
 */
export function weighLeadingCrew(facts: PassageFacts, course: Direction, found: readonly Reason[]): Weighed {
  const stops = new Set([...judgeCard(facts, course), ...judgePerson(facts, course)].map(({ code }) => code));
  const refuses = ({ code }: Reason) => stops.has(code) || code === 'door-out-of-service';
  const reasons = found.filter(refuses);
  const others = found.filter((one) => !refuses(one));
  return { reasons, notes: reasons.length > 0 ? others : [{ code: 'emergency-entry' }, ...others] };
}
