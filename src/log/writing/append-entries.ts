import type { ClientBase } from 'pg';
import { arrayText, jsonLines } from '../../db/array-text.ts';
import { movesOf } from './moves-of.ts';
import { otherPersonsOf } from './other-persons-of.ts';
import type { Head, PlacedEntry } from './place-entry.ts';

// The leaf is hashed from the text as stored (RFC 6962 §2.1), so that the two cannot differ.
// Codes and zone ids hold no comma, so a joined list crosses `unnest`, which would flatten arrays of arrays.
const insertEntries = {
  name: 'append-entries',
  text: `
    with given as (
      select * from unnest($1::uuid[], $2::int8[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[],
        $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[],
        string_to_array($14, E'\\n'))
        as e(site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones, verdict,
             reasons, text)
    ), leaves as (
      insert into leaf_hashes (site_id, seq, hash)
      select site_id, seq, sha256('\\x00'::bytea || convert_to(text, 'UTF8')) from given
    ), moved as (
      insert into moves (site_id, person_id, recorded_at, seq, ordinal, at, happened_at, zone_id, certainty)
      select * from unnest($15::uuid[], $16::uuid[], $17::timestamptz[], $18::int8[], $19::int2[], $20::timestamptz[],
        $21::timestamptz[], $22::text[], $23::text[])
    ), grown as (
      update heads h set seq = n.seq, recorded_at = n.recorded_at, rules_seq = n.rules_seq
      from unnest($24::uuid[], $25::int8[], $26::timestamptz[], $27::int8[]) as n(site_id, seq, recorded_at, rules_seq)
      where h.site_id = n.site_id and h.site_id = any($24::uuid[])
    )
    insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones,
      verdict, reasons, text)
    select site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id,
      string_to_array(zones, ','), verdict, string_to_array(reasons, ','), text
    from given`,
};

const insertOtherPersons = {
  name: 'append-other-persons',
  text: `
    insert into entry_persons (site_id, person_id, seq, recorded_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::int8[], $4::timestamptz[])`,
};

const insertPersonal = {
  name: 'append-personal',
  text: `
    insert into personal_records (record_class, recorded_at, site_id, seq, salt, body)
    select * from unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::int8[], $5::bytea[],
      string_to_array($6, E'\\n'))`,
};

/**
 * Writes entries in their order, with leaf hashes, further persons, personal records and moves, and brings the heads to `heads`; the caller
 * holds them. Nothing is awaited in between: a pipelined connection sends all at once.
 */
export function appendEntries(
  client: ClientBase,
  placed: readonly PlacedEntry[],
  heads: readonly Head[],
): Promise<unknown> {
  const columns = placed.map((one) => one.columns);
  const moves = placed.flatMap((one) => movesOf(one.entry));
  const appended = client.query({
    ...insertEntries,
    values: [
      arrayText(columns.map((row) => row.siteId)),
      arrayText(columns.map((row) => row.seq)),
      arrayText(columns.map((row) => row.recordedAt)),
      arrayText(columns.map((row) => row.at)),
      arrayText(columns.map((row) => row.kind)),
      arrayText(columns.map((row) => row.actorType)),
      arrayText(columns.map((row) => row.actorId)),
      arrayText(columns.map((row) => row.personId)),
      arrayText(columns.map((row) => row.cardId)),
      arrayText(columns.map((row) => row.doorId)),
      arrayText(columns.map((row) => row.zones?.join(','))),
      arrayText(columns.map((row) => row.verdict)),
      arrayText(columns.map((row) => row.reasons?.join(','))),
      jsonLines(placed.map((one) => one.text)),
      arrayText(moves.map((row) => row.siteId)),
      arrayText(moves.map((row) => row.personId)),
      arrayText(moves.map((row) => row.recordedAt)),
      arrayText(moves.map((row) => row.seq)),
      arrayText(moves.map((row) => row.ordinal)),
      arrayText(moves.map((row) => row.at)),
      arrayText(moves.map((row) => row.happenedAt)),
      arrayText(moves.map((row) => row.zoneId)),
      arrayText(moves.map((row) => row.certainty)),
      arrayText(heads.map((head) => head.siteId)),
      arrayText(heads.map((head) => head.seq)),
      arrayText(heads.map((head) => head.recordedAt)),
      arrayText(heads.map((head) => head.rulesSeq)),
    ],
  });
  return Promise.all([appended, ...appendOtherPersons(client, placed), ...appendPersonal(client, placed)]);
}

/** Most entries name one person at most: then nothing is sent. */
function appendOtherPersons(client: ClientBase, placed: readonly PlacedEntry[]): readonly Promise<unknown>[] {
  const persons = placed.flatMap((one) => otherPersonsOf(one.entry));
  if (persons.length === 0) return [];
  return [
    client.query({
      ...insertOtherPersons,
      values: [
        arrayText(persons.map((row) => row.siteId)),
        arrayText(persons.map((row) => row.personId)),
        arrayText(persons.map((row) => row.seq)),
        arrayText(persons.map((row) => row.recordedAt)),
      ],
    }),
  ];
}

function appendPersonal(client: ClientBase, placed: readonly PlacedEntry[]): readonly Promise<unknown>[] {
  const personal = placed.flatMap((one) =>
    one.personal === undefined ? [] : [{ ...one.columns, ...one.personal }],
  );
  if (personal.length === 0) return [];
  return [
    client.query({
      ...insertPersonal,
      values: [
        arrayText(personal.map((row) => row.recordClass)),
        arrayText(personal.map((row) => row.recordedAt)),
        arrayText(personal.map((row) => row.siteId)),
        arrayText(personal.map((row) => row.seq)),
        arrayText(personal.map((row) => row.salt)),
        jsonLines(personal.map((row) => row.body)),
      ],
    }),
  ];
}
