import type { ClientBase } from 'pg';
import { type CustodyRow, type PlacedRow, parseCustody, parsePlaces } from '../../state/custody-row.ts';
import { custodySql } from '../../state/custody-sql.ts';
import type { SiteState } from '../../state/site-state.ts';

type Row = {
  readonly person: string;
  readonly place: PlacedRow<object>['place'];
  /** By whom they are escorted, with the place of that escort. */
  readonly own: PlacedRow<CustodyRow> | null;
  readonly wards: readonly PlacedRow<CustodyRow>[] | null;
};

/** Where these persons are, who escorts those who are wards, whom those escort who are escorts, and where the others of these pairs are. */
export async function loadPairs(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  persons: readonly string[],
): Promise<Pick<SiteState, 'custody' | 'presence'>> {
  if (persons.length === 0) return { custody: new Map(), presence: new Map() };
  const { rows } = await client.query<Row>({
    name: 'load-pairs',
    text: `
      select asked.person, ${custodySql.place('asked.person')} as place, ${custodySql.wards('asked.person')} as wards, (
          select row_to_json(o) from (
            select ${custodySql.columns('c')}, ${custodySql.place('c.escort_id')} as place
            from custody c where c.site_id = $1 and c.visitor_id = asked.person
          ) o
        ) as own
      from unnest($2::uuid[]) as asked(person)`,
    values: [siteId, persons],
  });
  const wards = rows.flatMap((row) => row.wards ?? []);
  const own = rows.flatMap((row) => row.own ?? []);
  return {
    custody: new Map([...own, ...wards].map(parseCustody)),
    presence: parsePlaces([
      ...own.map(({ escort, place }) => [escort, place] as const),
      ...wards.map(({ ward, place }) => [ward, place] as const),
      ...rows.map(({ person, place }) => [person, place] as const),
    ]),
  };
}
