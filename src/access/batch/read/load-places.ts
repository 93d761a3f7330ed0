import type { ClientBase } from 'pg';
import type { Deadline } from '../../state/deadline.ts';

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
  /** Persons whose place is asked for by name. */
  readonly persons: readonly string[];
  /** Doors whose pending passages an event may take or undo. */
  readonly doors: readonly string[];
  /** Zones whose persons must be counted. */
  readonly zones: readonly string[];
};

/** Where these persons are, who is pending at these doors, and who is in the counted zones; most batches ask for none. */
export async function loadPlaces(
  client: ClientBase,
  siteId: string,
  { persons, doors, zones }: PlacesAsked,
): Promise<readonly PlaceRow[]> {
  if (persons.length + doors.length + zones.length === 0) return [];
  const { rows } = await client.query<PlaceRow>({
    name: 'load-places',
    text: `
      with asked as (
        select unnest($4::uuid[]) as person_id
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
    values: [siteId, doors, zones, persons],
  });
  return rows;
}

/** Where they are whom these deadlines are about: nobody, most often; everybody, when the places are to be forgotten. */
export async function loadDuePlaces(
  client: ClientBase,
  siteId: string,
  due: readonly Deadline[],
): Promise<readonly PlaceRow[]> {
  if (due.some(({ kind }) => kind === 'presence-reset')) return loadEverybody(client, siteId);
  const persons = due.flatMap(({ kind, ref }) => (kind === 'passage-not-taken' ? [ref] : []));
  return loadPlaces(client, siteId, { persons, doors: [], zones: [] });
}

/** Where everybody is whose place is known or about to be. */
async function loadEverybody(client: ClientBase, siteId: string): Promise<readonly PlaceRow[]> {
  const { rows } = await client.query<PlaceRow>({
    name: 'load-everybody',
    text: `
      select p.person_id as "personId", ${placeColumns}
      from presence p where p.site_id = $1 and (p.zone_id is not null or p.pending_door is not null)`,
    values: [siteId],
  });
  return rows;
}
