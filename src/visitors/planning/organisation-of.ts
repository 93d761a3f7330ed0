import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { DestinationDraft } from './visit-draft.ts';

/**
 * The organisation that a visit comes to: that of the first zone of its first destination. Its list of purposes holds, and its
 * desk takes the visit in. Undefined where the plan has no such zone.
 */
export function organisationOf(
  destinations: readonly Pick<DestinationDraft, 'zoneIds'>[],
  { zones }: Pick<SitePlan, 'zones'>,
): string | undefined {
  const first = destinations[0]?.zoneIds[0];
  return zones.find(({ id }) => id === first)?.organisation;
}
