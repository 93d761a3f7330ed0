import type { ClientBase } from 'pg';
import { loadWhoIs, type WhoIs } from '../names/load-who-is.ts';
import type { EndOrigin } from '../registry/end-origin.ts';

/** What is put right: who came, what they are called, which pass they wear, or that they had left. */
export type CorrectedThing = 'person' | 'name' | 'pass' | 'check-out';

/** One side of a correction. Null is what it is not about, and what is not known any more. */
export type CorrectedSide = {
  readonly member: string | null;
  readonly name: string | null;
  readonly affiliation: string | null;
  /** Of a pass, null = none. */
  readonly pass: string | null;
  readonly checkedOutAt: Date | null;
  readonly endOrigin: EndOrigin | null;
};

/** 訂正: what stood there, what stands there now, who put it right, when and why. The first entry stands. */
export type Correction = {
  readonly seq: number;
  readonly at: Date;
  readonly by: string;
  readonly byName: string | null;
  readonly what: CorrectedThing;
  /** null = whichever day: a name is that of every day. */
  readonly day: string | null;
  readonly was: CorrectedSide;
  readonly now: CorrectedSide;
  readonly reason: string | null;
};

/** By the members they are about, the first of each first; whom nothing was put right of is not there. */
export type Corrections = ReadonlyMap<string, readonly Correction[]>;

/** What was put right of these members of a site's visits, on whatever day. */
export async function loadCorrections(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  memberIds: readonly string[],
): Promise<Corrections> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await client.query<Row>({ ...findCorrections, values: [siteId, [...new Set(memberIds)]] });
  const who = await loadWhoIs(
    client,
    siteId,
    rows.flatMap(({ by, person, wrong }) => [by, person, wrong]),
  );
  const found = new Map<string, Correction[]>();
  for (const row of rows) found.set(row.member, [...(found.get(row.member) ?? []), correctionOf(row, who)]);
  return found;
}

/** Those that are of one day, or of every day. */
export function correctionsOn(corrections: Corrections, member: string, day: string): readonly Correction[] {
  return (corrections.get(member) ?? []).filter((one) => one.day === null || one.day === day);
}

type Row = {
  readonly member: string;
  readonly seq: number;
  readonly at: Date;
  readonly by: string;
  readonly what: CorrectedThing;
  readonly day: string;
  readonly person: string;
  readonly wrong: string | null;
  /** Two were taken for each other: each came under the other's name. */
  readonly exchanged: boolean;
  readonly passBefore: string | null;
  readonly passAfter: string | null;
  readonly reason: string | null;
  readonly nameBefore: string | null;
  readonly nameAfter: string | null;
  readonly affiliationBefore: string | null;
  readonly affiliationAfter: string | null;
  readonly checkedOutAt: Date | null;
  readonly endOrigin: EndOrigin | null;
};

/** Each by its key: a list of hundreds asks, and of hardly any of them there is one. */
const findCorrections = {
  name: 'find-corrections',
  text: `
    select c.member_id as member, c.seq, e.recorded_at as at, e.actor_id as by, e.person_id as person,
      coalesce(e.details ->> 'what', 'check-out') as what, e.details ->> 'day' as day, e.details ->> 'wrong' as wrong,
      coalesce((e.details ->> 'exchanged')::bool, false) as exchanged,
      of_member.pass ->> 'before' as "passBefore", of_member.pass ->> 'after' as "passAfter",
      r.body ->> 'reason' as reason,
      r.body #>> '{before,name}' as "nameBefore", r.body #>> '{after,name}' as "nameAfter",
      r.body #>> '{before,affiliation}' as "affiliationBefore", r.body #>> '{after,affiliation}' as "affiliationAfter",
      a.checked_out_at as "checkedOutAt", a.end_origin as "endOrigin"
    from visitor_corrections c
    cross join lateral (
      select recorded_at, actor_id, person_id, text::json -> 'details' as details from entries
      where site_id = c.site_id and seq = c.seq limit 1
    ) e
    left join lateral (
      select pass from json_array_elements(e.details -> 'members') pass where pass ->> 'member' = c.member_id::text limit 1
    ) of_member on true
    left join lateral (
      select body::json as body from personal_records
      where record_class = 'visit' and site_id = c.site_id and seq = c.seq limit 1
    ) r on true
    left join lateral (
      select checked_out_at, end_origin from arrivals
      where site_id = c.site_id and member_id = c.member_id and until_seq = c.seq and state = 'checked-out' limit 1
    ) a on true
    where c.site_id = $1 and c.member_id = any($2::uuid[])
    order by c.member_id, c.seq`,
};

const nothing: CorrectedSide = {
  member: null,
  name: null,
  affiliation: null,
  pass: null,
  checkedOutAt: null,
  endOrigin: null,
};

function correctionOf(row: Row, who: ReadonlyMap<string, WhoIs>): Correction {
  const { seq, at, by, what, day, reason } = row;
  return {
    seq,
    at,
    by,
    byName: who.get(by)?.name ?? null,
    what,
    day: what === 'name' ? null : day,
    was: { ...nothing, ...before[what](row, who) },
    now: { ...nothing, ...after[what](row, who) },
    reason,
  };
}

type SideOf = (row: Row, who: ReadonlyMap<string, WhoIs>) => Partial<CorrectedSide>;

const before: Readonly<Record<CorrectedThing, SideOf>> = {
  person: (row, who) => personOf(isOfSecond(row) ? row.person : row.wrong, who),
  name: ({ person, nameBefore, affiliationBefore }) => ({
    member: person,
    name: nameBefore,
    affiliation: affiliationBefore,
  }),
  pass: ({ passBefore }) => ({ pass: passBefore }),
  'check-out': ({ checkedOutAt, endOrigin }) => ({ checkedOutAt, endOrigin }),
};

const after: Readonly<Record<CorrectedThing, SideOf>> = {
  person: (row, who) => personOf(isOfSecond(row) ? row.wrong : row.person, who),
  name: ({ person, nameAfter, affiliationAfter }) => ({
    member: person,
    name: nameAfter,
    affiliation: affiliationAfter,
  }),
  pass: ({ passAfter }) => ({ pass: passAfter }),
  'check-out': () => ({}),
};

/** Whether it is shown of the second of two who were exchanged. */
function isOfSecond({ member, person, exchanged }: Row): boolean {
  return exchanged && member === person;
}

function personOf(id: string | null, who: ReadonlyMap<string, WhoIs>): Partial<CorrectedSide> {
  const found = id === null ? undefined : who.get(id);
  return { member: id, name: found?.name ?? null, affiliation: found?.affiliation ?? null };
}
