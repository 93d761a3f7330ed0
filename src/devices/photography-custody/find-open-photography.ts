import type { ClientBase } from 'pg';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import type { OpenMatter } from '../../permits/using/open-matters.ts';

/** Of photography that is over: what was lent for it and is not back, and pictures that nobody has looked at yet. */
export async function findOpenPhotography(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  now: Date,
): Promise<readonly OpenMatter[]> {
  const { rows } = await client.query<OpenMatter>({ ...find, values: [siteId, now, permitStatesInForce] });
  return rows;
}

const find = {
  name: 'find-open-photography',
  text: `
    with over as (
      select permit_id, state, terms, least(ended_at, valid_until) as due from permits
      where site_id = $1 and until_seq is null and kind = 'photography'
        and (state in ('closed', 'revoked') or (state = any($3::text[]) and valid_until <= $2)))
    select permit_id as permit, 'unreturned' as is, due from over
    where exists (
      select from photography_tokens t where t.site_id = $1 and t.permit_id = over.permit_id and t.state = 'lent')
    union all
    select permit_id, 'unreviewed', due from over
    where terms @> '{"reviewed": true}'
      and (state = 'in-use' or exists (
        select from permits v where v.site_id = $1 and v.permit_id = over.permit_id and v.state = 'in-use'))
      and not exists (
        select from photography_reviews r where r.site_id = $1 and r.permit_id = over.permit_id and r.refused_seq is null)`,
};
