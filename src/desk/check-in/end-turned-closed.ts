import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { beginVisitAct } from '../../visitors/changing/begin-visit-act.ts';
import { stepNotOpen } from '../../visitors/changing/take-visit-step.ts';
import { arrivalStatesHere } from '../../visitors/registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { VisitRow } from '../../visitors/registry/visit-rows.ts';
import { judgeTurningClosed, mayTurnClosed } from '../../visitors/steps/judge-turning-closed.ts';
import { visitActs } from '../../visitors/steps/visit-steps.ts';
import { loadPassesWorn, type PassesWorn } from '../passes/load-passes-worn.ts';
import { moveDueDates } from '../passes/move-due-dates.ts';
import { beginDeskAct, type DeskAct } from './begin-desk-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { recordDeskStep } from './record-desk-step.ts';

/** A hearing that is closed to the public from now on. */
export type TurnedClosed = {
  readonly siteId: string;
  readonly visitId: string;
  readonly day: string;
  /** Numerals of those who have to go; absent = everybody, and nobody more is checked in that day. */
  readonly passes?: readonly string[] | undefined;
  readonly reason: string;
};

/**
 * Ends one day of a visit now, for everybody or for those who wear these passes: no door lets them further in from this answer on, and
 * every way out stays open. Whatever the visit's hours become, that day stays over for them; where it is for everybody, the visit
 * expects nobody more that day. Nobody is checked out by it. A numeral that nobody here wears refuses the whole act.
 */
export function endTurnedClosed(
  deps: DeskDeps,
  context: ActContext,
  { siteId, visitId, day, passes, reason }: TurnedClosed,
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { by } = visitActs['turn-closed'];
    const may = await beginVisitAct(tx, context.principal, siteId, visitId, by);
    if (!may.ok) return may;
    if (may.value.visit.state === 'cancelled') return refuse(stepNotOpen('cancelled'));
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const act = begun.value;
    const expected = [...act.arrivals.values()].filter(({ state }) => state !== 'cancelled');
    const passOf = await loadPassesWorn(tx.db, siteId, [...act.arrivals.keys()]);
    const meant = passes === undefined ? ok(expected) : wearersOf(expected, passes, passOf);
    if (!meant.ok) return meant;
    const forAll = passes === undefined;
    const weighed = meant.value.map((arrival) => ({
      arrival,
      fault: judgeTurningClosed(arrival, { today: act.today, now: tx.now, forAll }),
    }));
    const ended = weighed
      .filter(({ fault }) => fault === undefined)
      .map(({ arrival }) => ({
        ...arrival,
        endsAt: arrival.endsAt < tx.now ? arrival.endsAt : tx.now,
        turnedClosedAt: tx.now,
      }));
    const answer = await recordDeskStep(act, {
      kind: 'visit-turned-closed',
      findings: weighed.map(({ arrival: { memberId: member }, fault }) => ({
        member,
        lacks: fault === undefined ? [] : [{ code: fault, zones: [] }],
      })),
      changes: ended.map((next) => ({ next, effects: [], details: { pass: passOf(next) } })),
      ofVisit: forAll ? closedToday(act) : undefined,
      details: { all: forAll },
      words: { reason },
    });
    if (answer.seq !== null) await moveDueDates(tx, siteId, ended, answer.seq);
    return ok(answer);
  });
}

function wearersOf(
  expected: readonly ArrivalRow[],
  passes: readonly string[],
  passOf: PassesWorn,
): Result<readonly ArrivalRow[], Refusal> {
  const worn = new Map(
    expected
      .filter(({ state }) => arrivalStatesHere.some((here) => here === state))
      .map((arrival) => [passOf(arrival), arrival]),
  );
  const errors = passes.flatMap((pass, index) =>
    worn.has(pass)
      ? []
      : [{ at: `/passes/${index}`, message: 'この番号の通行証を着けた、この訪問の人はいません。' }],
  );
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  return ok(passes.flatMap((pass) => worn.get(pass) ?? []));
}

/** What the visit says of its day from now on; undefined = it says so already, or that day is none of it or still to come. */
function closedToday({ whole: { visit }, day, today, tx }: DeskAct): Partial<VisitRow> | undefined {
  if (!mayTurnClosed(visit, day, today)) return undefined;
  return { turnedClosed: { ...visit.turnedClosed, [day]: tx.now.toISOString() } };
}
