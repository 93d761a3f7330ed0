import type { Pool } from '../../db/pool.ts';

/** Who somebody in a roll is; null where that was never told, or is erased. */
export type NamedInRoll = { readonly name: string | null; readonly affiliation: string | null };

/** Reads the names of these persons by key, also of a visitor whose visit knows them no more: they are still to be accounted for. */
export async function loadRollNames(
  pool: Pool,
  siteId: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, NamedInRoll>> {
  if (persons.length === 0) return new Map();
  const { rows } = await pool.query<NamedInRoll & { readonly person: string }>({
    name: 'load-roll-names',
    text: `
      select asked.person, coalesce(p.name, v.name) as name, coalesce(p.affiliation, v.affiliation) as affiliation
      from unnest($2::uuid[]) as asked(person)
      left join persons p on p.person_id = asked.person and p.until_seq is null
      left join visitor_identities v on v.site_id = $1 and v.member_id = asked.person`,
    values: [siteId, persons],
  });
  return new Map(rows.map(({ person, ...named }) => [person, named]));
}
