import type { SomeZones } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { findZones } from '../../zones/plan/find-zones.ts';

/** How many of one kind are in a zone, by how surely they are. */
export type Count = { confirmed: number; assumed: number; inferred: number };

export type ZoneOccupancy = {
  readonly zone: string;
  readonly name: string;
  readonly staff: Count;
  /** 府省庁外の者, and who is not registered any more. */
  readonly outsiders: Count;
  /** On the way in, and of those counted above on the way out: granted, and the door has not yet told. */
  arriving: number;
  departing: number;
};

export type Occupancy = { readonly zones: readonly ZoneOccupancy[]; readonly unknown: number };

type Row = {
  zone: string | null;
  staff: boolean;
  certainty: keyof Count;
  persons: number;
  departing: number;
};

/** Counts per zone of the plan, empty ones too; `unknown`: known at this site, and nobody knows where. */
export async function listOccupancy(pool: Pool, siteId: string, seen: SomeZones): Promise<Occupancy> {
  const [zones, inside, arriving] = await Promise.all([
    findZones(databaseOf(pool), siteId, seen === 'all' ? 'all' : [...seen]),
    pool.query<Row>({
      name: 'occupancy-inside',
      text: `
        select l.zone_id as zone, coalesce(p.kind = 'staff', false) as staff, coalesce(l.certainty, 'assumed') as certainty,
          count(*)::int as persons, count(l.pending_door)::int as departing
        from presence l left join persons p on p.person_id = l.person_id and p.until_seq is null
        where l.site_id = $1 group by 1, 2, 3`,
      values: [siteId],
    }),
    pool.query<{ zone: string; persons: number }>({
      name: 'occupancy-arriving',
      text: `
        select pending_to as zone, count(*)::int as persons from presence
        where site_id = $1 and pending_to is not null group by 1`,
      values: [siteId],
    }),
  ]);
  const nobody = (): Count => ({ confirmed: 0, assumed: 0, inferred: 0 });
  const counts = new Map(
    [...zones].map(([zone, { name }]): [string, ZoneOccupancy] => [
      zone,
      { zone, name, staff: nobody(), outsiders: nobody(), arriving: 0, departing: 0 },
    ]),
  );
  for (const { zone, staff, certainty, persons, departing } of inside.rows) {
    const count = zone === null ? undefined : counts.get(zone);
    if (count === undefined) continue;
    (staff ? count.staff : count.outsiders)[certainty] += persons;
    count.departing += departing;
  }
  for (const { zone, persons } of arriving.rows) {
    const count = counts.get(zone);
    if (count !== undefined) count.arriving += persons;
  }
  const unknown = inside.rows.reduce((sum, row) => sum + (row.zone === null ? row.persons : 0), 0);
  return { zones: [...counts.values()], unknown };
}
