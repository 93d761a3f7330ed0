import { createHash } from 'node:crypto';
import { databaseOf } from '../../db/pool.ts';
import { inSlices, type Slices } from '../../kernel/in-slices.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalPieces } from '../../log/entry/canonical-json.ts';
import { loadRulesSeq } from '../../log/reading/load-rules-seq.ts';
import type { OpensDeps } from '../opens/weigh-opens.ts';
import { loadPlan } from '../plan/load-plan.ts';
import { diffingPlans, isEmptyDiff, type PlanDiff } from '../plan/plan-diff.ts';
import { parsingPlan } from '../plan/plan-elements.ts';
import { emptyPlan, type ShownDifference, showDifference } from '../plan/show-difference.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import { raisedZones } from './raised-zones.ts';
import {
  additionFindings,
  exceptionFindings,
  type FindUncovered,
  type PrepareExceptions,
  type PrepareReopening,
  type ReopenedExceptions,
  type Reopening,
  reopeningFindings,
} from './reopening.ts';
import { type WeighDeps, type WeighedPlan, weighPlan } from './weigh-plan.ts';

/** A plan somebody wants to put in the place of the one they saw. */
export type PlanDraft = {
  readonly siteId: string;
  readonly plan: SitePlan;
  /** Whether a version (seq of the last change, 0 = no plan yet) is the one they saw. */
  readonly isSeen: (seq: number) => boolean;
};

/** What a draft would change, weighed. Versions never change, so it stays true as long as `rulesSeq` is the site's. */
export type PreparedPlan = WeighedPlan & {
  readonly seq: number;
  readonly rulesSeq: number;
  readonly diff: PlanDiff;
  readonly difference: ShownDifference;
  /** SHA-256 of the whole difference, in canonical JSON. */
  readonly digest: string;
  readonly isEmpty: boolean;
  readonly closedZones: readonly string[];
  /** What it does to standing permissions, which may be others by the time it is stored. */
  readonly reopening: Reopening;
  /** What it does to exceptions that run, likewise. */
  readonly excepted: ReopenedExceptions;
};

export type PrepareDeps = WeighDeps & {
  readonly prepareReopening: PrepareReopening;
  readonly prepareExceptions: PrepareExceptions;
  readonly findUncovered: FindUncovered;
};

/** Reads and weighs without any lock: lints of a large plan must not keep the doors of its site waiting. */
export async function preparePlan(
  deps: PrepareDeps,
  { siteId, plan, isSeen }: PlanDraft,
  at: Date,
): Promise<Result<PreparedPlan, Refusal>> {
  const db = databaseOf(deps.pool);
  // Before anything else is read: what changes after it is found under the head.
  const rulesSeq = await loadRulesSeq(db, siteId);
  if (rulesSeq === undefined) return refuse({ code: 'not-found' });
  if ((await inSlices(parsingPlan(plan))) === undefined) return refuse({ code: 'bad-request' });
  const present = await loadPlan(deps.pool, siteId);
  if (!isSeen(present.seq)) return refuse({ code: 'version-mismatch' });
  const before = present.plan ?? emptyPlan;
  const diff = await inSlices(diffingPlans(before, plan));
  const raised = raisedZones(diff);
  const reopening = await deps.prepareReopening(db, siteId, raised, at);
  const excepted = await deps.prepareExceptions(db, siteId, raised, at);
  const uncovered = await deps.findUncovered(siteId, { present: before, next: plan }, at);
  const kept = { ...deps, loadPermitted: withoutLost(deps.loadPermitted, reopening) };
  const { findings, ...weighed } = await weighPlan(kept, siteId, before, plan, at);
  return ok({
    seq: present.seq,
    rulesSeq,
    diff,
    difference: showDifference(diff),
    digest: await inSlices(digesting(diff)),
    isEmpty: present.plan !== undefined && isEmptyDiff(diff),
    closedZones: diff.zones.closed.map(({ id }) => id),
    reopening,
    excepted,
    findings: [
      ...findings,
      ...reopeningFindings(plan, raised, reopening.zones),
      ...exceptionFindings(plan, excepted.exceptions),
      ...additionFindings(plan, uncovered),
    ],
    ...weighed,
  });
}

function* digesting(diff: PlanDiff): Slices<string> {
  const hash = createHash('sha256');
  for (const piece of canonicalPieces(diff)) {
    hash.update(piece);
    yield;
  }
  return hash.digest('hex');
}

/** Whom a change lets in is weighed by what is left of the permissions: what it reopens lets nobody in. */
function withoutLost(
  loadPermitted: OpensDeps['loadPermitted'],
  { loses }: Reopening,
): OpensDeps['loadPermitted'] {
  return async (db, siteId, now) => {
    const permitted = await loadPermitted(db, siteId, now);
    return permitted.map(({ zones, ...one }) => ({
      ...one,
      zones: zones.filter((zone) => !loses(one.permission, zone)),
    }));
  };
}
