import { findSetting } from '../../authority/settings/find-setting.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findReadsAtTwoSites } from './find-reads-at-two-sites.ts';
import { tellCardAtTwoSites } from './tell-card-at-two-sites.ts';

/**
 * Watches for cards that two sites let through sooner than one can go from one to the other (同時使用, 2.2.1.1(1)(f)(ウ)): each site decides by its own log
 * alone, so that this is seen a moment after, and an alarm; nobody is kept from a way out by it. Where the ministry has not said how long
 * one needs, nothing is looked at.
 */
export function buildCardWatch(deps: ActDeps): () => Promise<void> {
  const looked = new Map<string, number>();

  return async () => {
    const { between } = (await findSetting(databaseOf(deps.pool), 'travel-times')).value;
    if (between.length === 0) return looked.clear();
    const sites = [...new Set(between.flatMap((one) => one.sites))];
    const longest = Math.max(...between.map(({ minutes }) => minutes));
    const ends = await loadEnds(deps, sites, longest);
    for (const { siteId, since } of ends) if (!looked.has(siteId)) looked.set(siteId, since);
    for (const found of await findReadsAtTwoSites(deps.pool, between, looked, deps.clock.now())) {
      await tellCardAtTwoSites(deps, found);
    }
    for (const { siteId, seq } of ends) looked.set(siteId, seq);
  };
}

/** Where the logs end, and how far they had come the longest way ago: a start looks through what the one before may have left. */
async function loadEnds(
  { pool, clock }: ActDeps,
  siteIds: readonly string[],
  minutes: number,
): Promise<readonly { siteId: string; seq: number; since: number }[]> {
  const { rows } = await pool.query<{ siteId: string; seq: number; since: number }>({
    name: 'load-ends-for-cards',
    text: `
      select h.site_id::text as "siteId", h.seq, coalesce((
        select seq - 1 from entries e where e.site_id = h.site_id and e.recorded_at >= $2 order by recorded_at, seq limit 1
      ), h.seq) as since
      from heads h where h.site_id = any($1::uuid[])`,
    values: [siteIds, new Date(clock.now().getTime() - minutes * 60_000)],
  });
  return rows;
}
