import type { UnderHead } from '../../../log/writing/take-heads.ts';
import {
  type CompanionRow,
  type CustodyRow,
  type PlacedRow,
  parseCompanion,
  parseCustody,
  parsePlaces,
  parseRight,
  type RightRow,
} from '../../state/custody-row.ts';
import { custodySql } from '../../state/custody-sql.ts';
import type { Deadline } from '../../state/deadline.ts';
import type { Custody, Place } from '../../state/site-state.ts';
import type { Parted } from '../batch-facts.ts';
import { knownNow } from './looks.ts';

type Ward = CustodyRow & {
  readonly place: PlacedRow<object>['place'];
  readonly escortPlace: PlacedRow<object>['place'];
  readonly wards: readonly PlacedRow<CustodyRow>[] | null;
  readonly right: RightRow | null;
  readonly beside: readonly PlacedRow<CompanionRow>[] | null;
  readonly excepted: boolean;
};

/** What is known of wards who parted from their escort. */
export type PartedFound = {
  readonly custody: ReadonlyMap<string, Custody>;
  readonly places: ReadonlyMap<string, Place>;
  readonly parted: ReadonlyMap<string, Parted>;
};

/**
 * Reads of wards who parted from their escort, and whose time is over: where both are, who else follows that escort, and which staff are
 * where the ward is. Most batches ask for none.
 */
export async function loadParted(
  client: UnderHead,
  siteId: string,
  due: readonly Deadline[],
  now: Date,
): Promise<PartedFound> {
  const wards = due.flatMap(({ kind, ref }) => (kind === 'custody-broken' ? [ref] : []));
  if (wards.length === 0) return { custody: new Map(), places: new Map(), parted: new Map() };
  const { rows } = await client.query<Ward>({
    name: 'load-parted',
    text: `
      select one.*, ${custodySql.place('one.ward')} as place, ${custodySql.place('one.escort')} as "escortPlace",
        ${custodySql.wards('one.escort')} as wards,
        case one.basis
          when 'visit' then ${custodySql.rightByVisit('one.ward', knownNow)}
          else ${custodySql.rightByPermission('one.ward', (ids) => `w.zone_id = any(${ids})`, knownNow)}
        end as "right",
        (
          select json_agg(b) from (
            select p.person_id as id, k.kind, k.state, k.organisation_id as "organisationId",
              ${custodySql.place('p.person_id')} as place
            from presence p
            cross join lateral (
              select k.kind, k.state, k.organisation_id from persons k where k.person_id = p.person_id and ${knownNow.ofMinistry('k')}
              order by k.from_seq desc limit 1
            ) k
            where p.site_id = $1 and p.zone_id = w.zone_id and k.kind = 'staff'
          ) b
        ) as beside,
        exists (
          select from person_exceptions e
          where e.site_id = $1 and e.person_id = one.ward and w.zone_id = any(e.zone_ids)
            and ${custodySql.leavesEscortOut('e', 'one.basis', knownNow)}
            and e.valid_from <= $3 and e.valid_until > $3
        ) as excepted
      from unnest($2::uuid[]) as asked(ward)
      cross join lateral (
        select ${custodySql.columns('c')} from custody c where c.site_id = $1 and c.visitor_id = asked.ward limit 1
      ) one
      left join lateral (
        select zone_id from presence where site_id = $1 and person_id = one.ward limit 1
      ) w on true`,
    values: [siteId, wards, now],
  });
  return {
    custody: new Map(rows.flatMap((row) => [...(row.wards ?? []), row].map(parseCustody))),
    places: parsePlaces(
      rows.flatMap((row) => [
        ...(row.beside ?? []).map(({ id, place }) => [id, place] as const),
        ...(row.wards ?? []).map(({ ward, place }) => [ward, place] as const),
        [row.ward, row.place] as const,
        [row.escort, row.escortPlace] as const,
      ]),
    ),
    parted: new Map(
      rows.map(({ ward, right, beside, excepted }) => [
        ward,
        {
          right: right === null ? undefined : parseRight(right),
          beside: (beside ?? []).map(parseCompanion),
          excepted,
        },
      ]),
    ),
  };
}
