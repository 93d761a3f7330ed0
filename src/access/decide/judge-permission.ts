import type { Direction } from '../../zones/plan/direction.ts';
import { confirmationOf, isFreePassage } from './confirmation.ts';
import { leadsOut } from './course-of.ts';
import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { PersonFacts } from './facts/person-facts.ts';
import type { VisitFacts } from './facts/visit-facts.ts';
import type { ReasonCode } from './reasons.ts';
import { basisOf, groundOf, type Rule } from './rule.ts';
import { standingOf } from './standing.ts';

/**
 * Is the person permitted (立入りを許可された者)? Entering and moving need a permission for the zone behind the door;
 * leaving one for the zone that is left, of any age (row 20 asks who was let in, not until when). A visit is the visitor's.
 * Not asked where no row or control asks, nor in free passage; there a visit is still told of on a way out.
 */
export const judgePermission: Rule = (facts, direction) => {
  const { person } = facts;
  if (person === undefined) return [];
  const { asked, ground, undetermined } = confirmationOf(facts, direction);
  const found = (codes: readonly ReasonCode[]): readonly Reason[] =>
    codes.map((code) => ({ code, ...ground }));
  if (!asked || isFreePassage(facts)) return found(unaskedCodes(facts, person, direction));
  const reasons = found(permissionCodes(facts, person, direction));
  if (reasons.length === 0 || undetermined === undefined) return reasons;
  const zone = direction === 'leaving' ? facts.from : facts.to;
  return [...reasons, { code: 'undetermined', ...groundOf(undetermined, zone.duties[undetermined]) }];
};

function permissionCodes(
  facts: PassageFacts,
  person: PersonFacts,
  direction: Direction,
): readonly ReasonCode[] {
  if (basisOf(person.kind) === 'visit') return visitCodes(person.visit, direction);
  const permissions = direction === 'leaving' ? person.permissionsBehind : person.permissions;
  const { code } = standingOf(permissions, facts.at);
  return code === 'open' ? [] : [code];
}

/**
 * On a way out, which opens for everybody, the host hears of a visitor whose visit was stopped or has ended, whether or not a row asks who
 * leaves; of a zone that it does not name only where row 33 keeps visitors to those it does.
 */
function unaskedCodes(facts: PassageFacts, person: PersonFacts, direction: Direction): readonly ReasonCode[] {
  if (basisOf(person.kind) !== 'visit' || !leadsOut(facts, direction)) return [];
  const codes = visitCodes(person.visit, direction);
  return facts.from.duties.t1r33.required ? codes : codes.filter((code) => code !== 'zone-not-in-visit');
}

/**
 * A visit that is over has often been checked out: leaving then is late, not unpermitted. Whoever leaves a zone must have been let into
 * it; of entering and moving rows 32 and 33 ask that.
 */
function visitCodes(visit: VisitFacts | undefined, direction: Direction): readonly ReasonCode[] {
  if (visit === undefined) return ['visit-not-checked-in'];
  const codes: ReasonCode[] = [];
  if (!visit.checkedIn && !(direction === 'leaving' && visit.over)) codes.push('visit-not-checked-in');
  if (visit.over) codes.push(overBy[visit.endsBy]);
  if (direction === 'leaving' && !visit.leftZoneInVisit) codes.push('zone-not-in-visit');
  return codes;
}

const overBy = {
  hours: 'visit-over',
  press: 'press-ended',
  'turned-closed': 'visit-turned-closed',
} as const satisfies Record<VisitFacts['endsBy'], ReasonCode>;
