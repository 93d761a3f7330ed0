import { milliseconds } from '../../db/milliseconds.ts';
import type { ReaderPart } from '../../people/at-the-door/reader-part.ts';
import { type PlacedRow, parsePlaces } from './custody-row.ts';
import { custodySql } from './custody-sql.ts';
import type { Place } from './site-state.ts';

/** What is known at a read of the works, in the zone behind the door, of whoever reads. */
export type WorksKnown = {
  readonly works: readonly KnownWork[];
  /** Where those who attend them are. */
  readonly places: ReadonlyMap<string, Place>;
};

/** A work in force that is done in the zone behind the door: when, and which 行政事務従事者 in office attend it. */
export type KnownWork = {
  readonly permit: string;
  readonly times: readonly { readonly from: number; readonly until: number }[];
  readonly attendants: readonly string[];
  /** Somebody permitted it, where others were only notified of. */
  readonly decided: boolean;
};

type WorkRow = {
  readonly permit: string;
  readonly from: number;
  readonly until: number;
  readonly windows: readonly { readonly from: string; readonly until: string }[] | null;
  readonly attendants: readonly PlacedRow<{ readonly id: string }>[] | null;
  readonly decided: boolean;
};

type WorkColumns = { readonly works: readonly WorkRow[] | null };

/** Not by `exists`, which PostgreSQL may answer from a hash of everybody in some work. */
const isInSomeWork = `(
      select true from permit_holders h where h.site_id = $1 and h.person_id = person.person_id and h.kind = 'work' limit 1
    )`;

/**
 * The works of whoever reads, and where those are who attend them (2.3.1.1(5)(a)). It goes by person: whoever is in no work pays for one
 * look at a key that is not there. Where attendants are is of now, so late reads are not weighed by it.
 */
export const workPart: ReaderPart<WorkColumns, WorksKnown> = {
  columns: { works: 'works' },
  lateral: ({ name, ofMinistry, ofSite }) =>
    name === 'then'
      ? 'select null::json as works where false'
      : `
    select case when ${isInSomeWork} then (select json_agg(w) from (
      select p.permit_id as permit, ${milliseconds('p.valid_from')} as "from", ${milliseconds('p.valid_until')} as "until",
        p.terms -> 'windows' as windows, p.consents <> '[]' as decided, (
          select json_agg(a) from (
            select k.person_id as id, ${custodySql.place('k.person_id')} as place
            from jsonb_array_elements_text(p.terms -> 'attendants') named
            cross join lateral (
              select k.person_id, k.kind, k.state from persons k where k.person_id = named.value::uuid and ${ofMinistry('k')} order by k.from_seq desc limit 1
            ) k
            where k.kind = 'staff' and k.state = 'active' and k.person_id <> person.person_id
          ) a
        ) as attendants
      from permit_holders h
      cross join lateral (
        select p.permit_id, p.zone_ids, p.terms, p.consents, p.valid_from, p.valid_until from permits p where p.site_id = $1 and p.permit_id = h.permit_id and ${ofSite('p')} order by p.from_seq desc limit 1
      ) p
      where h.site_id = $1 and h.person_id = person.person_id and h.kind = 'work' and read.to_zone = any(p.zone_ids)
    ) w) end as works`,
  askedOf: () => isInSomeWork,
  factOf: ({ works }) =>
    works === null
      ? undefined
      : {
          works: works.map(knownWork),
          places: parsePlaces(
            works.flatMap(({ attendants }) => attendants ?? []).map(({ id, place }) => [id, place] as const),
          ),
        },
};

function knownWork({ permit, from, until, windows, attendants, decided }: WorkRow): KnownWork {
  const times = windows?.map((window) => ({
    from: Date.parse(window.from),
    until: Math.min(until, Date.parse(window.until)),
  }));
  return {
    permit,
    times: times ?? [{ from, until }],
    attendants: (attendants ?? []).map(({ id }) => id),
    decided,
  };
}
