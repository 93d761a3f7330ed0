import type { ClientBase } from 'pg';
import type { Layers } from '../regulation/layers.ts';
import type { Policy } from '../regulation/policy.ts';
import { parseDetermination } from './parse-determination.ts';
import { parseOpening } from './parse-opening.ts';
import { parseSurvey, parseSystem } from './parse-system.ts';

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

/** The information systems of the register in zones of the site, as `parseSystem` reads them; the site is $1. */
export function selectSystems(version = standing): string {
  return `
    select json_agg(json_build_object('id', system_id, 'name', name, 'zone', place ->> 'zone',
      'confidentiality', confidentiality, 'integrity', integrity, 'availability', availability) order by name, system_id)
    from information_systems cross join jsonb_array_elements(places) as place
    where ${version} and end_reason is null and place ->> 'site' = $1::uuid::text`;
}

/** In which zones of the site all systems are registered, and since when that is known; the site is $1. */
export function selectSurveys(version = standing): string {
  return `
    select json_agg(json_build_object('zone', zone_id, 'on', surveyed_on))
    from system_surveys where site_id = $1 and ${version}`;
}

export type StoredLayers = {
  readonly determinations: readonly unknown[] | null;
  readonly openings: readonly unknown[] | null;
  readonly systems: readonly unknown[] | null;
  readonly surveys: readonly unknown[] | null;
};

const nothingStored: StoredLayers = { determinations: null, openings: null, systems: null, surveys: null };

export function parseLayers(policy: Policy, stored: StoredLayers): Layers {
  return {
    policy,
    determinations: (stored.determinations ?? []).map(parseDetermination),
    openings: (stored.openings ?? []).map(parseOpening),
    systems: (stored.systems ?? []).map(parseSystem),
    surveys: (stored.surveys ?? []).map(parseSurvey),
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
      select (${selectDeterminations('= any($3::uuid[])')}) as "determinations", (${selectOpenings()}) as "openings",
        (${selectSystems()}) as "systems", (${selectSurveys()}) as "surveys"`,
    values: [siteId, policy.package, organisations],
  });
  return parseLayers(policy, rows[0] ?? nothingStored);
}
