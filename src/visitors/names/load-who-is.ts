import type { ClientBase } from 'pg';
import { isUuid } from '../../kernel/ids.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import { whoIsSql } from './who-is-sql.ts';

/** Who somebody is, as far as that is known now; null = never told, or gone with an erased name. */
export type WhoIs = {
  readonly kind: PersonKind;
  readonly name: string | null;
  readonly affiliation: string | null;
};

/** Reads who these ids stand for at a site; machines and ids of nobody are not among them. */
export async function loadWhoIs(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, WhoIs>> {
  const asked = [...new Set(ids)].filter((id) => id !== null && isUuid(id));
  if (asked.length === 0) return new Map();
  const { rows } = await client.query<WhoIs & { readonly id: string }>({
    name: 'load-who-is',
    text: `
      select asked.id, who.* from unnest($2::uuid[]) as asked(id)
      cross join lateral ${whoIsSql('asked.id', '$1')} who`,
    values: [siteId, asked],
  });
  return new Map(rows.map(({ id, ...who }) => [id, who]));
}
