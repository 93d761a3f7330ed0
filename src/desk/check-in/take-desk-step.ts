import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { beginDeskAct, type DeskAct } from './begin-desk-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer, MemberFinding } from './desk-answer.ts';
import type { DeskFault } from './desk-faults.ts';
import { deskStepFacts } from './desk-step-facts.ts';
import type { Lack } from './judge-check-in.ts';
import { type DeskStep, judgeDeskStep, stateAfterDeskStep } from './judge-desk-step.ts';
import { judgeMembers } from './judge-members.ts';
import { type DecidedStep, type MemberChange, recordDeskStep } from './record-desk-step.ts';

/** For which visit, on which day, and for whom a step is asked. */
export type StepRequest<Member extends { readonly member: string }> = {
  readonly siteId: string;
  readonly visitId: string;
  readonly day: string;
  readonly members: readonly Member[];
};

/** Why it is not done: a fault, with the row and zones that ask for what is missing, or the words of another room that refused. */
type Stopped = { readonly fault: DeskFault } & Partial<Omit<Lack, 'code'>>;

/** What a step makes of one member to whom it is open: a fault, or the change and what remains to be done. */
export type MemberStep =
  | Stopped
  | {
      readonly change: Partial<ArrivalRow>;
      readonly effects?: MemberChange['effects'];
      readonly details?: MemberChange['details'];
      readonly remaining?: readonly Lack[];
      /** 訂正: the entry that is put right; it stands as it is. */
      readonly corrects?: number;
    };

/** A step as one act: what is read for all, then what it makes of each, then what the entry says of it. */
export type DeskStepOf<Member> = {
  readonly step: DeskStep;
  /** Who may do it, and what is locked before the visit is: persons come first (ADR 0002). */
  readonly before?: (tx: ActTx) => Promise<Result<unknown, Refusal>>;
  /** Why it is done here for nobody. */
  readonly shut?: (act: DeskAct) => DeskFault | undefined;
  readonly decide: (act: DeskAct) => Promise<Decide<Member>>;
  /** What the entry does beside what it does to each of those whom the step was open to. */
  readonly beside?: (act: DeskAct, done: readonly ArrivalRow[]) => readonly Effect[];
  readonly entry: Omit<DecidedStep, 'changes' | 'findings' | 'beside'>;
};

type Decide<Member> = (member: Member, arrival: ArrivalRow) => MemberStep | Promise<MemberStep>;

/** Takes members of a visit one step on, each weighed alone, in one entry. */
export function takeDeskStep<Member extends { readonly member: string }>(
  deps: DeskDeps,
  context: ActContext,
  { siteId, visitId, day, members }: StepRequest<Member>,
  { step, before, shut, decide, beside, entry }: DeskStepOf<Member>,
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgeMembers(members);
    if (refusal !== undefined) return refuse(refusal);
    const may = await before?.(tx);
    if (may?.ok === false) return may;
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const act = begun.value;
    const asked = { step, forNobody: shut?.(act) };
    const decideOne = await decide(act);
    const decided: Decided[] = [];
    for (const one of members) decided.push(await decideMember(act, asked, one, decideOne));
    const [corrected] = decided.flatMap(({ corrects }) => corrects ?? []);
    const changes = decided.flatMap(({ change }) => change ?? []);
    return ok(
      await recordDeskStep(act, {
        ...entry,
        beside: beside?.(
          act,
          changes.map(({ next }) => next),
        ),
        ...(corrected === undefined ? {} : { cause: { site: siteId, seq: corrected } }),
        changes,
        findings: decided.map(({ finding }) => finding),
      }),
    );
  });
}

type Decided = {
  readonly finding: MemberFinding;
  readonly change?: MemberChange;
  readonly corrects?: number | undefined;
};

async function decideMember<Member extends { readonly member: string }>(
  act: DeskAct,
  { step, forNobody }: { readonly step: DeskStep; readonly forNobody: DeskFault | undefined },
  one: Member,
  decide: Decide<Member>,
): Promise<Decided> {
  const { member } = one;
  const stays = ({ fault: code, ...asked }: Stopped): Decided => ({
    finding: { member, lacks: [{ code, zones: [], ...asked }] },
  });
  const arrival = act.arrivals.get(member);
  if (arrival === undefined) return stays({ fault: 'not-that-day' });
  const shut = forNobody ?? judgeDeskStep({ ...deskStepFacts(act, member, arrival), step });
  if (shut !== undefined) return stays({ fault: shut });
  const made = await decide(one, arrival);
  if ('fault' in made) return stays(made);
  const state = stateAfterDeskStep(arrival.state, step) ?? arrival.state;
  const { change, effects = [], details = {}, remaining = [], corrects } = made;
  return {
    corrects,
    finding: { member, lacks: [], remaining },
    change: { next: { ...arrival, state, ...change }, effects, details },
  };
}
