import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadActiveStaff } from '../../people/registry/load-active-staff.ts';
import { desksKept, keepsDesk, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import type { Desk } from '../../zones/plan/site-plan.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import { beginDeskAct, type DeskAct } from './begin-desk-act.ts';
import { checkInFacts } from './check-in-facts.ts';
import type { DeskAnswer, MemberFinding } from './desk-answer.ts';
import type { DeskFault } from './desk-faults.ts';
import { deskStepFacts } from './desk-step-facts.ts';
import { findDesk } from './find-desk.ts';
import type { GivenAtDesk } from './given-at-desk.ts';
import { judgeCheckIn, lackOfGiven, leanedAtDesk } from './judge-check-in.ts';
import { judgeDeskStep } from './judge-desk-step.ts';
import { judgeGiven, leansOnMember, type Sponsors } from './judge-given.ts';
import { judgeInvitation } from './judge-invitation.ts';
import { judgeMembers } from './judge-members.ts';
import { lendToMember } from './lend-to-member.ts';
import { loadInvitation } from './load-invitation.ts';
import { membersHere } from './members-here.ts';
import { type MemberChange, recordDeskStep } from './record-desk-step.ts';
import { withGiven } from './with-given.ts';

export type DeskDeps = ActDeps & { readonly policy: Policy };

export type CheckInRequest = {
  readonly day: string;
  readonly desk: string;
  readonly members: readonly GivenAtDesk[];
};

/** A member, as far as they have come. */
type Weighed = {
  readonly finding: MemberFinding;
  readonly given: GivenAtDesk;
  /** As they are to be; absent = they stay where they are. */
  readonly next?: ArrivalRow;
  /** The exceptions it leans on. */
  readonly leaned?: readonly string[];
};

/**
 * Takes members of a visit in at a desk: what was done for them there is recorded, the pass is lent, and the doors know from
 * this answer on. Each is weighed alone: who lacks what the rows ask for stays, and is told what and by which row. They are
 * then at the desk, as far as anybody knows.
 */
export function checkIn(
  deps: DeskDeps,
  context: ActContext,
  siteId: string,
  visitId: string,
  { day, desk: deskId, members }: CheckInRequest,
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgeMembers(members);
    if (refusal !== undefined) return refuse(refusal);
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const act = await withPassesWorn(begun.value);
    const desk = findDesk(act.plan, deskId);
    if (!desk.ok) return refuse(desk.refusal);
    if (!keepsDesk(desksKept(context.principal, siteId), desk.value)) return refuse(notYourDesk);
    const by = context.principal.actor.id;
    const weighed = await weighAll(act, desk.value, members, by);
    const lent = await lendAll(act, weighed);
    return ok(
      await recordDeskStep(act, {
        kind: 'visitor-checked-in',
        findings: lent.map(({ finding }) => finding),
        changes: lent.flatMap((one) => changeOf(one, desk.value)),
        details: { desk: desk.value.id, hosts: hostsOf(act, lent) },
        words: inspectionsOf(lent),
      }),
    );
  });
}

/** A pass that came back since it was recorded of a member counts no more. */
async function withPassesWorn(act: DeskAct): Promise<DeskAct> {
  const passOf = await loadPassesWorn(act.tx.db, act.siteId, [...act.arrivals.keys()]);
  const arrivals = [...act.arrivals].map(([id, one]) => [id, { ...one, pass: passOf(one) }] as const);
  return { ...act, arrivals: new Map(arrivals) };
}

/** Those who are taken in on another's word come after the others. */
async function weighAll(
  act: DeskAct,
  desk: Desk,
  members: readonly GivenAtDesk[],
  by: string,
): Promise<readonly Weighed[]> {
  const named = members.flatMap(({ identity, instead }) => [identity?.through, instead?.escort]);
  const staff = await loadActiveStaff(
    act.tx.db,
    named.flatMap((id) => id ?? []),
  );
  const invitation = await loadInvitation(act);
  const { children, ...present } = membersHere(act);
  const [adultsHere, heads] = [new Set(present.adultsHere), new Set(present.heads)];
  const sponsors = { staff, children, adultsHere, heads };
  const weighed = new Map<string, Weighed>();
  const [leaning, alone] = [true, false].map((leans) =>
    members.filter((given) => leansOnMember(identityOf(act, given)) === leans),
  );
  for (const given of [...(alone ?? []), ...(leaning ?? [])]) {
    const one = weigh(act, desk, given, { by, sponsors, invitation });
    weighed.set(given.member, one);
    if (one.next === undefined || children.has(given.member)) continue;
    adultsHere.add(given.member);
    if (!leansOnMember(one.next.identity)) heads.add(given.member);
  }
  return members.flatMap(({ member }) => weighed.get(member) ?? []);
}

