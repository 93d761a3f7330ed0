import type { Client } from 'pg';

/** What a log is filled with: so many entries, spread evenly over the months that end with the present one. */
export type Filling = {
  readonly siteId: string;
  readonly entries: number;
  readonly months: number;
  readonly persons: readonly string[];
  readonly cards: readonly string[];
  /** `door-room-1` and so on, as `benchPlan` names them. */
  readonly doors: number;
};

/** Seen twice in the whole of the log, once near each of its ends. */
export const rarePerson = '01890000-0000-7000-8000-00000000cafe';
/** Told once in so many entries. */
const everyAct = 5_000;

/** The beginning of the first of the months that end with that of `now`, in UTC. */
export function firstMonth(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1));
}

/**
 * Fills the log of a site behind the service's back: half reads of cards, 3 in 100 of them refused, the rest openings and closings of
 * doors, now and then an act; each with its leaf, every granted read with its move, and counted by month. The client is the owner's.
 */
export async function fillLog(client: Client, now: Date, filling: Filling): Promise<void> {
  const { siteId, entries, months, persons, cards, doors } = filling;
  await client.query('select make_months($1::date, $2)', [firstMonth(now, months), months + 2]);
  await client.query('set synchronous_commit = off');
  await client.query('drop table if exists filled');
  await client.query({
    text: `
      create temp table filled as
      select seq, nth, recorded_at, kind, door, verdict, reasons, case when kind = 'card-read' then person end as person_id,
        case when kind = 'card-read' then card end as card_id,
        case when kind = 'card-read' then array['hall', 'room-' || door] end as zones
      from (
        select h.seq + nth as seq, nth, $3::timestamptz + ($4::timestamptz - $3::timestamptz) * (nth::float8 / $2) as recorded_at,
          1 + (nth * 7 / 4)::int % $7 as door,
          case when nth in (100, $2 - 100) then $8::uuid else ($5::uuid[])[1 + (nth * 7919 % cardinality($5::uuid[]))::int] end as person,
          ($6::uuid[])[1 + (nth * 7919 % cardinality($6::uuid[]))::int] as card,
          case when nth % ${everyAct} = 17 then 'visit-extended' when nth % 2 = 0 then 'card-read'
            when nth % 4 = 1 then 'door-opened' else 'door-closed' end as kind,
          case when nth % ${everyAct} = 17 or nth % 2 = 1 then null when nth % 66 = 0 then 'deny' else 'grant' end as verdict,
          case when nth % ${everyAct} = 17 or nth % 2 = 1 then null
            when nth % 66 <> 0 then '{}' when nth % 66000 = 0 then '{passback}' else '{no-permission}' end::text[] as reasons
        from generate_series(1, $2::int8) nth, (select seq from heads where site_id = $1) h
      ) one`,
    values: [siteId, entries, firstMonth(now, months), now, persons, cards, doors, rarePerson],
  });
  for (const [text, values] of statements(filling, now)) await client.query({ text, values: [...values] });
  for (let counted = 1; counted > 0; ) {
    const { rows } = await client.query('select count_entries($1, 100000) as counted', [siteId]);
    counted = rows[0].counted;
  }
}

/** As long as a passage of the service; only what lists show of it differs from entry to entry. */
const text = `
  '{"actor":{"id":"gateway-1","type":"gateway"},"at":"' || stamp || '","cause":null,"decision":'
  || case when verdict is null then 'null' else '{"direction":"entering","notes":[],"reasons":['
    || case when verdict = 'grant' then '' else '{"clause":"2.3.1.1(2)(a)","code":"' || reasons[1] || '","row":"t1r19"}' end
    || '],"rules":{"ministry":1,"policy":"unified-h24-draft","site":2},"verdict":"' || verdict || '"}' end
  || ',"details":{"epoch":"0190a0a0-0000-7000-8000-000000000000","gatewaySeq":' || nth || ',"reader":"reader-room-' || door || '"},"effects":['
  || case when verdict = 'grant' then '{"at":"' || stamp || '","certainty":"confirmed","person":"' || person_id
    || '","type":"presence","zone":"room-' || door || '"}' else '' end
  || '],"epoch":"' || epoch || '","kind":"' || kind || '","personal":null,"recordedAt":"' || stamp || '","seq":' || seq
  || ',"site":"' || site_id || '","subject":{' || case when person_id is null then '' else '"card":"' || card_id || '",' end
  || '"door":"door-room-' || door || '"'
  || case when person_id is null then '' else ',"from":"hall","person":"' || person_id || '","to":"room-' || door || '"' end
  || '},"v":1}'`;

function statements(
  { siteId, entries }: Filling,
  now: Date,
): readonly (readonly [string, readonly unknown[]])[] {
  return [
    [
      `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones, verdict,
          reasons, text)
        select site_id, seq, recorded_at, recorded_at, kind, 'gateway', 'gateway-1', person_id, card_id, 'door-room-' || door, zones,
          verdict, reasons, ${text}
        from (
          select f.*, h.site_id, h.epoch, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as stamp
          from filled f, (select site_id, epoch from heads where site_id = $1) h
        ) stamped order by seq`,
      [siteId],
    ],
    [
      `insert into leaf_hashes (site_id, seq, hash)
        select e.site_id, e.seq, sha256('\\x00'::bytea || convert_to(e.text, 'UTF8'))
        from entries e join heads h on h.site_id = e.site_id where e.site_id = $1 and e.seq > h.seq order by e.seq`,
      [siteId],
    ],
    [
      `insert into moves (site_id, person_id, recorded_at, seq, ordinal, at, happened_at, zone_id, certainty)
        select $1, person_id, recorded_at, seq, 0, recorded_at, recorded_at, 'room-' || door, 'confirmed'
        from filled where verdict = 'grant' order by seq`,
      [siteId],
    ],
    [
      `insert into presence (site_id, person_id, zone_id, certainty, since, since_seq)
        select distinct on (person_id) $1::uuid, person_id, 'room-' || door, 'confirmed', recorded_at, seq
        from filled where verdict = 'grant' order by person_id, seq desc on conflict do nothing`,
      [siteId],
    ],
    ['update heads set seq = seq + $2, recorded_at = $3 where site_id = $1', [siteId, entries, now]],
  ];
}
