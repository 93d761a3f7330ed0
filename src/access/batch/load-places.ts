import type { ClientBase } from 'pg';

/** A row of `presence` as the batch reads and writes it. */
export type PlaceRow = {
  readonly personId: string;
  readonly zoneId: string | null;
  readonly certainty: string | null;
  readonly since: Date | null;
  readonly sinceSeq: number | null;
  readonly pendingDoor: string | null;
  readonly pendingFrom: string | null;
  readonly pendingTo: string | null;
  readonly pendingUntil: Date | null;
};

export type PlacesAsked = {
  readonly cards: readonly { readonly format: string; readonly facility: string; readonly number: string }[];
  /** Persons whose granted passage a gateway gave up. */
  readonly persons: readonly string[];
  /** Doors whose pending passages an event may take or undo. */
  readonly doors: readonly string[];
  /** Zones whose persons must be counted. */
  readonly zones: readonly string[];
  readonly now: Date;
};

/** Where the holders of these cards are, who is pending at these doors or overdue, and who is in the counted zones. */
export async function loadPlaces(
  client: ClientBase,
  siteId: string,
  { cards, persons, doors, zones, now }: PlacesAsked,
): Promise<readonly PlaceRow[]> {
  const { rows } = await client.query<PlaceRow>({
    name: 'load-places',
    text: `
      with asked as (
        select c.person_id
        from unnest($2::text[], $3::text[], $4::text[]) as k(format, facility, number)
        cross join lateral (
          -- Everyone who ever held it: a late read is its holder's of then. The offset keeps it one look-up a key.
          select person_id from cards
          where number = k.number and facility = k.facility and format = k.format offset 0
        ) c
        union
        select unnest($8::uuid[])
        union
        select ref::uuid from deadlines where site_id = $1 and kind = 'passage-not-taken' and due_at <= $7
        union
        select person_id from presence where site_id = $1 and pending_door = any($5::text[])
        union
        select person_id from presence where site_id = $1 and zone_id = any($6::text[])
        union
        select person_id from presence
        where site_id = $1 and pending_door is not null and pending_to = any($6::text[])
      )
      select p.person_id as "personId", zone_id as "zoneId", certainty, since, since_seq as "sinceSeq",
        pending_door as "pendingDoor", pending_from as "pendingFrom", pending_to as "pendingTo",
        pending_until as "pendingUntil"
      from asked
      cross join lateral (select * from presence where site_id = $1 and person_id = asked.person_id limit 1) p`,
    values: [
      siteId,
      cards.map((card) => card.format),
      cards.map((card) => card.facility),
      cards.map((card) => card.number),
      doors,
      zones,
      now,
      persons,
    ],
  });
  return rows;
}
