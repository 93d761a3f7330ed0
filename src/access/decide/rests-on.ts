import type { Direction } from '../../zones/plan/direction.ts';
import { confirmationOf, isFreePassage } from './confirmation.ts';
import { leadsOut } from './course-of.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { PermissionFacts } from './facts/permission-facts.ts';
import type { PersonFacts } from './facts/person-facts.ts';
import type { Leaning } from './leaned-on.ts';
import { basisOf } from './rule.ts';
import { standingOf } from './standing.ts';
import { leadsCrew } from './weigh-leading-crew.ts';

/** The right by which a person was let through; beside it every permit (例外措置) without which they would not have been. */
export type RestsOn = { readonly person: string } & (
  | { readonly permission: string }
  | { readonly visit: string }
  | { readonly permit: string }
);

/**
 * The right that a grant rests on (I4); none where nothing was asked of the person, as in free passage, on a release, or of whoever
 * leads a crew. Whoever leaves was let in by a visit that is over, too; by one that was stopped, nobody is. Of several permissions that
 * would do it is the one that ends last, of these the one with the smallest id: no order of facts decides.
 */
export function restsOn(
  facts: PassageFacts,
  course: Direction,
  leaned: readonly Leaning[],
): readonly RestsOn[] {
  const { person } = facts;
  if (person === undefined) return [];
  const permits = [...new Set(leaned.map(({ permit }) => permit))];
  return [...rightOf(facts, course), ...permits.map((permit) => ({ person: person.id, permit }))];
}

function rightOf(facts: PassageFacts, course: Direction): readonly RestsOn[] {
  const { person, site, door } = facts;
  if (person === undefined) return [];
  if (leadsCrew(facts) && !leadsOut(facts, course)) return [];
  if ((site.emergency && door.escape) || !isAsked(facts, person, course)) return [];
  if (basisOf(person.kind) === 'visit') return visitOf(person, course);
  const held = course === 'leaving' ? person.permissionsBehind : person.permissions;
  const [last] = standingOf(held, facts.at).permissions.toSorted(endsLast);
  return last === undefined ? [] : [{ person: person.id, permission: last.id }];
}

function visitOf({ id, visit }: PersonFacts, course: Direction): readonly RestsOn[] {
  if (visit === undefined) return [];
  const counts = visit.checkedIn || (course === 'leaving' && visit.over);
  return counts ? [{ person: id, visit: visit.id }] : [];
}

/** Of outsiders more is asked than row 19: what is on record of them stands in their permission. */
function isAsked(facts: PassageFacts, { kind }: PersonFacts, course: Direction): boolean {
  if (course !== 'leaving' && kind !== 'staff') return true;
  return confirmationOf(facts, course).asked && !isFreePassage(facts);
}

function endsLast(one: PermissionFacts, other: PermissionFacts): number {
  const later = other.endsAt.getTime() - one.endsAt.getTime();
  return later === 0 ? (one.id < other.id ? -1 : 1) : later;
}
