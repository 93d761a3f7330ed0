import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { Layers } from '../../zones/regulation/layers.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';

/**
 * Whether the names of visitors are kept (訪問の記録, row 29): where any zone of the visit, its ways among them, asks for the
 * record. Where none does they are confirmed at the desk and written nowhere. Row 28 is of 事前貸与者, who have no visit (ADR 0026).
 */
export function keepsNames(
  zoneIds: readonly string[],
  purpose: string,
  at: Date,
  { plan, layers }: { readonly plan: SitePlan; readonly layers: Layers },
): boolean {
  const visited = new Set(zoneIds);
  return plan.zones
    .filter(({ id }) => visited.has(id))
    .some((zone) => {
      const { value } = resolveRequirement('t1r29', zone, at, { person: 'visitor', purpose }, layers);
      return value === 'required';
    });
}
