import type { Pool } from '../../db/pool.ts';
import { hasNoRightSql } from '../../people/permissions/has-no-right-sql.ts';
import type { ArrivalState } from '../../visitors/registry/arrival-lifecycle.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import type { ClosingCondition } from './closing-conditions.ts';

/** One thing that is left to be seen to, and the arrival, pass, thing kept or key that it is about. */
export type ClosingLine = {
  readonly condition: ClosingCondition;
  /** From when on it holds, and when it ought to be settled. */
  readonly since: Date;
  readonly dueAt: Date;
  /** Of the line's subject: a member, a pass, a thing or a key. */
  readonly id: string;
  /** A member of a visit, or a person with a pass, a thing of the desk or a key. */
  readonly person: string;
  readonly visit: string | null;
  readonly day: string;
  readonly state: ArrivalState | null;
  /** When an arrival ends as it is planned, and since when it turned closed. */
  readonly endsAt: Date | null;
  readonly turnedClosedAt: Date | null;
  readonly passId: string | null;
  readonly pass: string | null;
  readonly thing: string | null;
  readonly item: string | null;
  readonly slot: string | null;
  readonly key: string | null;
  /** As the tag of the key says, and whose key it is. */
  readonly keyCode: string | null;
  readonly zone: string | null;
};

/** A place in the list: the order is by time, condition and id. */
export type ClosingCursor = Pick<ClosingLine, 'since' | 'condition' | 'id'>;

export type ClosingAsked = {
  /** That day's lines and what is left of the days before. */
  readonly day: string;
  readonly condition?: ClosingCondition | undefined;
  /** Only passes that are away, stopped or not. */
  readonly passes?: boolean | undefined;
  readonly after?: ClosingCursor | undefined;
  readonly limit: number;
};

type SiteHours = Pick<VisitorSettings, 'graceMinutes' | 'deskClosesAt' | 'visitorsUntil'> & {
  readonly timeZone: string;
};

/** What holds now of the days up to one, what has held longest first. */
export async function findClosingLines(
  pool: Pool,
  siteId: string,
  { timeZone, deskClosesAt, visitorsUntil, graceMinutes }: SiteHours,
  { day, condition, passes = false, after, limit }: ClosingAsked,
  now: Date,
): Promise<readonly ClosingLine[]> {
  const { rows } = await pool.query<ClosingLine>({
    ...findLines,
    values: [
      siteId,
      day,
      now,
      timeZone,
      deskClosesAt,
      visitorsUntil,
      graceMinutes,
      condition ?? null,
      after?.since ?? null,
      after?.condition ?? null,
      after?.id ?? null,
      limit,
      passes,
    ],
  });
  return rows;
}

/** Of a day at the site: when its desk closes, its visitors should be gone, and it ends. */
const closes = (day: string) => `((${day} + $5::time) at time zone $4)`;
const gone = (day: string) => `((${day} + $6::time) at time zone $4)`;
const ends = (day: string) => `((${day} + 1)::timestamp at time zone $4)`;
const dayOf = (at: string) => `(${at} at time zone $4)::date`;
const grace = `$7::int * interval '1 minute'`;

/** Somebody for whom the host asked for longer is not called for before that, but the night guard is told of them. */
const arrivalLines = `
  select line.condition, line.since, line."dueAt", a.member_id as id, a.member_id as person, a.visit_id as visit, a.day, a.state,
    a.ends_at as "endsAt", a.turned_closed_at as "turnedClosedAt", null::uuid as "passId", a.pass, null::uuid as thing, null as item, null as slot,
    null::uuid as key, null as "keyCode", null as zone
  from arrivals a cross join lateral (values
    ('no-show', 'announced', a.ends_at, greatest(${closes('a.day')}, a.ends_at)),
    ('overdue', 'checked-in', a.ends_at + ${grace}, greatest(${gone('a.day')}, a.ends_at)),
    ('inside-at-closing', 'checked-in', greatest(${closes('a.day')}, a.checked_in_at), greatest(${gone('a.day')}, a.ends_at)),
    ('past-midnight', 'checked-in', greatest(${ends('a.day')}, a.ends_at), greatest(${ends('a.day')}, a.ends_at)),
    ('out-too-long', 'out-for-now', a.ends_at + ${grace}, greatest(${closes('a.day')}, a.ends_at + ${grace}))
  ) line(condition, state, since, "dueAt")
  where a.site_id = $1 and a.until_seq is null and a.state in ('announced', 'checked-in', 'out-for-now') and a.day <= $2::date
    and line.state = a.state`;

