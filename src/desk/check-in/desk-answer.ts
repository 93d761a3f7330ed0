import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { arrivalStateNames } from '../../visitors/registry/arrival-state-names.ts';
import { loadPassesWorn, type PassesWorn } from '../passes/load-passes-worn.ts';
import type { DeskAct } from './begin-desk-act.ts';
import { deskFaults } from './desk-faults.ts';
import { deskStepFacts } from './desk-step-facts.ts';
import type { Lack } from './judge-check-in.ts';
import { lackComingBack } from './lack-coming-back.ts';
import { type MayBeDone, type MayFacts, mayBeDone } from './may-be-done.ts';

/** Something that stands against a member, in words. */
export type ToldLack = Omit<Lack, 'undetermined'> & {
  readonly undetermined: boolean;
  readonly says: string;
  readonly fix: string;
};

/** What became of one member of those a step was asked for. */
export type MemberAnswer = {
  readonly member: string;
  readonly name: string | null;
  readonly affiliation: string | null;
  readonly done: boolean;
  /** null = not expected on that day. */
  readonly state: string | null;
  readonly stateName: string | null;
  readonly pass: string | null;
  /** Why it was not done. */
  readonly lacks: readonly ToldLack[];
  /** What remains to be done, or what doors further in will still ask for. */
  readonly remaining: readonly ToldLack[];
  readonly may: readonly MayBeDone[];
};

/** What a desk act did, member by member in the order asked for; `seq` null = nothing was done, and nothing recorded. */
export type DeskAnswer = { readonly seq: number | null; readonly members: readonly MemberAnswer[] };

/** What was found of one member before anything is written. */
export type MemberFinding = {
  readonly member: string;
  readonly lacks: readonly Lack[];
  readonly remaining?: readonly Lack[];
};

/** What was found of a member, and as they are after the act; absent = it was not done. */
export type MemberTold = { readonly finding: MemberFinding; readonly next?: ArrivalRow | undefined };

/** Tells of members of one visit as they are after the act. */
export async function memberAnswers(
  act: DeskAct,
  told: readonly MemberTold[],
): Promise<readonly MemberAnswer[]> {
  const members = told.map(({ finding }) => finding.member);
  const passOf = await loadPassesWorn(act.tx.db, act.siteId, members);
  return told.map((one) => answerOf(act, one, passOf));
}

function answerOf(
  act: DeskAct,
  { finding: { member, lacks, remaining = [] }, next }: MemberTold,
  passOf: PassesWorn,
): MemberAnswer {
  const { whole, arrivals } = act;
  const identity = whole.members.find(({ memberId }) => memberId === member)?.identity;
  const arrival = next ?? arrivals.get(member);
  return {
    member,
    name: identity?.name ?? null,
    affiliation: identity?.affiliation ?? null,
    done: next !== undefined,
    state: arrival?.state ?? null,
    stateName: arrival === undefined ? null : arrivalStateNames[arrival.state],
    pass: arrival === undefined ? null : passOf(arrival),
    lacks: lacks.map(inWords),
    remaining: remaining.map(inWords),
    may: isToCallGuard(lacks) || arrival === undefined ? [] : mayBeDone(mayFacts(act, arrival)),
  };
}

function mayFacts(act: DeskAct, arrival: ArrivalRow): MayFacts {
  const { memberId } = arrival;
  return {
    ...deskStepFacts(act, memberId, arrival),
    named: act.whole.members.some((one) => one.memberId === memberId && one.identity !== undefined),
    comesBack: lackComingBack(act, arrival) === undefined,
  };
}

/** Then nothing may be done here, and nothing else is said. */
function isToCallGuard(lacks: readonly Lack[]): boolean {
  return lacks.some(({ code }) => code === 'call-guard');
}

function inWords({ undetermined, ...lack }: Lack): ToldLack {
  return { ...lack, undetermined: undetermined === true, ...deskFaults[lack.code] };
}
