import { rankOf } from '../../zones/plan/direction.ts';
import type { Zone } from '../../zones/plan/site-plan.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import type { IdentityMeans } from '../registry/identity-check.ts';

/** The highest class there is; a zone without a class is asked as much for. */
const highest = 9;

/**
 * Whether these means of identification suffice for a zone: those of the row with the lowest class that is not below the zone's
 * count. Where no row reaches the zone's class nothing suffices.
 */
export function sufficesFor(
  { identity }: Pick<VisitorSettings, 'identity'>,
  means: IdentityMeans,
  zone: Pick<Zone, 'class'>,
): boolean {
  const rank = Math.min(rankOf(zone), highest);
  const [row] = identity.filter((one) => one.class >= rank).toSorted((one, other) => one.class - other.class);
  return row?.means.includes(means) ?? false;
}