function identityOf({ arrivals }: DeskAct, { member, identity }: GivenAtDesk) {
  return identity ?? arrivals.get(member)?.identity ?? null;
}

type Known = {
  readonly by: string;
  readonly sponsors: Sponsors;
  /** Of the visit. */
  readonly invitation: string | undefined;
};

function weigh(act: DeskAct, desk: Desk, given: GivenAtDesk, { by, sponsors, invitation }: Known): Weighed {
  const { member } = given;
  const stay = (code: DeskFault): Weighed => ({ given, finding: { member, lacks: [{ code, zones: [] }] } });
  const { tx, whole, arrivals } = act;
  const listed = whole.members.find(({ memberId }) => memberId === member);
  if (listed === undefined) return stay('not-of-visit');
  const arrival = arrivals.get(member);
  const shut = judgeDeskStep({ ...deskStepFacts(act, member, arrival), step: 'check-in' });
  if (shut !== undefined || arrival === undefined) return stay(shut ?? 'not-that-day');
  const taken = withGiven(arrival, given, { by, at: tx.now });
  const faults = [
    ...judgeGiven(member, identityOf(act, given), given.instead, sponsors),
    ...judgeInvitation(given.identity, invitation),
  ];
  if (faults.length > 0) {
    const without = checkInFacts(act, { ...taken, identity: null, insteadOfPass: null });
    return { given, finding: { member, lacks: faults.map((code) => lackOfGiven(code, without)) } };
  }
  const next: ArrivalRow = {
    ...taken,
    state: 'checked-in',
    stateReason: null,
    deskId: desk.id,
    checkedInAt: tx.now,
    checkInOrigin: 'desk',
  };
  const facts = checkInFacts(act, next);
  const { stops, later } = judgeCheckIn(facts);
  return {
    given,
    finding: { member, lacks: stops, remaining: later },
    ...(stops.length === 0 ? { next, leaned: leanedAtDesk(facts) } : {}),
  };
}

/** Lends the passes one by one: of two members who are to get the same one the second stays at the desk. */
async function lendAll(act: DeskAct, weighed: readonly Weighed[]): Promise<readonly Weighed[]> {
  const lent: Weighed[] = [];
  for (const one of weighed) lent.push(await lendTo(act, one));
  return lent;
}

async function lendTo(act: DeskAct, one: Weighed): Promise<Weighed> {
  const { next, given, finding } = one;
  if (next === undefined || given.pass === undefined) return one;
  if (act.arrivals.get(given.member)?.pass === given.pass) return one;
  const lent = await lendToMember(act, next, given.pass);
  if (lent.ok) return one;
  const lack = { code: 'pass-not-lent' as const, zones: [], ...lent.refusal };
  return { given, finding: { member: finding.member, lacks: [lack] } };
}

function changeOf({ next, given, leaned = [] }: Weighed, desk: Desk): readonly MemberChange[] {
  if (next === undefined) return [];
  const { memberId, identity, inspection, pass, insteadOfPass } = next;
  return [
    {
      next,
      effects: [{ type: 'presence', person: memberId, zone: desk.zone, certainty: 'assumed' }],
      details: {
        means: identity?.means ?? null,
        through: identity?.through ?? null,
        inspected: inspection !== null,
        pass,
        instead: insteadOfPass,
        escort: given.instead?.escort ?? null,
        ...(leaned.length === 0 ? {} : { exceptions: leaned }),
      },
    },
  ];
}

function hostsOf({ whole }: DeskAct, lent: readonly Weighed[]): readonly string[] {
  const came = lent.filter(({ next }) => next !== undefined).map(({ given }) => given.member);
  const visited = whole.destinations.filter((one) => came.some((member) => isBoundFor(one, member)));
  return [...new Set(visited.map(({ hostId }) => hostId))].toSorted();
}

function inspectionsOf(lent: readonly Weighed[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lent.flatMap(({ next, given }) =>
      next === undefined || given.inspection?.words === undefined
        ? []
        : [[given.member, given.inspection.words] as const],
    ),
  );
}
