import { and, eq } from 'drizzle-orm';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDraft, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { loadAccreditedUntil } from '../accreditation/load-accredited-until.ts';
import { renewAdmissions } from '../admission/renew-admissions.ts';
import { beginPlanning, loadPlanningFacts } from '../planning/load-planning-facts.ts';
import { announce, hoursOfVisit, placeDestinations, placeMembers } from '../planning/place-visit.ts';
import type { PlanningDeps } from '../planning/plan-visits.ts';
import { destinationTold } from '../planning/visit-planned.ts';
import {
  type ArrivalChange,
  type ArrivalRow,
  changeArrivals,
  loadArrivalsOf,
} from '../registry/arrival-rows.ts';
import { subjectOfVisit } from '../registry/subject-of-visit.ts';
import { visitorIdentities } from '../registry/tables.ts';
import {
  endDestinations,
  loadVisits,
  saveDestinations,
  saveMembers,
  saveVisit,
  type WholeVisit,
} from '../registry/visit-rows.ts';
import { versionOf } from '../shown/version-of.ts';
import { judgeDoer } from '../steps/judge-doer.ts';
import { visitActs } from '../steps/visit-steps.ts';
import { whoChangesEnd } from '../steps/who-extends.ts';
import { beginVisitAct } from './begin-visit-act.ts';
import { daysOpen } from './days-open.ts';
import type { EndDeps } from './extend-visit.ts';
import { stepNotOpen } from './take-visit-step.ts';
import type { VisitChange } from './visit-change.ts';
import { isOpen, type WeighedChange, weighChange } from './weigh-change.ts';

export type ChangeDeps = PlanningDeps & EndDeps;

/** Changes a visit if its version is one that the caller has read. What is other of it is covered by no review any more. */
export function changeVisit(
  deps: ChangeDeps,
  context: ActContext,
  {
    siteId,
    visitId,
    isSeen,
  }: { readonly siteId: string; readonly visitId: string; readonly isSeen: (version: number) => boolean },
  change: VisitChange,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    const [before] = await loadVisits(tx.db, siteId, [visitId]);
    const { destinations, addedDestinations } = change;
    const named = [...(before?.destinations ?? []), ...destinations, ...addedDestinations].flatMap(
      ({ hostId, escortIds = [] }) => [...(hostId === undefined ? [] : [hostId]), ...escortIds],
    );
    const planning = await beginPlanning(tx, principal, siteId, deps.policy, named);
    if (!planning.ok) return planning;
    const begun = await beginVisitAct(tx, principal, siteId, visitId, visitActs.change.by);
    if (!begun.ok) return begun;
    const whole = begun.value;
    if (!isSeen(versionOf(whole))) return refuse({ code: 'version-mismatch' });
    if (whole.visit.state === 'cancelled') return refuse(stepNotOpen('cancelled'));
    await tx.takeHeads([siteId]);
    const facts = await loadPlanningFacts(tx, siteId, deps.policy, planning.value);
    if (!facts.ok) return facts;
    const arrivals = await loadArrivalsOf(tx.db, siteId, [visitId]);
    const weighed = weighChange(whole, arrivals, change, facts.value);
    if (!weighed.ok) return weighed;
    const { timeZone } = facts.value.plan.site;
    for (const later of weighed.value.later) {
      const refusal = judgeDoer(whole.actingAs, whoChangesEnd({ ...later, timeZone }));
      if (refusal !== undefined) return refuse(refusal);
    }
    const seq = tx.record(siteId, visitChanged(whole, weighed.value));
    await saveChange(tx, { whole, arrivals, timeZone }, weighed.value, seq);
    await deps.moveDueDates(
      tx,
      siteId,
      weighed.value.moved.map(({ current, hours }) => ({ ...current, ...hours })),
      seq,
    );
    await renewAdmissions(tx, siteId, visitId, seq);
    return ok({ seq });
  });
}

