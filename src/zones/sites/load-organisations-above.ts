import type { ClientBase } from 'pg';

/** An organisation and every one that it is part of. */
export async function loadOrganisationsAbove(
  client: Pick<ClientBase, 'query'>,
  organisationId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'load-organisations-above',
    text: `
      with recursive above as (
        select organisation_id, parent_id from organisations where organisation_id = $1 and until_seq is null
        union
        select o.organisation_id, o.parent_id from above
        join organisations o on o.organisation_id = above.parent_id and o.until_seq is null
      )
      select organisation_id as id from above`,
    values: [organisationId],
  });
  return rows.map(({ id }) => id);
}