/** The day on which somebody came who got something at the desk: the last one until then, for some came the evening before. */
const arrivalOf = (person: string, at: string) => `
  left join lateral (
    select * from arrivals c
    where c.site_id = $1 and c.member_id = ${person} and c.until_seq is null and c.day <= ${dayOf(at)} order by c.day desc limit 1
  ) a on true`;

/** Whoever is still here has their pass with them: another line has them. */
const passLines = `
  select case p.state when 'lent' then 'pass-not-returned' else 'pass-still-away' end, coalesce(a.checked_out_at, p.due_at), p.due_at,
    p.pass_id, p.holder_id, a.visit_id, coalesce(a.day, ${dayOf('p.lent_at')}), a.state, null::timestamptz, null::timestamptz, p.pass_id, p.numeral,
    null, null, null, null, null, null
  from passes p ${arrivalOf('p.holder_id', 'p.lent_at')}
  where p.site_id = $1 and p.until_seq is null and p.state in ('lent', 'missing', 'kept')
    and coalesce(a.day, ${dayOf('p.lent_at')}) <= $2::date
    and a.state is distinct from 'checked-in' and a.state is distinct from 'out-for-now'`;

const thingLines = `
  select 'thing-kept', greatest(coalesce(a.checked_out_at, ${closes(dayOf('t.taken_at'))}), t.taken_at),
    greatest(${closes(dayOf('t.taken_at'))}, a.ends_at, t.taken_at),
    t.thing_id, t.owner_id, a.visit_id, coalesce(a.day, ${dayOf('t.taken_at')}), a.state, null, null, null, null, t.thing_id, t.item, t.slot,
    null, null, null
  from kept_things t ${arrivalOf('t.owner_id', 't.taken_at')}
  where t.site_id = $1 and t.until_seq is null and t.state = 'kept' and coalesce(a.day, ${dayOf('t.taken_at')}) <= $2::date`;

/** A key was lent as its door would have let them in; where that asked for no permission to go in, there is none to lose. */
const takesPermission = `not exists (
  select from entries e
  where e.site_id = $1 and e.seq = k.from_seq and e.recorded_at >= k.changed_at and e.kind in ('key-lent', 'key-transferred')
    and not jsonb_path_exists(e.text::jsonb, '$.decision ? (@.direction <> "leaving").restsOn[*].permission'))`;

/** Whoever has a key may not go in any more. */
const isGone = hasNoRightSql({
  ...{ site: '$1', person: 'k.holder_id', zone: 'k.zone_id', at: '$3' },
  takesOne: takesPermission,
});

/** A key may be lent for days; its line begins when it ought to be back, and of whoever may not go in any more when they got it. */
const keyLines = `
  select case when g.gone then 'key-holder-gone' else 'key-not-returned' end, g.since, g.since, k.key_id, k.holder_id, null,
    ${dayOf('k.changed_at')}, null, null, null, null, null, null, null, null, k.key_id, k.code, k.zone_id
  from zone_keys k
    cross join lateral (select ${isGone} as gone) r
    cross join lateral (select r.gone, case when r.gone then k.changed_at else k.due_at end as since) g
  where k.site_id = $1 and k.until_seq is null and k.state = 'lent' and ${dayOf('g.since')} <= $2::date`;

const findLines = {
  name: 'find-closing-lines',
  text: `
    select l.*, l.day::text as day from (${arrivalLines} union all ${passLines} union all ${thingLines} union all ${keyLines}) l
    where l.since <= $3 and ($8::text is null or l.condition = $8) and (not $13 or l."passId" is not null)
      and ($9::timestamptz is null or (l.since, l.condition, l.id) > ($9, $10::text, $11::uuid))
    order by l.since, l.condition, l.id limit $12`,
};
