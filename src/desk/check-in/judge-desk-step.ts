import { type ArrivalStep, arrivalStateAfter } from '../../visitors/registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { VisitState } from '../../visitors/registry/visit-lifecycle.ts';
import type { DeskFault } from './desk-faults.ts';

/** One day of one member, with what decides whether a step is open. */
export type DeskStepFacts = {
  readonly step: ArrivalStep;
  readonly visit: VisitState;
  /** undefined = the member is not expected on that day. */
  readonly arrival: Pick<ArrivalRow, 'state' | 'day' | 'endsAt' | 'turnedClosedAt'> | undefined;
  /** The member is in the building under another day of the visit. */
  readonly hereOnOtherDay: boolean;
  readonly today: string;
  readonly now: Date;
};

/** Whoever comes in by these steps needs a visit that is on. */
const comingIn: readonly ArrivalStep[] = ['check-in', 'step-in'];

/** Why a step is not open. Nothing holds anybody back who goes: only who comes in needs a visit that is on and not over. */
export function judgeDeskStep(facts: DeskStepFacts): DeskFault | undefined {
  const { step, visit, arrival, hereOnOtherDay, today, now } = facts;
  if (arrival === undefined) return 'not-that-day';
  if (arrivalStateAfter(arrival.state, step) === undefined) return 'step-not-open';
  if (!comingIn.includes(step)) return undefined;
  if (visit === 'cancelled') return 'visit-cancelled';
  if (visit === 'paused') return 'visit-paused';
  if (arrival.day > today) return 'day-to-come';
  if (arrival.turnedClosedAt !== null) return 'turned-closed';
  if (arrival.endsAt <= now) return 'visit-over';
  return hereOnOtherDay ? 'here-since-before' : undefined;
}
