import type { Pool } from '../db/pool.ts';
import { type AlarmViewer, findAlarms } from './find-alarms.ts';

/** That alarms stand, without what they are of: what a locked screen shows. */
export type StandingAlarms = {
  readonly standing: number;
  readonly unacknowledged: number;
  /** Of the most urgent; null = none stands. */
  readonly priority: number | null;
};

/** More than these are as many as nobody counts at a glance. */
export const mostCounted = 100;

/** How many alarms of a site stand that somebody is shown. */
export async function countStanding(
  pool: Pool,
  siteId: string,
  viewer: AlarmViewer,
): Promise<StandingAlarms> {
  const open = await findAlarms(pool, siteId, viewer, { open: true }, mostCounted);
  return {
    standing: open.length,
    unacknowledged: open.filter(({ state }) => state === 'raised').length,
    priority: open.length === 0 ? null : Math.min(...open.map(({ priority }) => priority)),
  };
}
