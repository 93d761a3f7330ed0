import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDraft, performAct } from '../../log/writing/perform-act.ts';
import { renewAdmissions } from '../admission/renew-admissions.ts';
import { beginVisitAct } from '../changing/begin-visit-act.ts';
import { closedForAll, daysOpen } from '../changing/days-open.ts';
import { stepNotOpen } from '../changing/take-visit-step.ts';
import { commonZones } from '../planning/common-zones.ts';
import { judgeClosingTime } from '../planning/judge-days.ts';
import { judgeSize } from '../planning/judge-size.ts';
import { keepsNames } from '../planning/keeps-names.ts';
import { beginPlanning, loadPlanningFacts } from '../planning/load-planning-facts.ts';
import { hoursOfVisit, type PlacedMember, placeMembers } from '../planning/place-visit.ts';
import type { PlanningDeps } from '../planning/plan-visits.ts';
import type { PlanningFacts } from '../planning/planning-facts.ts';
import { type ArrivalRow, loadArrivalsOf } from '../registry/arrival-rows.ts';
import type { PressEvent } from '../registry/press-event.ts';
import type { WholeVisit } from '../registry/visit-rows.ts';
import { type HeldPerson, holdPressPersons } from './hold-press-persons.ts';
import { judgePressLines, type PressLine } from './judge-press-lines.ts';
import { loadRegistrations, type RegistrationRow, saveRegistrations } from './registration-rows.ts';

export type Registered = {
  readonly seq: number;
  readonly members: readonly { readonly member: string; readonly person: string }[];
};

/**
 * Registers accredited persons for an event of the press, all of a list or none, until it closes: after that a name goes the walk-in
 * way, as everybody's. Each is a member of the visit from then on, to be reviewed by the host and taken in at the desk as any other.
 */
export function registerPress(
  deps: PlanningDeps,
  context: ActContext,
  { siteId, visitId }: { readonly siteId: string; readonly visitId: string },
  lines: readonly PressLine[],
): Promise<Result<Registered, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    const held = await holdPressPersons(tx, siteId, lines);
    const planning = await beginPlanning(tx, principal, siteId, deps.policy, []);
    if (!planning.ok) return planning;
    const begun = await beginVisitAct(tx, principal, siteId, visitId, ['host', 'planner', 'reception']);
    if (!begun.ok) return begun;
    const { visit } = begun.value;
    if (visit.press === null) return refuse(noEvent);
    if (visit.state === 'cancelled') return refuse(stepNotOpen(visit.state));
    await tx.takeHeads([siteId]);
    const loaded = await loadPlanningFacts(tx, siteId, deps.policy, planning.value);
    if (!loaded.ok) return loaded;
    const facts = loaded.value;
    const running = daysOpen(visit.days, visit);
    if (running.length === 0) return refuse({ code: 'conflict', detail: `${closedForAll}。` });
    const days = daysNotClosed(running, visit.press, facts);
    if (!days.ok) return days;
    const [arrivals, registrations] = await Promise.all([
      loadArrivalsOf(tx.db, siteId, [visitId]),
      loadRegistrations(tx, siteId, visitId),
    ]);
    const placed = { ...visit, days: days.value, timeZone: facts.plan.site.timeZone };
    const { meant, errors } = judgePressLines(lines, {
      known: held,
      registered: registeredOf(begun.value, arrivals, registrations),
      now: tx.now,
      endsAt: hoursOfVisit(placed, days.value.at(-1) ?? '').endsAt,
    });
    const size = (begun.value.members.length + meant.length) * days.value.length;
    const faults = [...errors, ...judgeSize(size)];
    if (faults.length > 0) return refuse({ code: 'unprocessable', errors: faults });
    const kept = isNamed(begun.value, placed, facts);
    const registered = meant.map((held) => ({ ...held, member: memberOf(held, kept) }));
    const seq = tx.record(siteId, pressRegistered(visitId, registered));
    const members = registered.map(({ member }) => member);
    await placeMembers(tx, siteId, [{ visit: { ...placed, members }, seq }]);
    const pairs = registered.map(({ person, member }) => ({
      member: member.memberId,
      person: person.pressPersonId,
    }));
    await saveRegistrations(
      tx,
      pairs.map(({ member, person }) => ({ siteId, visitId, memberId: member, pressPersonId: person })),
    );
    await renewAdmissions(tx, siteId, visitId, seq);
    return ok({ seq, members: pairs });
  });
}

