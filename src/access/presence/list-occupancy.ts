import type { SomeZones } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { momentValues, type PastMoment, placesAt } from './places-at.ts';

/** How many of one kind are in a zone, by how surely they are. */
export type Count = { confirmed: number; assumed: number; inferred: number };

export type ZoneOccupancy = {
  readonly zone: string;
  readonly name: string;
  readonly staff: Count;
  /** 府省庁外の者, and who is not registered any more. */
  readonly outsiders: Count;
  /**
   * On the way in, and of those counted above on the way out: granted, and the door has not yet told. Not kept of past
   * moments: null.
   */
  arriving: number | null;
  departing: number | null;
};

export type Occupancy = { readonly zones: readonly ZoneOccupancy[]; readonly unknown: number };

type Row = {
  zone: string | null;
  staff: boolean;
  certainty: keyof Count;
  persons: number;
  departing: number;
};

/**
 * Counts per zone of the plan, empty ones too; `unknown`: known at this site, and nobody knows where. `past`: as it was then, by
 * the plan of then.
 */
export async function listOccupancy(
  pool: Pool,
  siteId: string,
  seen: SomeZones,
  past: PastMoment | undefined,
): Promise<Occupancy> {
  const db = databaseOf(pool);
  const asOf = past?.at === undefined ? undefined : await seqAt(db, siteId, past.at);
  const [zones, inside, arriving] = await Promise.all([
    findZones(db, siteId, seen === 'all' ? 'all' : [...seen], asOf),
    countInside(pool, siteId, past),
    past === undefined ? countArriving(pool, siteId) : [],
  ]);
  const nobody = (): Count => ({ confirmed: 0, assumed: 0, inferred: 0 });
  const onTheWay = past === undefined ? 0 : null;
  const counts = new Map(
    [...zones].map(([zone, { name }]): [string, ZoneOccupancy] => [
      zone,
      { zone, name, staff: nobody(), outsiders: nobody(), arriving: onTheWay, departing: onTheWay },
    ]),
  );
  for (const { zone, staff, certainty, persons, departing } of inside) {
    const count = zone === null ? undefined : counts.get(zone);
    if (count === undefined) continue;
    (staff ? count.staff : count.outsiders)[certainty] += persons;
    if (count.departing !== null) count.departing += departing;
  }
  for (const { zone, persons } of arriving) {
    const count = counts.get(zone);
    if (count !== undefined) count.arriving = persons;
  }
  const unknown = inside.reduce((sum, row) => sum + (row.zone === null ? row.persons : 0), 0);
  return { zones: [...counts.values()], unknown };
}

async function countInside(
  pool: Pool,
  siteId: string,
  past: PastMoment | undefined,
): Promise<readonly Row[]> {
  const { rows } =
    past === undefined
      ? await pool.query<Row>({ name: 'occupancy-inside', text: insideSql('presence'), values: [siteId] })
      : await pool.query<Row>({
          name: 'past-occupancy-inside',
          text: insideSql(placesAt('$2', '$3')),
          values: [siteId, ...momentValues(past)],
        });
  return rows;
}

/** `places`: what has the rows of `presence`. Kinds of persons are those of now. */
function insideSql(places: string): string {
  return `
    select l.zone_id as zone, coalesce(p.kind = 'staff', false) as staff, coalesce(l.certainty, 'assumed') as certainty,
      count(*)::int as persons, count(l.pending_door)::int as departing
    from ${places} l left join persons p on p.person_id = l.person_id and p.until_seq is null
    where l.site_id = $1 group by 1, 2, 3`;
}

async function countArriving(
  pool: Pool,
  siteId: string,
): Promise<readonly { readonly zone: string; readonly persons: number }[]> {
  const { rows } = await pool.query<{ zone: string; persons: number }>({
    name: 'occupancy-arriving',
    text: `
      select pending_to as zone, count(*)::int as persons from presence
      where site_id = $1 and pending_to is not null group by 1`,
    values: [siteId],
  });
  return rows;
}
