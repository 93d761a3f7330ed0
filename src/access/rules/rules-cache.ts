import type { ClientBase } from 'pg';
import type { UnderHead } from '../../log/take-heads.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { asItStands, type KnownRules } from '../../zones/rules/load-site-rules.ts';
import { loadRules } from './load-rules.ts';
import { loadTurns } from './load-turns.ts';
import { ruleSourcesOf } from './rule-sources.ts';
import { compileSiteRules, type SiteRules } from './site-rules.ts';

/**
 * Plan, requirements and schedules of each site, kept by rules version. Never persons, cards or permissions:
 * those are read for every batch (I5).
 */
export type RulesCache = {
  /** What was compiled last; the caller compares its epoch and `rulesSeq` with the head's. */
  readonly get: (siteId: string) => SiteRules | undefined;
  /** Reads and compiles anew, under the head: the version it reads is the one in force. */
  readonly load: (client: UnderHead, siteId: string) => Promise<SiteRules>;
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
  const sources = ruleSourcesOf(policy);
  const compiled = new Map<string, SiteRules>();
  const past = new Map<string, SiteRules>();

  async function compile(client: ClientBase, siteId: string, known: KnownRules): Promise<SiteRules> {
    return compileSiteRules(await loadRules(client, siteId, sources, known));
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
      const rules = await compile(client, siteId, asItStands);
      compiled.set(siteId, rules);
      return rules;
    },
    async loadKnownAt(client, siteId, present, points) {
      if (points.every(({ siteSeq }) => siteSeq >= present.rulesSeq)) return points.map(() => present);
      const turns = await loadTurns(client, siteId, Object.values(sources));
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

function lastUpTo(turns: readonly number[], seq: number): number {
  return turns.findLast((turn) => turn <= seq) ?? 0;
}
