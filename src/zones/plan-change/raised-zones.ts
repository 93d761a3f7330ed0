import { keptAs } from '../plan/kept-as.ts';
import type { PlanDiff } from '../plan/plan-diff.ts';
import type { Zone } from '../plan/site-plan.ts';

/** A zone that asks for more consent than it did; `was` undefined: it was not in the plan, whatever bore its id before. */
export type RaisedZone = Pick<Zone, 'id' | 'name' | 'class'> & { readonly was: Zone['class'] | undefined };

/** The zones that a change raises or puts anew: who consented to let somebody in there consented to another place. */
export function raisedZones({ zones }: Pick<PlanDiff, 'zones'>): readonly RaisedZone[] {
  return [
    ...zones.added.map((zone) => raisedFrom(undefined, zone)),
    ...zones.changed
      .filter(({ before, after }) => keptAs(after) > keptAs(before))
      .map(({ before, after }) => raisedFrom(before.class, after)),
  ];
}

function raisedFrom(was: RaisedZone['was'], { id, name, class: zoneClass }: Zone): RaisedZone {
  return { id, name, class: zoneClass, was };
}
