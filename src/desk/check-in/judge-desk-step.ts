import {
  type ArrivalState,
  type ArrivalStep,
  arrivalStateAfter,
  hasCome,
} from '../../visitors/registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { VisitState } from '../../visitors/registry/visit-lifecycle.ts';
import type { DeskFault } from './desk-faults.ts';
import type { KeptOut } from './load-kept-out.ts';

/** What is done at the desk about one day of a member: the steps of its life, and what leaves it in the state it is in. */
export type DeskStep = ArrivalStep | 'examine' | 'second-check' | 'met' | 'correct-pass';

/** One day of one member, with what decides whether a step is open. */
export type DeskStepFacts = {
  readonly step: DeskStep;
  readonly visit: VisitState;
  /** undefined = the member is not expected on that day. */
  readonly arrival: Pick<ArrivalRow, 'state' | 'day' | 'endsAt' | 'turnedClosedAt' | 'metAt'> | undefined;
  /** What keeps the member out, whatever was confirmed of them. */
  readonly keptOut: KeptOut | undefined;
  /** The member is in the building under another day of the visit. */
  readonly hereOnOtherDay: boolean;
  readonly today: string;
  readonly now: Date;
};

/** Whoever comes in by these steps needs a visit that is on. */
const comingIn: readonly DeskStep[] = ['check-in', 'step-in'];

/** What is not done for whoever is kept out: nothing is prepared for them, and they do not come in. */
const notForKeptOut: Readonly<Record<KeptOut, readonly DeskStep[]>> = {
  'call-guard': ['examine', 'check-in', 'step-in', 'second-check'],
  'press-ended': ['examine', 'check-in', 'step-in'],
};

/** What is said where a step is about whoever is in the building, or came, and the member is or did not. */
const notOfThem: Partial<Readonly<Record<DeskStep, DeskFault>>> = {
  'second-check': 'not-here',
  'correct-pass': 'not-come',
  'take-back': 'not-come',
};

/** Why a step is not open. Nothing holds anybody back who goes: only who comes in needs a visit that is on and not over. */
export function judgeDeskStep(facts: DeskStepFacts): DeskFault | undefined {
  const { step, visit, arrival, keptOut, hereOnOtherDay, today, now } = facts;
  if (keptOut !== undefined && notForKeptOut[keptOut].includes(step)) return keptOut;
  if (arrival === undefined) return 'not-that-day';
  if (stateAfterDeskStep(arrival.state, step) === undefined) return notOfThem[step] ?? 'step-not-open';
  if (step === 'met' && arrival.metAt !== null) return 'met-already';
  if (step === 'miss' && arrival.endsAt > now) return 'not-over-yet';
  if (step === 'put-back' && hereOnOtherDay) return 'here-on-other-day';
  if (!comingIn.includes(step)) return undefined;
  if (visit === 'cancelled') return 'visit-cancelled';
  if (visit === 'paused') return 'visit-paused';
  if (arrival.day > today) return 'day-to-come';
  if (arrival.turnedClosedAt !== null) return 'turned-closed';
  if (arrival.endsAt <= now) return 'visit-over';
  return hereOnOtherDay ? 'here-since-before' : undefined;
}

/** The state after a step, which may be the same; undefined = this step is not open. */
export function stateAfterDeskStep(state: ArrivalState, step: DeskStep): ArrivalState | undefined {
  switch (step) {
    case 'examine':
      return arrivalStateAfter(state, 'check-in') === undefined ? undefined : state;
    case 'second-check':
    case 'met':
      return state === 'checked-in' ? state : undefined;
    case 'correct-pass':
      return hasCome({ state }) ? state : undefined;
    default:
      return arrivalStateAfter(state, step);
  }
}
