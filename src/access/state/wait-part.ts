import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { WaitEffect, WaitOverEffect } from '../../log/entry/effects.ts';
import type { DeadlineKind } from './deadline.ts';
import type { HotPart } from './hot-part.ts';
import type { HotRows } from './hot-rows.ts';
import type { SiteState, Wait } from './site-state.ts';

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

/** Writes who waits and, with each wait, its deadline; takes away what is over. Most batches do one of both, and each sets up its own alone. */
export function saveWaits(
  client: ClientBase,
  siteId: string,
  persons: ReadonlySet<string>,
  state: SiteState,
): readonly Promise<unknown>[] {
  const waits = [...persons].flatMap((person): readonly (readonly [string, Wait])[] => {
    const wait = state.waits.get(person);
    return wait === undefined ? [] : [[person, wait]];
  });
  const over = [...persons].filter((person) => !state.waits.has(person));
  return [
    ...(waits.length === 0 ? [] : [saveNew(client, siteId, waits)]),
    ...(over.length === 0 ? [] : [deleteOver(client, siteId, over)]),
  ];
}

function saveNew(
  client: ClientBase,
  siteId: string,
  waits: readonly (readonly [person: string, wait: Wait])[],
): Promise<unknown> {
  return client.query({
    name: 'save-waits',
    text: `
      with due as (
        insert into deadlines (site_id, kind, ref, due_at)
        select $1, '${kind}', * from unnest($2::text[], $7::timestamptz[])
        on conflict (site_id, kind, ref) do update set due_at = excluded.due_at
      )
      insert into waits (site_id, person_id, card_id, door_id, from_zone, to_zone, until, why, since_seq)
      select $1, * from unnest($2::text[]::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
        $8::text[], $9::int8[])
      on conflict (site_id, person_id) do update set card_id = excluded.card_id, door_id = excluded.door_id,
        from_zone = excluded.from_zone, to_zone = excluded.to_zone, until = excluded.until, why = excluded.why,
        since_seq = excluded.since_seq`,
    values: [
      siteId,
      arrayText(waits.map(([person]) => person)),
      arrayText(waits.map(([, wait]) => wait.card)),
      arrayText(waits.map(([, wait]) => wait.door)),
      arrayText(waits.map(([, wait]) => wait.from)),
      arrayText(waits.map(([, wait]) => wait.to)),
      arrayText(waits.map(([, wait]) => wait.until)),
      arrayText(waits.map(([, wait]) => wait.why)),
      arrayText(waits.map(([, wait]) => wait.seq)),
    ],
  });
}

function deleteOver(client: ClientBase, siteId: string, persons: readonly string[]): Promise<unknown> {
  return client.query({
    name: 'delete-waits',
    text: `
      with due as (
        delete from deadlines where site_id = $1 and kind = '${kind}' and ref = any($2::text[])
      )
      delete from waits where site_id = $1 and person_id = any($2::text[]::uuid[])`,
    values: [siteId, arrayText(persons)],
  });
}
