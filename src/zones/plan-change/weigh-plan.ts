import { databaseOf } from '../../db/pool.ts';
import { inSlices, type Slices } from '../../kernel/in-slices.ts';
import type { Finding, PlanFacts } from '../lints/finding.ts';
import { lintPlan, newRefusals } from '../lints/lint-plan.ts';
import type { OpenedZone } from '../opens/judge-opens.ts';
import { type OpensDeps, weighOpens } from '../opens/weigh-opens.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import type { Policy } from '../regulation/policy.ts';
import { loadLayers } from '../rules/load-layers.ts';
import { findOrganisations } from '../sites/find-organisations.ts';

export type WeighDeps = OpensDeps & {
  readonly policy: Policy;
  /** The zones of a site that have a 区域情報セキュリティ責任者. */
  readonly loadZoneOfficers: (siteId: string) => Promise<ReadonlySet<string>>;
};

/** What is wrong with a plan, which of it keeps the plan from being taken, and whom it lets in anew. */
export type WeighedPlan = {
  readonly findings: readonly Finding[];
  readonly refusals: readonly Finding[];
  readonly opens: readonly OpenedZone[];
};

/** Weighs a new plan beside the present one, with the determinations of every organisation in either. */
export async function weighPlan(
  deps: WeighDeps,
  siteId: string,
  present: SitePlan,
  next: SitePlan,
  at: Date,
): Promise<WeighedPlan> {
  const { pool, policy, loadZoneOfficers } = deps;
  const named = [...new Set([...present.zones, ...next.zones].map(({ organisation }) => organisation))];
  const [layers, officers, registered] = await Promise.all([
    loadLayers(pool, siteId, named, policy),
    loadZoneOfficers(siteId),
    findOrganisations(databaseOf(pool), named),
  ]);
  const byOrganisation = new Map(
    named.map((id) => [
      id,
      { ...layers, determinations: layers.determinations.filter(({ organisation }) => organisation === id) },
    ]),
  );
  const facts: PlanFacts = {
    layersFor: ({ organisation }) => byOrganisation.get(organisation) ?? { ...layers, determinations: [] },
    officers,
    at,
  };
  function* judge(plan: SitePlan): Slices<readonly Finding[]> {
    return [...unknownOrganisations(plan, registered), ...(yield* lintPlan(plan, facts))];
  }
  const findings = await inSlices(judge(next));
  const { layersFor } = facts;
  const opens = await weighOpens(deps, siteId, { plan: present, layersFor }, { plan: next, layersFor }, at);
  return { findings, refusals: newRefusals(await inSlices(judge(present)), findings), opens };
}

function unknownOrganisations(plan: SitePlan, registered: ReadonlySet<string>): readonly Finding[] {
  return plan.zones.flatMap(({ id, organisation }, index): Finding[] =>
    registered.has(organisation)
      ? []
      : [
          {
            code: 'unknown-reference',
            severity: 'refused',
            at: `/zones/${index}/organisation`,
            element: `zones/${id}`,
            message: `組織「${organisation}」が登録されていません。区域の判断をする組織が分からないため、先に組織を登録してください。`,
          },
        ],
  );
}
