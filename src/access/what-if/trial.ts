import type { SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import type { Determination } from '../../zones/regulation/determination.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import type { LoadedRules } from '../rules/rule-sources.ts';

/** What is tried: it takes the place of what stood, and all else stays as it was at each moment. */
export type Trial = {
  readonly plan?: SitePlan | undefined;
  /** Not yet adopted; each takes the place of what its organisation decided for the row and class. */
  readonly determinations?: readonly Determination[] | undefined;
  /** Another package, with what is adopted under it. */
  readonly package?:
    | { readonly policy: Policy; readonly determinations: readonly Determination[] }
    | undefined;
};

/** Before every moment that a log can hold. */
const ever = new Date(0);

/**
 * The rules of a moment with a trial laid over them. What is tried holds throughout, whenever it would begin: the question is what it
 * would have done.
 */
export function layOver({ site, extensions }: LoadedRules, trial: Trial): LoadedRules {
  const { layers, plan } = site;
  const policy = trial.package?.policy ?? layers.policy;
  const standing = trial.package?.determinations ?? layers.determinations;
  const tried = (trial.determinations ?? []).map(({ until, ...one }) => ({ ...one, from: ever }));
  const isReplaced = (one: Determination) => tried.some((other) => isOfSameCell(one, other));
  const next = trial.plan === undefined ? plan : withBegunControls(trial.plan, plan);
  return {
    extensions,
    site: {
      ...site,
      plan: next,
      layers: {
        ...layers,
        policy,
        determinations: [...standing.filter((one) => !isReplaced(one)), ...tried],
      },
    },
  };
}

function isOfSameCell(one: Determination, other: Determination): boolean {
  return (
    one.organisation === other.organisation && one.row === other.row && one.zoneClass === other.zoneClass
  );
}

/** Controls that the plan before does not have are tried as if they had begun. */
function withBegunControls(plan: SitePlan, before: SitePlan | undefined): SitePlan {
  const known = new Map((before?.zones ?? []).map(({ id, controls }) => [id, controls]));
  const begun = ({ id, controls }: Zone): Zone['controls'] =>
    controls.map((control) => {
      const stood = known.get(id)?.some(({ row, from }) => row === control.row && from === control.from);
      return stood ? control : { ...control, from: ever.toISOString() };
    });
  return { ...plan, zones: plan.zones.map((zone) => ({ ...zone, controls: begun(zone) })) };
}
