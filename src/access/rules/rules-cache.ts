import type { ClientBase } from 'pg';
import { inSlices } from '../../kernel/in-slices.ts';
import type { UnderHead } from '../../log/writing/take-heads.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { asItStands, type KnownRules } from '../../zones/rules/load-site-rules.ts';
import { loadRules } from './load-rules.ts';
import { loadTurns, type Turns, turnAt } from './load-turns.ts';
import { ruleSourcesOf } from './rule-sources.ts';
import { compilingSiteRules, type SiteRules } from './site-rules.ts';

/** The version of a site's rules that its head names. */
export type RulesInForce = { readonly epoch: string; readonly rulesSeq: number };

/** The same, and how far the ministry's log went at that moment. */
export type KnownInForce = RulesInForce & { readonly ministrySeq: number };

/** A version of a site's rules that is or was in force; two with the same `key` are the same. */
export type RulesVersion = { readonly key: string; readonly load: () => Promise<SiteRules> };

/**
 * Plan, requirements and schedules of each site, kept by rules version. Never persons, cards or permissions:
 * those are read for every batch (I5).
 */
export type RulesCache = {
  /** What was compiled last; the caller compares its epoch and `rulesSeq` with the head's. */
  readonly get: (siteId: string) => SiteRules | undefined;
  /** Reads and compiles anew, under the head: the version it reads is the one in force. */
  readonly load: (client: UnderHead, siteId: string) => Promise<SiteRules>;
  /**
   * The version that was in force at a moment, read where it is not kept: once for all who ask for it at the same time. Needs no
   * head, as `findVersions`.
   */
  readonly find: (
    source: Pick<ClientBase, 'query'>,
    siteId: string,
    inForce: KnownInForce,
  ) => Promise<SiteRules>;
  /**
   * The version known at each of these points, in their order; none is read before it is asked for. `inForce` is read
   * with the points or after them. Needs no head: what was known then stays what it was.
   */
  readonly findVersions: (
    source: Pick<ClientBase, 'query'>,
    siteId: string,
    inForce: RulesInForce,
    points: readonly KnownRules[],
  ) => Promise<readonly RulesVersion[]>;
};

/** Past versions kept at once, over all sites: a backlog speaks of few. */
const pastKept = 50;

export function buildRulesCache(policy: Policy): RulesCache {
  const sources = ruleSourcesOf(policy);
  const compiled = new Map<string, SiteRules>();
  const past = new Map<string, SiteRules>();
  const reading = new Map<string, Promise<SiteRules>>();

  async function compile(
    source: Pick<ClientBase, 'query'>,
    siteId: string,
    known: KnownRules,
  ): Promise<SiteRules> {
    return inSlices(compilingSiteRules(await loadRules(source, siteId, sources, known)));
  }

  async function read(
    source: Pick<ClientBase, 'query'>,
    siteId: string,
    { rulesSeq, ministrySeq }: KnownInForce,
  ): Promise<SiteRules> {
    const rules = await compile(source, siteId, { siteSeq: rulesSeq, ministrySeq });
    const kept = compiled.get(siteId);
    // A batch may have read newer ones meanwhile.
    if (kept?.epoch !== rules.epoch || kept.rulesSeq < rules.rulesSeq) compiled.set(siteId, rules);
    return rules;
  }

  async function loadPast(
    source: Pick<ClientBase, 'query'>,
    siteId: string,
    key: string,
    turn: KnownRules,
  ): Promise<SiteRules> {
    const kept = past.get(key);
    if (kept !== undefined) return kept;
    const rules = await compile(source, siteId, turn);
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
    async find(source, siteId, inForce) {
      const kept = compiled.get(siteId);
      if (isInForce(kept, inForce)) return kept;
      const key = `${siteId} ${inForce.epoch} ${inForce.rulesSeq}`;
      const begun = reading.get(key);
      if (begun !== undefined) return begun;
      const rules = read(source, siteId, inForce).finally(() => reading.delete(key));
      reading.set(key, rules);
      return rules;
    },
    async findVersions(source, siteId, inForce, points) {
      const kept = compiled.get(siteId);
      const present = isInForce(kept, inForce) ? kept : undefined;
      const isPresent = ({ siteSeq }: KnownRules) => siteSeq >= inForce.rulesSeq;
      const turns =
        present !== undefined && points.every(isPresent)
          ? undefined
          : await loadTurns(source, siteId, Object.values(sources));
      return points.map((point) => {
        if (present !== undefined && isPresent(point)) return { key: 'present', load: async () => present };
        const turn = turnAt(turns ?? noTurns, point);
        const key = `${siteId} ${inForce.epoch} ${turn.siteSeq} ${turn.ministrySeq}`;
        return { key, load: () => loadPast(source, siteId, key, turn) };
      });
    },
  };
}

/** Whether these are the rules that the head names. */
export function isInForce(
  rules: SiteRules | undefined,
  { epoch, rulesSeq }: RulesInForce,
): rules is SiteRules {
  return rules?.epoch === epoch && rules.rulesSeq === rulesSeq;
}

const noTurns: Turns = { site: [], ministry: [] };