const noEvent: Refusal = {
  code: 'conflict',
  detail: 'この訪問は取材の行事ではありません。訪問の変更で人を加えてください。',
};

/** Who is on the list of the visit and was not taken off any day of it. */
function registeredOf(
  { members }: WholeVisit,
  arrivals: readonly ArrivalRow[],
  registrations: readonly RegistrationRow[],
): ReadonlySet<string> {
  const listed = new Set(members.map(({ memberId }) => memberId));
  const expected = new Set(
    arrivals
      .filter(({ memberId, state }) => listed.has(memberId) && state !== 'cancelled')
      .map(({ memberId }) => memberId),
  );
  return new Set(
    registrations.filter(({ memberId }) => expected.has(memberId)).map(({ pressPersonId }) => pressPersonId),
  );
}

/** The days of an event for which registration is not closed yet. */
function daysNotClosed(
  days: readonly string[],
  { closes }: PressEvent,
  { plan, now }: PlanningFacts,
): Result<readonly string[], Refusal> {
  const closedFor = (some: readonly string[]) =>
    judgeClosingTime(some, { announceBy: closes }, { timeZone: plan.site.timeZone, now });
  const open = days.filter((day) => closedFor([day]) === undefined);
  const closed = open.length === 0 ? closedFor(days) : undefined;
  return closed === undefined ? ok(open) : refuse(closed);
}

/** Whether row 29 asks for the record of names in a zone of the visit. */
function isNamed(
  { visit, destinations }: WholeVisit,
  placed: Parameters<typeof hoursOfVisit>[0] & { readonly days: readonly string[] },
  facts: PlanningFacts,
): boolean {
  const zones = destinations.flatMap(({ zoneIds, wayZoneIds }) => [...zoneIds, ...wayZoneIds]);
  const { startsAt } = hoursOfVisit(placed, placed.days[0] ?? '');
  return keepsNames([...zones, ...commonZones(facts.plan)], visit.purpose, startsAt, facts);
}

/** The entry of it: ids alone; the names stand apart, where they are kept at all. */
function pressRegistered(
  visitId: string,
  registered: readonly (HeldPerson & { readonly member: PlacedMember })[],
): ActDraft {
  const [first, ...others] = registered.map(({ member }) => member.memberId);
  const named = registered.flatMap(({ member: { memberId, identity } }) =>
    identity === null ? [] : [{ memberId, ...identity }],
  );
  return {
    kind: 'press-registered',
    subject: {
      visit: visitId,
      ...(first === undefined ? {} : { person: first }),
      ...(others.length === 0 ? {} : { with: others }),
    },
    details: {
      members: registered.map(({ person, organisation, member }) => ({
        member: member.memberId,
        pressPerson: person.pressPersonId,
        pressOrganisation: organisation.pressOrganisationId,
      })),
    },
    ...(named.length === 0 ? {} : { personal: { recordClass: 'visit', data: { members: named } } }),
  };
}

/** A person of the press as a member of the visit: 氏名 as accredited, and their organisation as 所属. */
function memberOf({ person, organisation }: HeldPerson, kept: boolean): PlacedMember {
  const { name, nameKana } = person;
  const identity = {
    name: name ?? '',
    nameKana,
    affiliation: organisation.name,
    telephone: null,
    vehicle: null,
    ridesIn: null,
    help: null,
    purposeWords: null,
  };
  return {
    memberId: newId<'member'>(),
    identity: kept ? identity : null,
    substitutes: null,
    child: false,
    things: [],
  };
}
