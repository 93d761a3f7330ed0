import type { Database } from '../../db/pool.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';

/** What a permission may name at a site. */
export type Places = {
  /** Zone → class; null = 未決定. */
  readonly zones: ReadonlyMap<string, number | null>;
  readonly schedules: ReadonlySet<string>;
  /** IANA name */
  readonly timeZone: string;
};

/** The zones and schedules of a site's plan; undefined for a site without one. */
export async function loadPlaces(db: Database, siteId: string): Promise<Places | undefined> {
  const { plan } = await loadPlan(db, siteId);
  if (plan === undefined) return undefined;
  return {
    zones: new Map(plan.zones.map((zone) => [zone.id, zone.class])),
    schedules: new Set(plan.schedules.map((schedule) => schedule.id)),
    timeZone: plan.site.timeZone,
  };
}
