import type { SomeZones } from '../../authority/visibility.ts';
import { zonesShown } from './plan-shown-to.ts';
import type { SitePlan } from './site-plan.ts';

const covered = '非公開の区域';

/**
 * The whole plan, in which the rooms that are hidden from somebody, and the doors that lead there, bear no names of their own: what is judged
 * of it is the same, and what is said of it names no such room (別表1 行6 ※1).
 */
export function coverNames(plan: SitePlan, rooms: SomeZones): SitePlan {
  const shown = new Set(zonesShown(plan.zones, rooms).map(({ id }) => id));
  if (shown.size === plan.zones.length) return plan;
  return {
    ...plan,
    zones: plan.zones.map((zone) => {
      if (shown.has(zone.id)) return zone;
      const { displayName: _, ...unnamed } = zone;
      return { ...unnamed, name: covered };
    }),
    doors: plan.doors.map((door) =>
      door.directions.every(({ from, to }) => shown.has(from) && shown.has(to))
        ? door
        : { ...door, name: `${covered}の扉` },
    ),
  };
}
