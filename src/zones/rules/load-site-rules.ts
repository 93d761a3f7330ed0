import type { ClientBase } from 'pg';
import { inSlices } from '../../kernel/in-slices.ts';
import { elementsInTexts } from '../plan/elements-in-texts.ts';
import { type ElementsText, parsingElements } from '../plan/plan-elements.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import type { Layers } from '../regulation/layers.ts';
import type { Policy } from '../regulation/policy.ts';
import {
  parseLayers,
  type StoredLayers,
  selectDeterminations,
  selectOpenings,
  selectSurveys,
  selectSystems,
} from './load-layers.ts';

/** What decides passages at a site besides persons and cards; unchanged as long as `rulesSeq` is. */
export type LoadedSiteRules = {
  /** The epoch of the site's log: after a restore the same seq may name other rules. */
  readonly epoch: string;
  readonly rulesSeq: number;
  /** undefined before the first plan. */
  readonly plan: SitePlan | undefined;
  /** Adopted determinations of the organisations of its zones, also those to come, and the site's openings. */
  readonly layers: Layers;
};

/** The last seqs of the site's and the ministry's log up to which rules are read. */
export type KnownRules = { readonly siteSeq: number; readonly ministrySeq: number };

/** Beyond every seq: what stands. */
export const asItStands: KnownRules = {
  siteSeq: Number.MAX_SAFE_INTEGER,
  ministrySeq: Number.MAX_SAFE_INTEGER,
};

/**
 * Reads a site's rules, as they stand or as they were known, in one statement, so that they are of one moment;
 * undefined for a site that is not there.
 */
export async function loadSiteRules(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  policy: Policy,
  known: KnownRules = asItStands,
): Promise<LoadedSiteRules | undefined> {
  const { rows } = await client.query<
    {
      readonly epoch: string;
      readonly rulesSeq: number;
      readonly elements: ElementsText | null;
    } & StoredLayers
  >({
    name: 'load-site-rules',
    text: `
      with known as (
        select kind, element_id, body from plan_elements where site_id = $1 and ${knownBy('$3')})
      select h.epoch, least(h.rules_seq, $3) as "rulesSeq", texts.elements,
        case when coalesce(nth, 0) = 0 then (${selectDeterminations(ownOrganisations, knownBy('$4'))}) end as "determinations",
        case when coalesce(nth, 0) = 0 then (${selectOpenings(knownBy('$3'))}) end as "openings",
        case when coalesce(nth, 0) = 0 then (${selectSystems(knownBy('$4'))}) end as "systems",
        case when coalesce(nth, 0) = 0 then (${selectSurveys(knownBy('$3'))}) end as "surveys"
      from heads h left join (${elementsInTexts}) as texts on true
      where h.site_id = $1
      order by nth`,
    values: [siteId, policy.package, known.siteSeq, known.ministrySeq],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    epoch: row.epoch,
    rulesSeq: row.rulesSeq,
    plan: await inSlices(parsingElements(rows.flatMap(({ elements }) => elements ?? []))),
    layers: parseLayers(policy, row),
  };
}

function knownBy(seq: '$3' | '$4'): string {
  return `from_seq <= ${seq}::int8 and (until_seq is null or until_seq > ${seq}::int8)`;
}

const ownOrganisations = `in (
  select (body ->> 'organisation')::uuid from plan_elements where site_id = $1 and kind = 'zone' and ${knownBy('$3')})`;
