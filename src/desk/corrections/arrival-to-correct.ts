import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import { deskFaults } from '../check-in/desk-faults.ts';
import { deskStepFacts } from '../check-in/desk-step-facts.ts';
import { type DeskStep, judgeDeskStep } from '../check-in/judge-desk-step.ts';

/** The day of a member of whom something is to be put right that is about whoever came. */
export function arrivalToCorrect(
  act: DeskAct,
  member: string,
  step: Extract<DeskStep, 'take-back' | 'correct-pass'>,
): Result<ArrivalRow, Refusal> {
  const arrival = act.arrivals.get(member);
  const shut = judgeDeskStep({ ...deskStepFacts(act, member, arrival), step });
  if (arrival !== undefined && shut === undefined) return ok(arrival);
  const { says, fix } = deskFaults[shut ?? 'not-that-day'];
  return refuse({ code: 'conflict', detail: `${says}。${fix}` });
}
