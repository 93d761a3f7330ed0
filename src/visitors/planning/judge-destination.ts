import type { FieldError } from '../../kernel/problem.ts';
import { zonesShown } from '../../zones/plan/plan-shown-to.ts';
import { deskWays } from './desk-ways.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { DestinationDraft } from './visit-draft.ts';

/**
 * What is wrong with a destination: only 行政事務従事者 in office host and escort, and every zone is one that the planner knows and
 * that can be reached from a desk. `at` is the place of the destination in the request.
 */
export function judgeDestination(
  { hostId, escortIds, zoneIds }: Pick<DestinationDraft, 'hostId' | 'escortIds' | 'zoneIds'>,
  organisationId: string | undefined,
  { plan, activeStaff, rooms }: Pick<PlanningFacts, 'plan' | 'activeStaff' | 'rooms'>,
  at: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!activeStaff.has(hostId)) {
    errors.push({ at: `${at}/host`, message: '訪問相手は在職中の職員にしてください' });
  }
  for (const [index, escort] of escortIds.entries()) {
    if (!activeStaff.has(escort)) {
      errors.push({ at: `${at}/escorts/${index}`, message: '付添者は在職中の職員にしてください' });
    }
  }
  const shown = new Set(zonesShown(plan.zones, rooms).map(({ id }) => id));
  for (const [index, zone] of zoneIds.entries()) {
    if (!shown.has(zone))
      errors.push({ at: `${at}/zones/${index}`, message: 'この庁舎にこの区域はありません' });
  }
  if (errors.length > 0 || organisationId === undefined) return errors;
  const ways = deskWays(plan, organisationId, zoneIds);
  if (ways === undefined) {
    return [
      { at: `${at}/zones`, message: 'この庁舎の図面に受付がありません。先に受付を図面に置いてください' },
    ];
  }
  return ways.unreachable.map((zone) => ({
    at: `${at}/zones/${zoneIds.indexOf(zone)}`,
    message: '受付からこの区域へ通じる扉がありません',
  }));
}
