import type { ArrivalRow } from '../registry/arrival-rows.ts';
import { waitsSince } from '../registry/back-in.ts';
import { judgeReviewable } from '../registry/judge-reviewable.ts';
import { visitStateAfter } from '../registry/visit-lifecycle.ts';
import type { VisitRow } from '../registry/visit-rows.ts';
import type { Doer } from './judge-doer.ts';
import { turnsClosedForAll } from './judge-turning-closed.ts';
import { mayExtend } from './may-extend.ts';
import { visitActs, visitSteps } from './visit-steps.ts';

/** When it is asked, by the clock and calendar of the site. */
type Asked = { readonly today: string; readonly now: Date; readonly timeZone: string };

type StepOpen = { readonly step: string; readonly says: string; readonly by: readonly Doer[] };

/** What may be done next about a visit, and by whom: whatever no judge refuses for what is known now. */
export function stepsOpen(
  visit: VisitRow,
  arrivals: readonly ArrivalRow[],
  asked: Asked,
): readonly StepOpen[] {
  const { state } = visit;
  const extenders = new Set(arrivals.flatMap((one) => mayExtend(state, one, asked)));
  const ifOpen = (isOpen: boolean, { by }: { readonly by: readonly Doer[] }) => (isOpen ? by : []);
  const ifStep = (step: keyof typeof visitSteps) =>
    ifOpen(visitStateAfter(state, step) !== undefined, visitSteps[step]);
  const isMet = arrivals.some((one) => waitsSince(one) !== null);
  const by: Readonly<Record<keyof typeof says, readonly Doer[]>> = {
    pause: ifStep('pause'),
    resume: ifStep('resume'),
    cancel: ifStep('cancel'),
    change: ifOpen(state !== 'cancelled', visitActs.change),
    extend: visitActs.extend.by.filter((doer) => extenders.has(doer)),
    met: ifOpen(isMet, visitActs.met),
    'turn-closed': ifOpen(turnsClosedForAll(visit, arrivals, asked), visitActs['turn-closed']),
    review: ifOpen(judgeReviewable(visit, asked.today) === undefined, visitActs.review),
  };
  return Object.entries(by).flatMap(([step, doers]) =>
    isStep(step) && doers.length > 0 ? [{ step, says: says[step].says, by: doers }] : [],
  );
}

const says = { ...visitSteps, ...visitActs };

function isStep(name: string): name is keyof typeof says {
  return Object.hasOwn(says, name);
}
