import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import type { Moment } from './visit-body.ts';

/** The moment of an answer, by the clock and the settings of a site. */
export async function momentAt(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  siteId: string,
): Promise<Moment> {
  const now = clock.now();
  const { graceMinutes, timeZone } = await loadVisitorSettings(databaseOf(pool), siteId);
  return { now, graceMinutes, today: dayAt(now, timeZone), timeZone };
}
