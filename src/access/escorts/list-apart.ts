import type { SomeZones } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { Effect } from '../../log/entry/effects.ts';

/** A time in which a ward was without escort where one is asked for, of which the guard was told. */
export type Apart = {
  readonly ward: string;
  /** Who had them before. */
  readonly escort: string;
  /** Where the ward was when the time to follow was over. */
  readonly zone: string;
  /** When the two parted. */
  readonly since: string;
  /** The entry that told the guard. */
  readonly seq: number;
  /** null = it lasts. */
  readonly until: string | null;
  /** The entry by which somebody had the ward again, or an escort was asked for no more. */
  readonly untilSeq: number | null;
};

export type ApartAsked = {
  /** When the guard was told: between two instants, the second exclusive. */
  readonly from: Date;
  readonly until: Date;
  /** The last entry read. */
  readonly after: number;
  readonly limit: number;
};

type Row = Omit<Apart, 'since' | 'until'> & { readonly since: Date; readonly until: Date | null };

type CustodyEffectType = 'custody' | 'custody-broken' | 'custody-over';

/** SQL that is true of an entry with an effect of one of these types on the ward. */
const doesToWard = (entry: string, types: readonly CustodyEffectType[]): string =>
  types
    .map(
      (type) =>
        `${entry}.text::jsonb -> 'effects' @> jsonb_build_array(jsonb_build_object('type', '${type}', 'ward', told.ward))`,
    )
    .join(' or ');

/** A field of the effect of a type that an entry has on somebody; null where there is none. */
const ofEffect = (
  entry: string,
  type: Effect['type'],
  on: 'ward' | 'person',
  whom: string,
  field: string,
): string => `(
        select effect ->> '${field}' from jsonb_array_elements(${entry}.text::jsonb -> 'effects') effect
        where effect ->> 'type' = '${type}' and effect ->> '${on}' = ${whom} limit 1
      )`;

/** When the two parted by an entry that says it was before. */
const sinceOf = (entry: string): string =>
  `${ofEffect(entry, 'custody-broken', 'ward', 'told.ward::text', 'since')}::timestamptz`;

/** The nearest of the entries that may tell of the two: of the ward, of the escort, and those that name the ward beside somebody. */
const nearest = (side: '<' | '>', types: readonly CustodyEffectType[]): string => `
      select n.seq, n.recorded_at, n.text from (
        select e.seq, e.recorded_at, e.text from entries e
        where e.site_id = $1 and e.person_id in (told.ward, told.escort) and e.seq ${side} told.seq
        union all
        select e.seq, e.recorded_at, e.text from entry_persons p
        join entries e on e.site_id = p.site_id and e.seq = p.seq and e.recorded_at = p.recorded_at
        where p.site_id = $1 and p.person_id = told.ward and p.seq ${side} told.seq
      ) n
      where (${doesToWard('n', types)})
      order by n.seq ${side === '<' ? 'desc' : 'asc'} limit 1`;

/**
 * The times without escort of which the guard was told between two instants, in the order they were told, in the zones that are seen;
 * from the effects of entries (I9). Whom the escort or somebody else followed in time was not without one.
 */
export async function listApart(
  pool: Pool,
  siteId: string,
  seen: SomeZones,
  { from, until, after, limit }: ApartAsked,
): Promise<Page<Apart>> {
  const { rows } = await pool.query<Row>({
    name: 'list-apart',
    text: `
      with told as (
        select * from (
          select e.seq, e.at, e.text, (alarm ->> 'person')::uuid as ward,
            coalesce(e.text::jsonb #>> '{details,escort}', ${ofEffect('e', 'custody', 'ward', "alarm ->> 'person'", 'escort')})::uuid as escort,
            coalesce(e.text::jsonb #>> '{subject,to}', ${ofEffect('e', 'presence', 'person', "alarm ->> 'person'", 'zone')}) as zone
          from entries e cross join lateral jsonb_array_elements(e.text::jsonb -> 'effects') alarm
          where e.site_id = $1 and e.kind in ('escort-apart', 'visit-corrected') and e.seq > $4
            and e.recorded_at >= $2 and e.recorded_at < $3
            and alarm @> '{"type": "alarm", "kind": "visitor-abandoned", "active": true}'
        ) each
        where $5::text[] is null or zone = any($5)
        order by seq, ward limit $6
      )
      select told.ward, told.escort, told.zone, coalesce(${sinceOf('told')}, ${sinceOf('begun')}, begun.recorded_at, told.at) as since, told.seq,
        ended.recorded_at as until, ended.seq as "untilSeq"
      from told
      left join lateral (${nearest('<', ['custody-broken'])}
      ) begun on true
      left join lateral (${nearest('>', ['custody', 'custody-over'])}
      ) ended on true
      order by told.seq, told.ward`,
    values: [siteId, from, until, after, seen === 'all' ? null : [...seen], limit + 1],
  });
  const found = rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
  }));
  return pageOf(found, limit, ({ seq }) => String(seq));
}
