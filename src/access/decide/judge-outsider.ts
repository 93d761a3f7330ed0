import { countsAsOwn, type OutsiderCheck } from '../../zones/plan/counts-as-own.ts';
import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { PersonFacts } from './facts/person-facts.ts';
import type { ReasonCode } from './reasons.ts';
import { basisOf, failing, outsiderRow, type Rule } from './rule.ts';
import { isRunning, standingOf } from './standing.ts';

/** What must be on record of an outsider before 立入り: 身元確認 (rows 26, 27) and the host's 審査 (rows 30, 31). */
type Check = 'identityConfirmed' | 'hostReviewed';

/**
 * 府省庁外の者 (2.3.1.1(3)(a)(ア)(ウ)(エ)), entering or moving. Officials of other ministries, 事前貸与者 and emergency
 * services go by standing permission, visitors and couriers by their visit. These rows stand beside row 19:
 * free passage does not waive them.
 */
export const judgeOutsider: Rule = (facts, direction) => {
  const { person } = facts;
  if (direction === 'leaving' || person === undefined) return [];
  return [
    ...judgeCheck(facts, person, 'identity'),
    ...judgeCheck(facts, person, 'hostReview'),
    ...judgeZoneLimit(facts, person),
  ];
};

const checks = {
  identity: { check: 'identityConfirmed', what: 'identity', code: 'identity-not-confirmed' },
  hostReview: { check: 'hostReviewed', what: 'review', code: 'host-review-missing' },
} as const satisfies Record<string, { check: Check; what: OutsiderCheck['what']; code: ReasonCode }>;

function judgeCheck(
  facts: PassageFacts,
  person: PersonFacts,
  measure: keyof typeof checks,
): readonly Reason[] {
  const row = outsiderRow(person.kind, measure);
  if (row === undefined) return [];
  const asked = checks[measure];
  const duty = facts.to.duties[row];
  if (isOnRecord(facts, person, asked.check) || (duty.replaceable && standsIn(facts, person, asked)))
    return [];
  return failing(asked.code, row, duty);
}

/**
 * No permission and no visit: nothing is on record. With several permissions one that has every check is enough;
 * where each lacks something, all that any of them lacks is named.
 */
function isOnRecord(facts: PassageFacts, person: PersonFacts, check: Check): boolean {
  if (basisOf(person.kind) === 'visit') return person.visit?.[check] ?? false;
  const { permissions } = standingOf(person.permissions, facts.at);
  if (permissions.length === 0) return false;
  const complete = permissions.some((one) => one.identityConfirmed && one.hostReviewed);
  return complete || permissions.every((one) => one[check]);
}

/**
 * ※3: the check made when going from class 0 to 1 may stand in. For 事前貸与者 that very registration must exist: a running permission
 * for the zone before the door, of class 1 or more; it is a check by the organisation whose zone that is. Of a visit the admission
 * itself says in which zones the checks that were made count.
 */
function standsIn(
  { at, from, to, site }: PassageFacts,
  { kind, permissionsBehind }: PersonFacts,
  { check, what }: (typeof checks)[keyof typeof checks],
): boolean {
  if (basisOf(kind) === 'visit' || from.class === null || from.class < 1) return false;
  const { organisation } = from;
  if (!countsAsOwn({ what, organisation }, to.organisation, site.takenChecks)) return false;
  return permissionsBehind.some((one) => isRunning(one, at) && one[check]);
}

/** 立ち入る区域の制限 (rows 32, 33): the zones a visit names, the zones standing permissions are for. */
function judgeZoneLimit(facts: PassageFacts, person: PersonFacts): readonly Reason[] {
  const row = outsiderRow(person.kind, 'zoneLimit');
  if (row === undefined) return [];
  const duty = facts.to.duties[row];
  if (basisOf(person.kind) === 'visit') {
    return person.visit?.zoneInVisit ? [] : failing('zone-not-in-visit', row, duty);
  }
  return person.permissions.length > 0 ? [] : failing('no-permission', row, duty);
}
