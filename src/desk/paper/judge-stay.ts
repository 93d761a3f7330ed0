import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ArrivalStep, arrivalStateAfter } from '../../visitors/registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { backIn } from '../../visitors/registry/back-in.ts';
import { sameWithinMs } from './same-within-ms.ts';

/** When somebody came and left by an entrance, as it was written down; undefined = still inside then. */
export type Stay = { readonly enteredAt: Date; readonly leftAt: Date | undefined };

/** What is recorded of how somebody came on a day, and left. */
export type Stayed = Pick<
  ArrivalRow,
  | 'state'
  | 'stateReason'
  | 'checkedInAt'
  | 'checkInOrigin'
  | 'backInAt'
  | 'metAt'
  | 'metBy'
  | 'checkedOutAt'
  | 'endOrigin'
>;

/** Why paper and what is recorded do not go together, and the time that is recorded. */
export type StayFault = {
  readonly code: 'desk-refused' | 'visit-cancelled' | 'in-twice' | 'left-otherwise';
  readonly at: Date | null;
};

/**
 * A 来庁 with one more stay that was written by hand. Whoever comes back the same day has left in between. What the desk recorded of the
 * same moment stands, and paper adds what nobody knew; a time that contradicts a recorded one is refused, not weighed against it.
 */
export function judgeStay(known: Stayed, stay: Stay): Result<Stayed, StayFault> {
  const { state, checkedInAt: since, checkedOutAt: until } = known;
  const { enteredAt, leftAt } = stay;
  if (state === 'refused') return fault('desk-refused', null);
  if (state === 'cancelled') return fault('visit-cancelled', null);
  if (since === null)
    return came({ ...known, checkedInAt: enteredAt, checkInOrigin: 'paper' }, 'check-in', stay);
  if (known.checkInOrigin !== 'paper' && isSame(enteredAt, since)) {
    return leftAt === undefined ? ok(known) : leftToo(known, leftAt);
  }
  if (leftAt !== undefined && leftAt <= since) {
    return ok({ ...known, checkedInAt: enteredAt, checkInOrigin: 'paper' });
  }
  const again = { ...known, ...backIn(enteredAt) };
  if (state === 'out-for-now' && enteredAt > since) return came(again, 'step-in', stay);
  if (state === 'checked-out' && until !== null && enteredAt >= until) return came(again, 'put-back', stay);
  return fault('in-twice', since);
}

function came(known: Stayed, step: ArrivalStep, { leftAt }: Stay): Result<Stayed, StayFault> {
  const state = arrivalStateAfter(known.state, step);
  if (state === undefined) return fault('in-twice', known.checkedInAt);
  const here: Stayed = { ...known, state, stateReason: null, checkedOutAt: null, endOrigin: null };
  return ok(leftAt === undefined ? here : gone(here, leftAt));
}

/** The end of a stay whose beginning the desk knows. */
function leftToo(known: Stayed, leftAt: Date): Result<Stayed, StayFault> {
  const { state, checkedOutAt: until } = known;
  if (state === 'checked-in') return ok(gone(known, leftAt));
  if (state !== 'checked-out') return ok(known);
  if (until === null) return ok(gone(known, leftAt));
  return isSame(until, leftAt) ? ok(known) : fault('left-otherwise', until);
}

function gone(known: Stayed, leftAt: Date): Stayed {
  return { ...known, state: 'checked-out', stateReason: null, checkedOutAt: leftAt, endOrigin: 'paper' };
}

function isSame(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) <= sameWithinMs;
}

function fault(code: StayFault['code'], at: Date | null): Result<Stayed, StayFault> {
  return refuse({ code, at });
}
