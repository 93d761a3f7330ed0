import { newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { commonZones } from '../planning/common-zones.ts';
import { daysOf } from '../planning/days-of.ts';
import { judgeClosingTime, judgeDays } from '../planning/judge-days.ts';
import { judgeHours } from '../planning/judge-hours.ts';
import { judgeRides } from '../planning/judge-rides.ts';
import { judgeSize } from '../planning/judge-size.ts';
import { judgeChildren, judgePurpose } from '../planning/judge-visit-draft.ts';
import { keepsNames } from '../planning/keeps-names.ts';
import type { PlacedDestination, PlacedMember } from '../planning/place-visit.ts';
import type { PlanningFacts } from '../planning/planning-facts.ts';
import { isHere } from '../registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import type { DestinationRow, VisitRow, WholeVisit } from '../registry/visit-rows.ts';
import { closedForAll, daysOpen } from './days-open.ts';
import {
  type DayLater,
  daysLater,
  type HoursMoved,
  hoursAfter,
  hoursMoved,
  saysHours,
} from './hours-moved.ts';
import { judgeDestinationChanges } from './judge-destination-changes.ts';
import { judgeReach } from './judge-reach.ts';
import { bindMembers, mergeDestinations } from './merge-destinations.ts';
import type { VisitChange } from './visit-change.ts';

/** What a change makes of a visit, nothing of it written yet. */
export type WeighedChange = {
  readonly visit: Pick<
    VisitRow,
    'organisationId' | 'purpose' | 'days' | 'startsAt' | 'endsAt' | 'language' | 'perEscort'
  >;
  readonly destinations: readonly { readonly current: DestinationRow; readonly next: DestinationRow }[];
  readonly addedDestinations: readonly PlacedDestination[];
  readonly removedDestinations: readonly DestinationRow[];
  readonly added: readonly PlacedMember[];
  /** Taken off the list. */
  readonly removed: readonly string[];
  readonly addedDays: readonly string[];
  readonly removedDays: readonly string[];
  /** Days that are left, of the visit as it is to be. */
  readonly daysLeft: readonly string[];
  /** Whose hours are other. */
  readonly moved: readonly HoursMoved[];
  /** What ends later than it was to. */
  readonly later: readonly DayLater[];
};

/** Arrivals of whom nobody has come yet: what is planned of them may still be other. */
export function isOpen({ state }: Pick<ArrivalRow, 'state'>): boolean {
  return state === 'announced' || state === 'refused' || state === 'no-show' || state === 'cancelled';
}

/**
 * Weighs a change. A day, a member, a purpose or a destination that is other is covered by no review; hours and escorts are not what a
 * review is about. Days that are past stay.
 */
export function weighChange(
  { visit, destinations, members }: WholeVisit,
  arrivals: readonly ArrivalRow[],
  change: VisitChange,
  facts: PlanningFacts,
): Result<WeighedChange, Refusal> {
  const { plan, settings, now } = facts;
  const site = { timeZone: plan.site.timeZone, now };
  const today = dayAt(now, site.timeZone);
  const said = change.days === undefined ? visit.days : daysOf(change.days, plan.calendar);
  const days = [...new Set([...visit.days.filter((day) => day < today), ...said])].toSorted();
  const addedDays = days.filter((day) => !visit.days.includes(day));
  const removedDays = visit.days.filter((day) => !days.includes(day));
  const daysLeft = days.filter((day) => day >= today);

  const hours = hoursAfter(change.hours, visit);
  const purpose = change.purpose ?? visit.purpose;
  const merged = mergeDestinations(destinations, change, plan);
  const organisationId = merged.organisationId ?? visit.organisationId;
  const substituted = change.added.flatMap(({ substitutes }) => substitutes ?? []);
  const removed = [...new Set([...change.removed, ...substituted])];

  const staying = members.filter(({ memberId }) => !removed.includes(memberId));
  const errors: FieldError[] = [
    ...judgeDestinationChanges(
      { destinations },
      merged,
      change,
      staying.map(({ memberId }) => memberId),
      facts,
    ),
    ...judgePurpose(purpose, organisationId, facts),
    ...(visit.press === null
      ? judgeChildren([...staying, ...change.added.map(({ draft }) => draft)])
      : judgeAddedToPress(change)),
    ...(addedDays.length + removedDays.length === 0 ? [] : judgeDays(days, addedDays, site)),
    ...judgeSize((staying.length + change.added.length) * daysLeft.length),
    ...judgeRides(
      change.added.map(({ draft: { identity } }) => identity),
      staying.flatMap(({ identity }) => identity ?? []),
    ).map(({ at, message }) => ({ at: at.replace('/members', '/addMembers'), message })),
    ...judgeAddedDays(change, daysOpen(daysLeft, visit)),
    // Past midnight it is for `later` to say who may.
    ...(saysHours(change.hours) ? judgeHours(hours, facts, true) : []),
    ...judgeRemoved(removed, removedDays, { visit, destinations, members }, arrivals),
  ];
  const zones = [...merged.kept, ...merged.added].flatMap(({ next }) => [
    ...next.zoneIds,
    ...next.wayZoneIds,
  ]);
  const first = new Date(instantOf(daysLeft[0] ?? today, hours.startsAt, site.timeZone));
  const kept = keepsNames([...zones, ...commonZones(plan)], purpose, first, facts);
  if (kept && staying.some(({ identity }) => identity === undefined)) {
    const message = '記録の要る区域に行くことになりますが、氏名を残していません。予定し直してください';
    errors.push({ at: '/changeDestinations', message });
  }
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const running = arrivals.filter(
    (one) =>
      daysLeft.includes(one.day) &&
      !addedDays.includes(one.day) &&
      !removed.includes(one.memberId) &&
      isRunning(one),
  );
  const unreached = judgeReach({
    saysHours: saysHours(change.hours),
    arrivals,
    running,
    joins: addedDays.length + change.added.length > 0 || (visit.press !== null && daysLeft.length > 0),
    leaves: removedDays.length + removed.length > 0,
  });
  if (unreached !== undefined) return refuse(unreached);
  const closed = judgeClosingTime(change.added.length > 0 ? daysLeft : addedDays, settings, site);
  if (closed !== undefined) return refuse(closed);

  const added = change.added.map(
    ({ draft: { identity, child, things }, substitutes }): PlacedMember => ({
      memberId: newId<'member'>(),
      identity: kept ? { ...identity, purposeWords: members[0]?.identity?.purposeWords ?? null } : null,
      substitutes,
      child,
      things,
    }),
  );
  const bound = bindMembers(merged, added, { otherPurpose: purpose !== visit.purpose });
  const hoursChange = { said: change.hours, before: visit, timeZone: site.timeZone };
  const moved = hoursMoved(running, hoursChange);
  const open = daysLeft.filter((day) => !running.some((one) => one.day === day));
  return ok({
    visit: {
      organisationId,
      purpose,
      days,
      ...hours,
      language: change.language ?? visit.language,
      perEscort: change.perEscort === undefined ? visit.perEscort : change.perEscort,
    },
    destinations: bound.changed,
    addedDestinations: bound.added,
    removedDestinations: destinations.filter(({ destinationId }) =>
      change.removedDestinations.includes(destinationId),
    ),
    added,
    removed,
    addedDays,
    removedDays,
    daysLeft,
    moved,
    later: daysLater(moved, open, hoursChange),
  });
}

/** Whether the hours of a 来庁 still count. For whom it turned closed the day stays over. */
function isRunning({ state, turnedClosedAt }: ArrivalRow): boolean {
  return state !== 'checked-out' && state !== 'cancelled' && turnedClosedAt === null;
}

/** Who comes to an event of the press is accredited, and registered as such. */
function judgeAddedToPress({ added }: VisitChange): readonly FieldError[] {
  const message = '取材の行事に加えられるのは、報道の登録のある人だけです。行事への登録から加えてください';
  return added.length === 0 ? [] : [{ at: '/addMembers', message }];
}

function judgeAddedDays({ added }: VisitChange, open: readonly string[]): readonly FieldError[] {
  return added.length > 0 && open.length === 0 ? [{ at: '/addMembers', message: closedForAll }] : [];
}

function judgeRemoved(
  removed: readonly string[],
  removedDays: readonly string[],
  { members }: WholeVisit,
  arrivals: readonly ArrivalRow[],
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (removed.some((id) => !members.some(({ memberId }) => memberId === id))) {
    errors.push({ at: '/removeMembers', message: 'この訪問の名簿にいない人です' });
  }
  if (arrivals.some((arrival) => isHere(arrival) && removed.includes(arrival.memberId))) {
    errors.push({
      at: '/removeMembers',
      message: '在庁中の人は名簿から外せません。先に受付で退出を記録してください',
    });
  }
  if (arrivals.some((arrival) => removedDays.includes(arrival.day) && !isOpen(arrival))) {
    errors.push({ at: '/days', message: '来庁のあった日は取り消せません' });
  }
  return errors;
}
