import type { ClientBase } from 'pg';
import { parseDetermination } from './parse-determination.ts';
import { parseOpening } from './parse-opening.ts';
import type { SitePlan } from './plan.ts';
import { parsePlan, type StoredElement } from './plan-elements.ts';
import type { Layers } from './regulation/layers.ts';
import type { Policy } from './regulation/policy.ts';

/** What decides passages at a site besides persons and cards; unchanged as long as `rulesSeq` is. */
export type SiteRules = {
  readonly rulesSeq: number;
  /** undefined before the first plan. */
  readonly plan: SitePlan | undefined;
  /** Adopted determinations of the organisations of its zones, also those to come, and the site's openings. */
  readonly layers: Layers;
};

/** Reads a site's rules in one statement, so that they are of one moment; undefined for a site that is not there. */
export async function loadSiteRules(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  policy: Policy,
): Promise<SiteRules | undefined> {
  const { rows } = await client.query<{
    rulesSeq: number;
    elements: StoredElement[] | null;
    determinations: unknown[] | null;
    openings: unknown[] | null;
  }>({
    name: 'load-site-rules',
    text: `
      select h.rules_seq as "rulesSeq",
        (select json_agg(json_build_object('kind', kind, 'id', element_id, 'body', body))
          from plan_elements where site_id = $1 and until_seq is null) as "elements",
        (select json_agg(json_build_object('id', determination_id, 'organisation', organisation_id, 'row', row,
            'zoneClass', class, 'value', value, 'words', words, 'basis', basis, 'decidedBy', decided_by,
            'heldBy', held_by, 'from', effective_from, 'until', effective_until))
          from determinations where until_seq is null and state = 'adopted' and policy = $2
            and organisation_id in (select (body ->> 'organisation')::uuid from plan_elements
              where site_id = $1 and kind = 'zone' and until_seq is null)) as "determinations",
        (select json_agg(json_build_object('id', opening_id, 'kind', kind, 'zone', zone_id, 'row', row, 'words', basis,
            'from', valid_from, 'until', valid_until))
          from openings where site_id = $1 and until_seq is null) as "openings"
      from heads h where h.site_id = $1`,
    values: [siteId, policy.package],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    rulesSeq: row.rulesSeq,
    plan: parsePlan(row.elements ?? []),
    layers: {
      policy,
      determinations: (row.determinations ?? []).map(parseDetermination),
      openings: (row.openings ?? []).map(parseOpening),
    },
  };
}
