import type { Versions } from '../../people/at-the-door/reader-part.ts';
import { custodySql } from './custody-sql.ts';

/**
 * Whoever read longer ago than that leads nobody through any more: they waited two minutes at most, and were followed for three; of so
 * many entries no door had more lately.
 */
const lately = { seconds: 360, entries: 5000, persons: 100 };

/**
 * True of what was recorded around the moment $2: the clock of the log may be ahead of ours. Said of a parameter it keeps the other
 * months of the log from being opened whenever the statement is run, whoever reads.
 */
const inTheseMonths = (instant: string) => `(
  ${instant} > coalesce($2::timestamptz, '-infinity') - interval '31 days'
  and ${instant} < coalesce($2::timestamptz, 'infinity') + interval '31 days'
)`;

/** True of the entry by this alias where it was so answered at the door of the read, lately enough to lead somebody through. */
const readLately = (entry: string, verdict: string) => `(
  ${entry}.site_id = $1 and ${entry}.door_id = read.door_id and ${entry}.verdict ${verdict}
  and ${entry}.seq > (select h.seq from heads h where h.site_id = $1) - ${lately.entries}
  and ${inTheseMonths(`${entry}.recorded_at`)}
  and ${entry}.recorded_at > (select h.recorded_at from heads h where h.site_id = $1) - interval '${lately.seconds} seconds'
)`;

/**
 * True where one of these persons, an array, went through the door of the read and is where it leads, or on the way there: nobody else is
 * followed through it, and places are found by their key, where entries would be looked for in every month. One key after the other: of
 * an array PostgreSQL before 17 looks through all places of the site.
 */
const areBehind = (persons: string): string => `coalesce((
    select true from unnest(${persons}) as named(id)
    cross join lateral (
      select 1 from presence q
      where q.site_id = $1 and q.person_id = named.id
        and (q.door_id = read.door_id and q.zone_id = read.to_zone or q.pending_door = read.door_id and q.pending_to = read.to_zone)
      limit 1
    ) behind
    limit 1
  ), false)`;

/** True where anybody at all was granted at the door of the read lately. */
const hasAnybodyPassed = `coalesce((
    select true from entries e where ${readLately('e', "= 'grant'")} order by e.seq desc limit 1
  ), false)`;

/**
 * The staff who passed at the door of the read lately, as JSON, and those who waited there: whoever passed by the read of another one
 * showed the card when they began to wait, and where they are by now tells who passed. Of the many who pass a door, only those are looked into of whom
 * `isOneOfThem` is true, by the aliases `one` and `k`, and, where one of those passed, whoever leads a group: it keeps the way open.
 */
const passers = (isOneOfThem: string, { ofMinistry }: Versions): string => `(
        select json_agg(p) from (
          select distinct on (one.person_id) one.person_id as "id", one.kind, one.state, one.organisation_id as "organisationId",
            ${custodySql.place('one.person_id')} as place, ${custodySql.wards('one.person_id')} as wards
          from (
            select one.*, k.kind, k.state, k.organisation_id, has.them, bool_or(has.them) over () as by_one_of_them
            from (
              select e.person_id, e.card_id from entries e
              where ${readLately('e', "in ('grant', 'wait')")} order by e.seq desc limit ${lately.persons}
            ) one
            cross join lateral (
              select k.kind, k.state, k.organisation_id from persons k where k.person_id = one.person_id and ${ofMinistry('k')}
              order by k.from_seq desc limit 1
            ) k
            cross join lateral (select ${isOneOfThem} as them) has
            where k.kind = 'staff'
          ) one
          left join lateral (
            select wards from presence q where q.site_id = $1 and q.person_id = one.person_id and one.by_one_of_them limit 1
          ) led on true
          cross join lateral (
            select * from cards c where c.card_id = one.card_id and ${ofMinistry('c')} order by c.from_seq desc limit 1
          ) c
          where one.by_one_of_them and (one.them or led.wards > 0) and c.state = 'active'
        ) p
      )`;

/** Who went through a door before, in words of the reader statement. */
export const passersSql = { areBehind, hasAnybodyPassed, passers } as const;
