import type { Effect } from '../../log/entry/effects.ts';
import { mayStayUntil } from '../../visitors/admission/may-stay-until.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';

/**
 * Tells the guard of a member who by a correction (訂正) is inside past the hours of visitors: no deadline comes for them any more. Nobody
 * is told of who is outside the desks by now.
 */
export function overdueEffects(
  plan: Pick<SitePlan, 'site' | 'desks'>,
  arrival: Pick<ArrivalRow, 'memberId' | 'day' | 'endsAt'>,
  zone: string | null,
  now: Date,
): readonly Effect[] {
  const isGone = plan.desks?.some(({ outside }) => outside === zone);
  return isGone || mayStayUntil(plan, arrival) > now
    ? []
    : [{ type: 'alarm', kind: 'visitor-overdue', active: true, person: arrival.memberId }];
}
