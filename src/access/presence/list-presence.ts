import { reaches, type Visibility } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { whoIsSql } from '../../visitors/names/who-is-sql.ts';
import { momentValues, type PastMoment, placesAt } from './places-at.ts';

/** Where one person is, and how surely; the name only for whom the viewer may know by it. */
export type PersonPlace = {
  readonly person: string;
  readonly kind: string | null;
  readonly name: string | null;
  readonly zone: string | null;
  readonly certainty: string | null;
  readonly since: string | null;
  readonly seq: number | null;
  /** Granted, and the door's contact has not yet told. */
  readonly pending: {
    readonly door: string;
    readonly from: string;
    readonly to: string;
    readonly until: string;
  } | null;
};

type Row = {
  person: string;
  kind: string | null;
  name: string | null;
  zone: string | null;
  certainty: string | null;
  since: Date | null;
  seq: number | null;
  door: string | null;
  from: string | null;
  to: string | null;
  until: Date | null;
};

/** Who is where at a site, or in one zone or on the way into it; by person id. `past`: who was where then. */
export async function listPresence(
  pool: Pool,
  siteId: string,
  { seen, named }: Visibility,
  asked: {
    readonly zone?: string | undefined;
    readonly past: PastMoment | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<Page<PersonPlace>> {
  const { zone, past, after, limit } = asked;
  const own = seen === 'all' ? null : [...seen];
  const values = [siteId, zone, own, after, limit + 1];
  const { rows } =
    past === undefined
      ? await pool.query<Row>({ name: 'list-presence', text: placesSql('presence'), values })
      : await pool.query<Row>({
          name: 'list-past-presence',
          text: placesSql(placesAt('$6', '$7')),
          values: [...values, ...momentValues(past)],
        });
  const page = pageOf(rows, limit, ({ person }) => person);
  return { ...page, items: page.items.map((row) => placeOf(row, named)) };
}

/** `places`: what has the rows of `presence`. */
function placesSql(places: string): string {
  return `
    select here.person_id as person, who.kind, who.name, here.zone_id as zone, here.certainty, here.since, here.since_seq as seq,
      here.pending_door as door, here.pending_from as "from", here.pending_to as "to", here.pending_until as until
    from (
      select * from ${places} l
      where l.site_id = $1
        and ($2::text is null or l.zone_id = $2 or l.pending_to = $2)
        and ($3::text[] is null or l.zone_id = any($3) or l.pending_to = any($3))
        and ($4::uuid is null or l.person_id > $4)
      order by l.person_id limit $5
    ) here
    left join lateral ${whoIsSql('here.person_id', '$1')} who on true
    order by here.person_id`;
}

function placeOf(row: Row, named: Visibility['named']): PersonPlace {
  const { person, kind, name, zone, certainty, since, seq, door, from, to, until } = row;
  const places = [zone, to].filter((one) => one !== null);
  const isPending = door !== null && from !== null && to !== null && until !== null;
  return {
    person,
    kind,
    name: reaches(named, places) ? name : null,
    zone,
    certainty,
    since: since?.toISOString() ?? null,
    seq,
    pending: isPending ? { door, from, to, until: until.toISOString() } : null,
  };
}
