import type { ClientBase } from 'pg';
import type { Extension } from '../../zones/hours/is-within-schedule.ts';
import { emptyPlan } from '../../zones/plan/show-difference.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { type KnownRules, loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { compileSiteRules, type SiteRules } from './site-rules.ts';

/**
 * Plan, requirements and schedules of each site, kept by rules version. Never persons, cards or permissions:
 * those are read for every batch (I5).
 */
export type RulesCache = {
  /** What was compiled last; the caller compares its epoch and `rulesSeq` with the head's. */
  readonly get: (siteId: string) => SiteRules | undefined;
  /** Reads and compiles anew. The caller holds the head, so that the version it reads is the one in force. */
  readonly load: (client: ClientBase, siteId: string) => Promise<SiteRules>;
  /** The rules as they were known at each of these points, `present` where they have not changed since. */
  readonly loadKnownAt: (
    client: ClientBase,
    siteId: string,
    present: SiteRules,
    points: readonly KnownRules[],
  ) => Promise<readonly SiteRules[]>;
};

/** Past versions kept at once, over all sites: a backlog speaks of few. */
const pastKept = 50;

export function buildRulesCache(policy: Policy): RulesCache {
  const compiled = new Map<string, SiteRules>();
  const past = new Map<string, SiteRules>();

  async function compile(client: ClientBase, siteId: string, known?: KnownRules): Promise<SiteRules> {
    const [loaded, extensions] = await Promise.all([
      loadSiteRules(client, siteId, policy, known),
      loadExtensions(client, siteId, known?.siteSeq ?? Number.MAX_SAFE_INTEGER),
    ]);
    if (loaded === undefined) throw new Error(`no rules for site ${siteId}`);
    // Before its first plan every gateway and reader is foreign to a site.
    const { epoch, rulesSeq, plan = emptyPlan, layers } = loaded;
    return compileSiteRules({ epoch, rulesSeq, plan, layers, extensions });
  }

  async function knownAt(
    client: ClientBase,
    siteId: string,
    epoch: string,
    turn: KnownRules,
  ): Promise<SiteRules> {
    const key = `${siteId} ${epoch} ${turn.siteSeq} ${turn.ministrySeq}`;
    const kept = past.get(key);
    if (kept !== undefined) return kept;
    const rules = await compile(client, siteId, turn);
    if (past.size >= pastKept) past.clear();
    past.set(key, rules);
    return rules;
  }

  return {
    get: (siteId) => compiled.get(siteId),
    async load(client, siteId) {
      const rules = await compile(client, siteId);
      compiled.set(siteId, rules);
      return rules;
    },
    async loadKnownAt(client, siteId, present, points) {
      if (points.every(({ siteSeq }) => siteSeq >= present.rulesSeq)) return points.map(() => present);
      const turns = await loadTurns(client, siteId);
      const versions: SiteRules[] = [];
      for (const { siteSeq, ministrySeq } of points) {
        const turn = {
          siteSeq: lastUpTo(turns.site, siteSeq),
          ministrySeq: lastUpTo(turns.ministry, ministrySeq),
        };
        versions.push(
          siteSeq >= present.rulesSeq ? present : await knownAt(client, siteId, present.epoch, turn),
        );
      }
      return versions;
    },
  };
}

type Turns = { readonly site: readonly number[]; readonly ministry: readonly number[] };

/** The seqs at which the rules of a site changed, ascending: between two of them one version holds. */
async function loadTurns(client: ClientBase, siteId: string): Promise<Turns> {
  const { rows } = await client.query<Turns>({
    name: 'load-rules-turns',
    text: `
      select
        array(select distinct seq from (
          select from_seq as seq from plan_elements where site_id = $1
          union select until_seq from plan_elements where site_id = $1 and until_seq is not null
          union select from_seq from openings where site_id = $1
          union select until_seq from openings where site_id = $1 and until_seq is not null
          union select from_seq from schedule_extensions where site_id = $1
          union select until_seq from schedule_extensions where site_id = $1 and until_seq is not null
        ) s order by seq)::float8[] as "site",
        array(select distinct seq from (
          select from_seq as seq from determinations
          union select until_seq from determinations where until_seq is not null
        ) m order by seq)::float8[] as "ministry"`,
    values: [siteId],
  });
  return rows[0] ?? { site: [], ministry: [] };
}

function lastUpTo(turns: readonly number[], seq: number): number {
  return turns.findLast((turn) => turn <= seq) ?? 0;
}

async function loadExtensions(
  client: ClientBase,
  siteId: string,
  siteSeq: number,
): Promise<ReadonlyMap<string, readonly Extension[]>> {
  const { rows } = await client.query<Extension & { readonly organisation: string }>({
    name: 'load-extensions',
    text: `
      select organisation_id as "organisation", valid_from as "from", valid_until as "until"
      from schedule_extensions
      where site_id = $1 and from_seq <= $2 and (until_seq is null or until_seq > $2)`,
    values: [siteId, siteSeq],
  });
  const byOrganisation = new Map<string, Extension[]>();
  for (const { organisation, from, until } of rows) {
    byOrganisation.set(organisation, [...(byOrganisation.get(organisation) ?? []), { from, until }]);
  }
  return byOrganisation;
}
