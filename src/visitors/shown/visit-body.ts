import { instantText } from '../../api/schemas.ts';
import type { correctionBody } from '../corrections/correction-body.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import { arrivalStateNames } from '../registry/arrival-state-names.ts';
import type { ReviewWay } from '../registry/host-review.ts';
import { isReviewedThroughout } from '../registry/is-reviewed-for.ts';
import { pressEventWords } from '../registry/press-event.ts';
import type { DestinationRow, WholeVisit } from '../registry/visit-rows.ts';
import { stepsOpen } from '../steps/steps-open.ts';
import { awaitsPress, shownVisitState, visitStateWords } from './shown-visit-state.ts';
import { visitConditions, visitConditionWords } from './visit-conditions.ts';

/** When an answer is given, by the clock and calendar of the site. */
export type Moment = {
  readonly today: string;
  readonly now: Date;
  readonly graceMinutes: number;
  readonly timeZone: string;
};

/** What somebody is told of a visit. */
export type Told = {
  /** The names of its members, and whatever words may name somebody. */
  readonly named: boolean;
  /** Which zones; rooms that nothing public-facing shows are not everybody's. */
  readonly shows: (zone: string) => boolean;
};

/** A visit as the API shows it. */
export function visitBody(whole: WholeVisit, arrivals: readonly ArrivalRow[], moment: Moment, told: Told) {
  const { named } = told;
  const { visit, destinations, members } = whole;
  const state = shownVisitState(visit.state, arrivals, moment.now, awaitsPress(visit, moment.today));
  const identities = members.flatMap(({ identity }) => identity ?? []);
  return {
    id: visit.visitId,
    state,
    says: visitStateWords[state],
    reason: named ? visit.stateReason : null,
    conditions: visitConditions(whole, arrivals, moment).map((code) => ({
      code,
      says: visitConditionWords[code],
    })),
    organisation: visit.organisationId,
    purpose: visit.purpose,
    purposeWords: named ? (identities[0]?.purposeWords ?? null) : null,
    days: visit.days,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    language: visit.language,
    perEscort: visit.perEscort,
    plannedBy: visit.plannedBy,
    walkIn: visit.walkIn,
    press: visit.press && { ...visit.press, says: pressEventWords[visit.press.sort] },
    namesKept: identities.length > 0,
    destinations: destinations.map((destination) => destinationBody(destination, told)),
    members: members.map((member) => memberBody(member, named)),
    may: stepsOpen(visit, arrivals, moment).map(({ by, ...step }) => ({ ...step, by: [...by] })),
  };
}

export function arrivalBody(
  { memberId, day, state, startsAt, endsAt }: ArrivalRow,
  { destinations }: Pick<WholeVisit, 'destinations'>,
  corrections: readonly ReturnType<typeof correctionBody>[],
) {
  return {
    member: memberId,
    day,
    state,
    says: arrivalStateNames[state],
    reviewed: isReviewedThroughout(destinations, { memberId, day }),
    startsAt: instantText(startsAt),
    endsAt: instantText(endsAt),
    corrections: [...corrections],
  };
}

const reviewWays = {
  host: '訪問相手の審査',
  deputy: '代理の審査',
  telephone: '電話確認',
} as const satisfies Record<ReviewWay, string>;

function destinationBody(destination: DestinationRow, { named, shows }: Told) {
  const { destinationId, hostId, place, zoneIds, wayZoneIds, memberIds, escortIds, review } = destination;
  return {
    id: destinationId,
    host: hostId,
    place,
    zones: zoneIds.filter(shows),
    ways: wayZoneIds.filter(shows),
    members: memberIds,
    escorts: escortIds,
    review:
      review === null
        ? null
        : {
            by: review.by,
            way: review.way,
            says: reviewWays[review.way],
            at: review.at,
            examined: [...review.examined],
            words: named ? (review.words ?? null) : null,
            members: destination.reviewedMemberIds,
            days: destination.reviewedDays,
          },
  };
}

function memberBody(
  { memberId, substitutes, child, things, identity }: WholeVisit['members'][number],
  named: boolean,
) {
  const told = named ? identity : undefined;
  return {
    id: memberId,
    name: told?.name ?? null,
    nameKana: told?.nameKana ?? null,
    affiliation: told?.affiliation ?? null,
    telephone: told?.telephone ?? null,
    vehicle: told?.vehicle ?? null,
    ridesIn: told?.ridesIn ?? null,
    help: told?.help ?? null,
    substitutes,
    child,
    things: things.map(({ kind, words }) => ({ kind, words: named ? words : null })),
  };
}
