import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { WaitEffect, WaitOverEffect } from '../../log/effects.ts';
import type { DeadlineKind } from './deadline.ts';
import type { HotPart } from './hot-part.ts';
import type { HotRows } from './hot-rows.ts';
import type { SiteState } from './site-state.ts';

export const waitPart: HotPart<WaitEffect> = {
  apply(draft, { person, card, door, from, to, until, why }, { seq }) {
    draft.waits.set(person, { card, door, from, to, until: new Date(until), why, seq });
  },
  save: noteWait,
};

export const waitOverPart: HotPart<WaitOverEffect> = {
  /** Whoever waits at another door by now goes on waiting there. */
  apply(draft, { person, door }) {
    if (draft.waits.get(person)?.door === door) draft.waits.delete(person);
  },
  save: noteWait,
};

function noteWait({ waits }: HotRows, { person }: { readonly person: string }): void {
  waits.add(person);
}

const kind: DeadlineKind = 'wait-over';

/** Writes who waits and, with each wait, its deadline; takes away what is over. */
export function saveWaits(
  client: ClientBase,
  siteId: string,
  persons: ReadonlySet<string>,
  state: SiteState,
): readonly Promise<unknown>[] {
  if (persons.size === 0) return [];
  const waits = [...persons].map((person) => ({ person, wait: state.waits.get(person) }));
  return [
    client.query({
      name: 'save-waits',
      text: `
        with given as (
          select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
            $8::text[], $9::int8[])
            as w(person_id, card_id, door_id, from_zone, to_zone, until, why, since_seq)
        ), gone as (
          delete from waits
          where site_id = $1 and person_id = any(array(select person_id from given where door_id is null))
        ), over as (
          delete from deadlines d using given
          where d.site_id = $1 and d.kind = '${kind}' and d.ref = given.person_id::text and given.door_id is null
        ), due as (
          insert into deadlines (site_id, kind, ref, due_at)
          select $1, '${kind}', person_id::text, until from given where door_id is not null
          on conflict (site_id, kind, ref) do update set due_at = excluded.due_at
        )
        insert into waits (site_id, person_id, card_id, door_id, from_zone, to_zone, until, why, since_seq)
        select $1, given.* from given where door_id is not null
        on conflict (site_id, person_id) do update set card_id = excluded.card_id, door_id = excluded.door_id,
          from_zone = excluded.from_zone, to_zone = excluded.to_zone, until = excluded.until, why = excluded.why,
          since_seq = excluded.since_seq`,
      values: [
        siteId,
        arrayText(waits.map(({ person }) => person)),
        arrayText(waits.map(({ wait }) => wait?.card)),
        arrayText(waits.map(({ wait }) => wait?.door)),
        arrayText(waits.map(({ wait }) => wait?.from)),
        arrayText(waits.map(({ wait }) => wait?.to)),
        arrayText(waits.map(({ wait }) => wait?.until)),
        arrayText(waits.map(({ wait }) => wait?.why)),
        arrayText(waits.map(({ wait }) => wait?.seq)),
      ],
    }),
  ];
}
