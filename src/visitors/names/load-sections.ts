import type { ClientBase } from 'pg';
import { isUuid } from '../../kernel/ids.ts';

/** By person: what the unit of the ministry (課室) is called to which they belong now. Whoever belongs to none is not there. */
export async function loadSections(
  client: Pick<ClientBase, 'query'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids)].filter(isUuid);
  if (asked.length === 0) return new Map();
  // Of each page of the record: planned once a connection, however many are asked for.
  const { rows } = await client.query<{ person: string; section: string }>({
    name: 'load-sections',
    text: `
      select p.person_id as person, o.name as section
      from unnest($1::uuid[]) as asked(id)
      cross join lateral (
        select person_id, organisation_id from persons where person_id = asked.id and until_seq is null limit 1
      ) p
      cross join lateral (
        select name from organisations where organisation_id = p.organisation_id and until_seq is null limit 1
      ) o`,
    values: [asked],
  });
  return new Map(rows.map(({ person, section }) => [person, section]));
}
