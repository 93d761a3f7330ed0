import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { DeadlineKind } from './deadline.ts';
import type { Place, SiteState } from './site-state.ts';

const kind: DeadlineKind = 'passage-not-taken';

/** Writes places and, with each pending passage, its deadline. */
export function savePlaces(
  client: ClientBase,
  siteId: string,
  persons: ReadonlySet<string>,
  state: SiteState,
): readonly Promise<unknown>[] {
  const places = [...persons].flatMap((person): readonly (readonly [string, Place])[] => {
    const place = state.presence.get(person);
    return place === undefined ? [] : [[person, place]];
  });
  if (places.length === 0) return [];
  return [
    client.query({
      name: 'save-places',
      text: `
        with given as (
          select * from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::timestamptz[], $12::bool[])
            as p(person_id, zone_id, certainty, since, since_seq, door_id, pending_door, pending_from, pending_to, pending_until,
              pending_along)
        ), over as (
          delete from deadlines d using given
          where d.site_id = $1 and d.kind = '${kind}' and d.ref = given.person_id::text
            and given.pending_door is null
        ), due as (
          insert into deadlines (site_id, kind, ref, due_at)
          select $1, '${kind}', person_id::text, pending_until from given where pending_door is not null
          on conflict (site_id, kind, ref) do update set due_at = excluded.due_at
        )
        insert into presence (site_id, person_id, zone_id, certainty, since, since_seq, door_id, pending_door,
          pending_from, pending_to, pending_until, pending_along)
        select $1, given.* from given
        on conflict (site_id, person_id) do update set zone_id = excluded.zone_id, certainty = excluded.certainty,
          since = excluded.since, since_seq = excluded.since_seq, door_id = excluded.door_id,
          pending_door = excluded.pending_door,
          pending_from = excluded.pending_from, pending_to = excluded.pending_to, pending_until = excluded.pending_until,
          pending_along = excluded.pending_along`,
      values: [
        siteId,
        arrayText(places.map(([person]) => person)),
        arrayText(places.map(([, place]) => place.zone)),
        arrayText(places.map(([, place]) => place.certainty)),
        arrayText(places.map(([, place]) => place.since)),
        arrayText(places.map(([, place]) => place.seq)),
        arrayText(places.map(([, place]) => place.door)),
        arrayText(places.map(([, { pending }]) => pending?.door)),
        arrayText(places.map(([, { pending }]) => pending?.from)),
        arrayText(places.map(([, { pending }]) => pending?.to)),
        arrayText(places.map(([, { pending }]) => pending?.until)),
        arrayText(places.map(([, { pending }]) => (pending?.along ? 'true' : null))),
      ],
    }),
  ];
}
