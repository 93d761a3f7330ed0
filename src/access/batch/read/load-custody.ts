import type { UnderHead } from '../../../log/take-heads.ts';
import { type CustodyRow, parseCustody } from '../../state/custody-row.ts';
import { custodySql } from '../../state/custody-sql.ts';
import type { Custody } from '../../state/site-state.ts';

/** Who escorts those of these persons who are wards, and whom those escort who are escorts, by ward; most batches ask for none. */
export async function loadCustody(
  client: UnderHead,
  siteId: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Custody>> {
  if (persons.length === 0) return new Map();
  const { rows } = await client.query<CustodyRow>({
    name: 'load-custody',
    text: `
      select ${custodySql.columns('c')} from custody c where c.site_id = $1 and c.visitor_id = any($2::uuid[])
      union
      select ${custodySql.columns('c')} from custody c where ${custodySql.ofEscort('c', '= any($2::uuid[])')}`,
    values: [siteId, persons],
  });
  return new Map(rows.map(parseCustody));
}
