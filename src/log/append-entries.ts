import type { ClientBase } from 'pg';
import { movesOf } from './moves.ts';
import type { Head, PlacedEntry } from './place-entry.ts';

// The leaf is hashed from the text as stored (RFC 6962 §2.1), so that the two cannot differ.
// Codes and zone ids hold no comma, so a joined list crosses `unnest`, which would flatten arrays of arrays.
const insertEntries = {
  name: 'append-entries',
  text: `
    with given as (
      select * from unnest($1::uuid[], $2::int8[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[],
        $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
        as e(site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones, verdict,
             reasons, text)
    ), leaves as (
      insert into leaf_hashes (site_id, seq, hash)
      select site_id, seq, sha256('\\x00'::bytea || convert_to(text, 'UTF8')) from given
    )
    insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones,
      verdict, reasons, text)
    select site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id,
      string_to_array(zones, ','), verdict, string_to_array(reasons, ','), text
    from given`,
};

const insertPersonal = {
  name: 'append-personal',
  text: `
    insert into personal_records (record_class, recorded_at, site_id, seq, salt, body)
    select * from unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::int8[], $5::bytea[], $6::text[])`,
};

const insertMoves = {
  name: 'append-moves',
  text: `
    insert into moves (site_id, person_id, recorded_at, seq, ordinal, at, zone_id, certainty)
    select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int8[], $5::int2[], $6::timestamptz[],
      $7::text[], $8::text[])`,
};

const moveHead = {
  name: 'move-head',
  text: 'update heads set seq = $2, recorded_at = $3, rules_seq = $4 where site_id = $1',
};

/** Writes entries in their order, with leaf hashes, personal records and moves; the caller holds the heads. Not awaited one by one: a pipelined connection sends all at once. */
export async function appendEntries(
  client: ClientBase,
  placed: readonly PlacedEntry[],
  heads: readonly Head[],
): Promise<void> {
  const personal = placed.flatMap((one) =>
    one.personal === undefined ? [] : [{ ...one.columns, ...one.personal }],
  );
  const columns = placed.map((one) => one.columns);
  const writes: Promise<unknown>[] = [
    client.query({
      ...insertEntries,
      values: [
        columns.map((row) => row.siteId),
        columns.map((row) => row.seq),
        columns.map((row) => row.recordedAt),
        columns.map((row) => row.at),
        columns.map((row) => row.kind),
        columns.map((row) => row.actorType),
        columns.map((row) => row.actorId),
        columns.map((row) => row.personId),
        columns.map((row) => row.cardId),
        columns.map((row) => row.doorId),
        columns.map((row) => row.zones?.join(',') ?? null),
        columns.map((row) => row.verdict),
        columns.map((row) => row.reasons?.join(',') ?? null),
        placed.map((one) => one.text),
      ],
    }),
  ];
  if (personal.length > 0) {
    writes.push(
      client.query({
        ...insertPersonal,
        values: [
          personal.map((row) => row.recordClass),
          personal.map((row) => row.recordedAt),
          personal.map((row) => row.siteId),
          personal.map((row) => row.seq),
          personal.map((row) => row.salt),
          personal.map((row) => row.body),
        ],
      }),
    );
  }
  const moves = placed.flatMap((one) => movesOf(one.entry));
  if (moves.length > 0) {
    writes.push(
      client.query({
        ...insertMoves,
        values: [
          moves.map((row) => row.siteId),
          moves.map((row) => row.personId),
          moves.map((row) => row.recordedAt),
          moves.map((row) => row.seq),
          moves.map((row) => row.ordinal),
          moves.map((row) => row.at),
          moves.map((row) => row.zoneId),
          moves.map((row) => row.certainty),
        ],
      }),
    );
  }
  for (const head of heads) {
    writes.push(
      client.query({ ...moveHead, values: [head.siteId, head.seq, head.recordedAt, head.rulesSeq] }),
    );
  }
  await Promise.all(writes);
}
