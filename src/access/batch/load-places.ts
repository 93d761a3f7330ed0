import type { ClientBase } from 'pg';

/** A place as the batch reads and writes it; null throughout where a left join found none. */
export type PlaceColumns = {
  readonly zoneId: string | null;
  readonly certainty: string | null;
  readonly since: Date | null;
  readonly sinceSeq: number | null;
  readonly pendingDoor: string | null;
  readonly pendingFrom: string | null;
  readonly pendingTo: string | null;
  readonly pendingUntil: Date | null;
};

export type PlaceRow = PlaceColumns & { readonly personId: string };

/** The columns of a place, of `presence` as `p`. */
export const placeColumns = `
  p.zone_id as "zoneId", p.certainty, p.since, p.since_seq as "sinceSeq", p.pending_door as "pendingDoor",
  p.pending_from as "pendingFrom", p.pending_to as "pendingTo", p.pending_until as "pendingUntil"`;

export type PlacesAsked = {
  /** Persons whose granted passage a gateway gave up. */
  readonly persons: readonly string[];
  /** Doors whose pending passages an event may take or undo. */
  readonly doors: readonly string[];
  /** Zones whose persons must be counted. */
  readonly zones: readonly string[];
  readonly now: Date;
};

/** Where these persons are, who is pending at these doors or overdue, and who is in the counted zones. */
export async function loadPlaces(
  client: ClientBase,
  siteId: string,
  { persons, doors, zones, now }: PlacesAsked,
): Promise<readonly PlaceRow[]> {
  const { rows } = await client.query<PlaceRow>({
    name: 'load-places',
    text: `
      with asked as (
        select unnest($5::uuid[]) as person_id
        union
        select ref::uuid from deadlines where site_id = $1 and kind = 'passage-not-taken' and due_at <= $4
        union
        select person_id from presence where site_id = $1 and pending_door = any($2::text[])
        union
        select person_id from presence
        where cardinality($3::text[]) > 0 and site_id = $1 and zone_id = any($3::text[])
        union
        select person_id from presence
        where site_id = $1 and pending_door is not null and pending_to = any($3::text[])
      )
      select p.person_id as "personId", ${placeColumns}
      from asked
      cross join lateral (select * from presence where site_id = $1 and person_id = asked.person_id limit 1) p`,
    values: [siteId, doors, zones, now, persons],
  });
  return rows;
}

/** Where everybody is whose place is known or about to be. */
export async function loadEverybody(client: ClientBase, siteId: string): Promise<readonly PlaceRow[]> {
  const { rows } = await client.query<PlaceRow>(
    `select p.person_id as "personId", ${placeColumns}
      from presence p where p.site_id = $1 and (p.zone_id is not null or p.pending_door is not null)`,
    [siteId],
  );
  return rows;
}
