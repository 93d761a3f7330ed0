import type { ClientBase } from 'pg';
import type { CustodyBasis } from '../../log/entry/effects.ts';
import { whoIsSql } from '../../visitors/names/who-is-sql.ts';
import { custodySql } from '../state/custody-sql.ts';
import { currentRows } from './find-ward.ts';

/** An outsider whom nobody escorts. */
export type Alone = {
  readonly ward: string;
  readonly basis: CustodyBasis;
  /** Somebody in service who answers for them; null = nothing on record names one. */
  readonly escort: string | null;
  /** Where an exception leaves the escort out for them by name. */
  readonly exceptedIn: readonly string[];
  /** The guard was told already that they are alone. */
  readonly told: boolean;
};

/** Who of these persons is an outsider in nobody's custody, but for couriers, who come as far as a hand-over; the caller holds the head. */
export async function loadAlone(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  persons: readonly string[],
  now: Date,
): Promise<readonly Alone[]> {
  const { rows } = await client.query<Alone>({
    name: 'load-alone',
    text: `
      select one.ward, one.basis, (
          select k.person_id from json_array_elements_text(one."right" -> 'persons') as named(id)
          join persons k on k.person_id = named.id::uuid and k.until_seq is null and k.kind = 'staff' and k.state = 'active'
          order by k.person_id limit 1
        ) as escort, array(
          select unnest(e.zone_ids) from person_exceptions e
          where e.site_id = $1 and e.person_id = one.ward and e.valid_from <= $3 and e.valid_until > $3
            and ${custodySql.leavesEscortOut('e', 'one.basis', currentRows)}
        ) as "exceptedIn", exists (
          select from alarms a
          where a.site_id = $1 and a.kind = 'visitor-abandoned' and a.person_id = one.ward and a.active
        ) as told
      from (
        select asked.ward, who.basis, case who.basis
            when 'visit' then ${custodySql.rightByVisit('asked.ward', currentRows)}
            else ${custodySql.rightByPermission('asked.ward', () => 'true', currentRows)}
          end as "right"
        from unnest($2::uuid[]) as asked(ward)
        cross join lateral (
          select case w.kind when 'visitor' then 'visit' else 'permission' end as basis
          from ${whoIsSql('asked.ward', '$1')} w where w.kind not in ('staff', 'courier')
        ) who
        where not exists (select from custody c where c.site_id = $1 and c.visitor_id = asked.ward)
      ) one`,
    values: [siteId, persons, now],
  });
  return rows;
}
