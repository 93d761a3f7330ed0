import type { TravelTime } from '../../authority/settings/access-settings.ts';
import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';

/** A card that was let through at a site. */
export type ReadAtSite = { readonly site: string; readonly seq: number; readonly at: string };

/** One card let through at two sites sooner than one can go from one to the other. */
export type ReadsAtTwoSites = {
  readonly card: string;
  readonly person: string;
  readonly minutes: number;
  readonly reads: readonly [ReadAtSite, ReadAtSite];
};

/** Until where the log of each site was looked through. */
export type LookedThrough = ReadonlyMap<string, number>;

/**
 * Finds, among the reads behind what was looked through, those of a card that was let through elsewhere too near in time, before or after: what a gateway
 * tells late is compared by when it happened. Of a card that was read more often the nearest of the other site is told, and once it was told, nothing more while one needs from one to the other.
 */
export async function findReadsAtTwoSites(
  pool: Pool,
  between: readonly TravelTime[],
  looked: LookedThrough,
  now: Date,
): Promise<readonly ReadsAtTwoSites[]> {
  const ways = between.flatMap(({ sites: [one = '', other = ''], minutes }) => [
    { here: one, there: other, minutes },
    { here: other, there: one, minutes },
  ]);
  const { rows } = await pool.query<Found>({
    name: 'find-reads-at-two-sites',
    text: `
      select n.card_id as card, n.person_id as person, w.minutes, w.here as "hereSite", n.seq as "hereSeq", n.at as "hereAt",
        w.there as "thereSite", o.seq as "thereSeq", o.at as "thereAt"
      from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int8[]) as w(here, there, minutes, after)
      cross join lateral (
        select seq, card_id, person_id, at from entries
        where site_id = w.here and seq > w.after and kind = 'card-read' and verdict = 'grant' and card_id is not null
      ) n
      cross join lateral (
        select seq, at from entries
        where site_id = w.there and card_id = n.card_id and kind = 'card-read' and verdict = 'grant'
          and recorded_at > n.at - make_interval(mins => w.minutes)
          and at > n.at - make_interval(mins => w.minutes) and at < n.at + make_interval(mins => w.minutes)
        order by abs(extract(epoch from at - n.at)) limit 1
      ) o
      where not exists (
        select from entries t where t.site_id = $5 and t.kind = 'card-at-two-sites' and t.card_id = n.card_id
          and t.recorded_at > $6::timestamptz - make_interval(mins => w.minutes)
      )
      order by n.at`,
    values: [
      ways.map(({ here }) => here),
      ways.map(({ there }) => there),
      ways.map(({ minutes }) => minutes),
      ways.map(({ here }) => looked.get(here) ?? 0),
      ministryLogId,
      now,
    ],
  });
  return rows.map(({ card, person, minutes, ...row }) => {
    const here = { site: row.hereSite, seq: row.hereSeq, at: row.hereAt.toISOString() };
    const there = { site: row.thereSite, seq: row.thereSeq, at: row.thereAt.toISOString() };
    return { card, person, minutes, reads: here.at < there.at ? [here, there] : [there, here] };
  });
}

type Found = {
  readonly card: string;
  readonly person: string;
  readonly minutes: number;
  readonly hereSite: string;
  readonly hereSeq: number;
  readonly hereAt: Date;
  readonly thereSite: string;
  readonly thereSeq: number;
  readonly thereAt: Date;
};
