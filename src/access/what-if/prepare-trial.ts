import type { Pool } from '../../db/pool.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { parsingPlan } from '../../zones/plan/plan-elements.ts';
import { emptyPlan } from '../../zones/plan/show-difference.ts';
import type { SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import type { Determination } from '../../zones/regulation/determination.ts';
import { judgeDetermination } from '../../zones/regulation/judge-determination.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { readAnswer, type WrittenAnswer } from '../../zones/regulation/written-answer.ts';
import { loadLayers } from '../../zones/rules/load-layers.ts';
import { asItStands } from '../../zones/rules/load-site-rules.ts';
import { loadRules } from '../rules/load-rules.ts';
import { type LoadedRules, ruleSourcesOf } from '../rules/rule-sources.ts';
import type { Trial } from './trial.ts';

/** What somebody wants to try. */
export type TrialDraft = {
  readonly plan?: SitePlan | undefined;
  /** Classes that zones of the plan would have. */
  readonly classes?: readonly { readonly zone: string; readonly class: Zone['class'] }[] | undefined;
  readonly determinations?: readonly DeterminationTried[] | undefined;
  readonly package?: string | undefined;
};

export type DeterminationTried = WrittenAnswer &
  Pick<Determination, 'organisation' | 'row'> & { readonly class: number };

export type PrepareTrialDeps = {
  readonly pool: Pool;
  readonly policy: Policy;
  /** A named package; undefined where there is none of that name. */
  readonly findPolicy: (name: string) => Policy | undefined;
};

export type PreparedTrial = { readonly trial: Trial; readonly standing: LoadedRules };

/** Reads what a trial is laid over, and refuses what could not be adopted either. */
export async function prepareTrial(
  { pool, policy, findPolicy }: PrepareTrialDeps,
  siteId: string,
  draft: TrialDraft,
): Promise<Result<PreparedTrial, Refusal>> {
  const { plan: written, classes, determinations = [], package: named } = draft;
  if ([written, classes, draft.determinations, named].every((one) => one === undefined)) {
    return refuse(nothingTried);
  }
  const standing = await loadRules(pool, siteId, ruleSourcesOf(policy), asItStands);
  const ground = written ?? standing.site.plan ?? emptyPlan;
  if (written !== undefined && (await inSlices(parsingPlan(written))) === undefined) {
    return refuse({ code: 'bad-request' });
  }
  const next = named === undefined ? policy : findPolicy(named);
  const errors = [
    ...(next === undefined ? [noSuchPackage] : []),
    ...(classes ?? []).flatMap(({ zone }, index): FieldError[] =>
      ground.zones.some(({ id }) => id === zone)
        ? []
        : [{ at: `/classes/${index}/zone`, message: 'この区域は図面にありません。' }],
    ),
    ...determinations.flatMap((one, index) => faultsOf(next ?? policy, one, index)),
  ];
  if (errors.length > 0 || next === undefined) return refuse({ code: 'unprocessable', errors });
  const organisations = [...new Set(ground.zones.map(({ organisation }) => organisation))];
  return ok({
    standing,
    trial: {
      plan: written === undefined && classes === undefined ? undefined : withClasses(ground, classes ?? []),
      determinations: determinations.flatMap((one) => determinationOf(next, one) ?? []),
      package:
        next.package === policy.package
          ? undefined
          : {
              policy: next,
              determinations: (await loadLayers(pool, siteId, organisations, next)).determinations,
            },
    },
  });
}

function withClasses(plan: SitePlan, classes: NonNullable<TrialDraft['classes']>): SitePlan {
  const classOf = new Map(classes.map((one) => [one.zone, one.class]));
  return {
    ...plan,
    zones: plan.zones.map((zone) => ({
      ...zone,
      class: classOf.has(zone.id) ? (classOf.get(zone.id) ?? null) : zone.class,
    })),
  };
}

/** As it would stand once it is adopted; undefined where it is no answer. */
function determinationOf(
  policy: Policy,
  { organisation, row, class: zoneClass, value, clauses }: DeterminationTried,
): Determination | undefined {
  const answer = readAnswer(policy.rows[row], { value, clauses });
  if (answer === undefined) return undefined;
  const words = '試し';
  const id = `trial:${row}/${zoneClass}`;
  return {
    id,
    organisation,
    row,
    zoneClass,
    ...answer,
    words,
    decidedBy: words,
    basis: words,
    from: new Date(0),
  };
}

function faultsOf(policy: Policy, tried: DeterminationTried, index: number): readonly FieldError[] {
  const determination = determinationOf(policy, tried);
  const at = `/determinations/${index}`;
  if (determination === undefined)
    return [{ at, message: 'value と clauses のどちらか一方を書いてください。' }];
  return judgeDetermination(policy, determination).length === 0
    ? []
    : [{ at, message: 'この行・クラスについて府省庁が判断できる値ではありません。' }];
}

const nothingTried: Refusal = {
  code: 'bad-request',
  detail: '試すもの（plan・classes・determinations・package）を一つ以上指定してください。',
};

const noSuchPackage: FieldError = { at: '/package', message: 'この名前の規程集はありません。' };
