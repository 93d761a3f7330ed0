import { byOnePlan } from '../db/by-one-plan.ts';
import type { Pool } from '../db/pool.ts';
import type { Actor } from '../kernel/actor.ts';
import { dayMs } from '../kernel/day-ms.ts';

/** An entry of an alarm's life: when it happened and who did it, by name where it was a person. */
export type LifeEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly type: Actor['type'];
  readonly id: string;
  readonly name: string | null;
};

/** An entry to look for, and since when the alarm it is of stands: it was recorded then or later. */
export type LifeSought = { readonly seq: number; readonly since: Date };

/** Most alarms are seen to within that: their entries are looked for in these months first. */
const soonMs = 60 * dayMs;

/** These entries of a site's log by their seq, as far as they are kept. */
export async function loadLifeEntries(
  pool: Pool,
  siteId: string,
  sought: readonly LifeSought[],
): Promise<ReadonlyMap<number, LifeEntry>> {
  if (sought.length === 0) return new Map();
  const times = sought.map(({ since }) => since.getTime());
  const from = new Date(Math.min(...times));
  const soon = await askFor(pool, siteId, sought, { from, until: new Date(Math.max(...times) + soonMs) });
  const found = new Map(soon.map((entry) => [entry.seq, entry]));
  const left = sought.filter(({ seq }) => !found.has(seq));
  if (left.length === 0) return found;
  const later = await askFor(pool, siteId, left, { from, until: 'infinity' });
  return new Map([...soon, ...later].map((entry) => [entry.seq, entry]));
}

async function askFor(
  pool: Pool,
  siteId: string,
  sought: readonly LifeSought[],
  { from, until }: { readonly from: Date; readonly until: Date | 'infinity' },
): Promise<readonly LifeEntry[]> {
  return byOnePlan<LifeEntry>(pool, {
    name: 'load-life-entries',
    text: `
      select s.seq, e.at, e.actor_type as type, e.actor_id as id, who.name
      from unnest($2::int8[], $3::timestamptz[]) as s(seq, since)
      cross join lateral (
        select at, actor_type, actor_id from entries
        where site_id = $1 and seq = s.seq and recorded_at >= s.since and recorded_at >= $4 and recorded_at < $5 limit 1
      ) e
      left join lateral (
        select name from persons
        where person_id = case when e.actor_type = 'person' then e.actor_id::uuid end and until_seq is null limit 1
      ) who on true`,
    values: [siteId, sought.map(({ seq }) => seq), sought.map(({ since }) => since), from, until],
  });
}
