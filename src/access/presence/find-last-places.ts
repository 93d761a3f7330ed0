import type { ClientBase } from 'pg';

/** A place somebody was told to be in, zone null = nobody knew, and the entry that told it. */
export type PlaceTold = {
  readonly zone: string | null;
  /** The door they went through; null = they were seen there, or somebody said so. */
  readonly door: string | null;
  readonly seq: number;
  /** The how many-eth effect of that entry it is. */
  readonly nth: number;
};

export type LastPlaces = {
  /** By a door they went through, since a certain entry. */
  readonly passed: PlaceTold | undefined;
  /** By anything else: somebody saw them there, or said so; or before that entry. */
  readonly told: PlaceTold | undefined;
};

/** The later told of two places. */
export function laterTold(one: PlaceTold | undefined, other: PlaceTold | undefined): PlaceTold | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return (one.seq - other.seq || one.nth - other.nth) < 0 ? other : one;
}

/** Where somebody who came at `cameAt` was last, by their passages from the entry `since` on and by all else. */
export async function findLastPlaces(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  personId: string,
  { since, cameAt }: { readonly since: number; readonly cameAt: Date },
): Promise<LastPlaces> {
  const { rows } = await client.query<PlaceTold & { readonly passed: boolean }>({
    name: 'find-last-places',
    text: `
      select distinct on (passed) passed, zone, door, seq, nth from (
        select e.seq, place.nth::int, place.effect ->> 'zone' as zone, place.effect ->> 'door' as door,
          e.seq >= $3 and place.effect ->> 'door' is not null as passed
        from (select distinct seq, recorded_at from moves where site_id = $1 and person_id = $2 and recorded_at >= $4) m
        join entries e on e.site_id = $1 and e.seq = m.seq and e.recorded_at = m.recorded_at
        cross join lateral jsonb_array_elements(e.text::jsonb -> 'effects') with ordinality as place(effect, nth)
        where place.effect @> jsonb_build_object('type', 'presence', 'person', $2::text)
      ) one
      order by passed, seq desc, nth desc`,
    values: [siteId, personId, since, cameAt],
  });
  const last = (passed: boolean) => {
    const row = rows.find((one) => one.passed === passed);
    return row && { zone: row.zone, door: row.door, seq: row.seq, nth: row.nth };
  };
  return { passed: last(true), told: last(false) };
}
