import type { ClientBase } from 'pg';
import type { Layers } from '../regulation/layers.ts';
import type { Policy } from '../regulation/policy.ts';
import { parseDetermination } from './parse-determination.ts';
import { parseOpening } from './parse-opening.ts';

/** What stands now. */
const standing = 'until_seq is null';

/** Adopted determinations, as `parseDetermination` reads them; the site is $1, the package $2. */
export function selectDeterminations(organisations: string, version = standing): string {
  return `
    select json_agg(json_build_object('id', determination_id, 'organisation', organisation_id, 'row', row,
      'zoneClass', class, 'value', value, 'clauses', clauses, 'words', words, 'basis', basis, 'decidedBy', decided_by,
      'heldBy', held_by, 'from', effective_from, 'until', effective_until))
    from determinations
    where ${version} and state = 'adopted' and policy = $2 and organisation_id ${organisations}`;
}

/** The site's openings, as `parseOpening` reads them; the site is $1. */
export function selectOpenings(version = standing): string {
  return `
    select json_agg(json_build_object('id', opening_id, 'kind', kind, 'zone', zone_id, 'row', row, 'words', basis,
      'from', valid_from, 'until', valid_until))
    from openings where site_id = $1 and ${version}`;
}

export type StoredLayers = {
  readonly determinations: readonly unknown[] | null;
  readonly openings: readonly unknown[] | null;
};

export function parseLayers(policy: Policy, { determinations, openings }: StoredLayers): Layers {
  return {
    policy,
    determinations: (determinations ?? []).map(parseDetermination),
    openings: (openings ?? []).map(parseOpening),
  };
}

/** What requirements of these organisations' zones at a site are weighed over, for a plan that does not stand yet. */
export async function loadLayers(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  organisations: readonly string[],
  policy: Policy,
): Promise<Layers> {
  const { rows } = await client.query<StoredLayers>({
    name: 'load-layers',
    text: `
      select (${selectDeterminations('= any($3::uuid[])')}) as "determinations", (${selectOpenings()}) as "openings"`,
    values: [siteId, policy.package, organisations],
  });
  return parseLayers(policy, rows[0] ?? { determinations: null, openings: null });
}