function visitChanged({ visit, members }: WholeVisit, weighed: WeighedChange): ActDraft {
  const { added, removed, addedDays, removedDays } = weighed;
  const { purpose, startsAt, endsAt, perEscort } = weighed.visit;
  const named = added.flatMap(({ memberId, identity }) =>
    identity === null ? [] : [{ memberId, ...identity }],
  );
  return {
    kind: 'visit-changed',
    subject: subjectOfVisit(
      visit.visitId,
      [...members, ...added].map(({ memberId }) => memberId),
    ),
    details: {
      purpose,
      startsAt,
      endsAt,
      ...(perEscort === visit.perEscort ? {} : { perEscort }),
      addedDays,
      removedDays,
      addedMembers: added.map(({ memberId, substitutes }) => ({ member: memberId, substitutes })),
      removedMembers: removed,
      destinations: weighed.destinations.map(({ next }) => destinationTold(next)),
      addedDestinations: weighed.addedDestinations.map(destinationTold),
      removedDestinations: weighed.removedDestinations.map(({ destinationId }) => destinationId),
    },
    ...(named.length === 0 ? {} : { personal: { recordClass: 'visit', data: { members: named } } }),
  };
}

type Before = {
  readonly whole: WholeVisit;
  readonly arrivals: readonly ArrivalRow[];
  readonly timeZone: string;
};

async function saveChange(
  tx: ActTx,
  { whole, arrivals, timeZone }: Before,
  {
    visit: next,
    destinations,
    added,
    removed,
    addedDays,
    removedDays,
    daysLeft,
    moved,
    ...places
  }: WeighedChange,
  seq: number,
): Promise<void> {
  const { siteId, visitId } = whole.visit;
  const visit = { visitId, ...next, timeZone };
  await saveVisit(tx, whole.visit, next, seq);
  for (const { current, next: changed } of destinations) {
    await saveDestinations(tx, siteId, [current], changed, seq);
  }
  await placeDestinations(tx, siteId, visitId, places.addedDestinations, seq);
  await endDestinations(tx, siteId, places.removedDestinations, seq);
  const leaving = whole.members.filter(({ memberId }) => removed.includes(memberId));
  await saveMembers(tx, siteId, leaving, { listed: false }, seq);
  const ended = await loadEnded(tx, whole);
  const isGone = ({ memberId, day }: ArrivalRow) => removed.includes(memberId) || removedDays.includes(day);
  const isAnew = (one: ArrivalRow) =>
    !isGone(one) && addedDays.includes(one.day) && isOpen(one) && !ended.has(one.memberId);
  const changes: readonly ArrivalChange[] = [
    ...arrivals
      .filter((one) => isGone(one) && one.state === 'announced')
      .map((current) => ({ current, change: { state: 'cancelled' as const } })),
    ...arrivals.filter(isAnew).map((current) => {
      // For whom it turned closed the day stays over.
      const hours = current.turnedClosedAt === null ? hoursOfVisit(visit, current.day) : {};
      return { current, change: { ...hours, state: 'announced' as const } };
    }),
    ...moved.map(({ current, hours }) => ({ current, change: hours })),
  ];
  await changeArrivals(tx, siteId, changes, seq);
  const staying = whole.members
    .map(({ memberId }) => memberId)
    .filter((id) => !removed.includes(id) && !ended.has(id));
  const announced = addedDays.map((day) => {
    const known = arrivals.filter((arrival) => arrival.day === day).map(({ memberId }) => memberId);
    return { visit: { ...visit, days: [day] }, memberIds: staying.filter((id) => !known.includes(id)), seq };
  });
  await announce(tx, siteId, announced);
  if (added.length > 0) {
    const days = daysOpen(daysLeft, whole.visit);
    await placeMembers(tx, siteId, [{ visit: { ...visit, days, members: added }, seq }]);
  }
  await tx.db
    .update(visitorIdentities)
    .set({ lastDay: next.days.at(-1) ?? '' })
    .where(and(eq(visitorIdentities.siteId, siteId), eq(visitorIdentities.visitId, visitId)));
}

/** Members of the press whose accreditation is over: they stay on the list, and no further day is announced of them. */
async function loadEnded(
  { db, now }: ActTx,
  { visit: { siteId, press }, members }: WholeVisit,
): Promise<ReadonlySet<string>> {
  if (press === null) return new Set();
  const listed = members.map(({ memberId }) => memberId);
  const until = await loadAccreditedUntil(db, siteId, listed);
  return new Set([...until].flatMap(([id, over]) => (over <= now ? [id] : [])));
}
