import type { Zone } from '../plan/site-plan.ts';
import { ruledClassOf } from './policy.ts';
import type { RowId } from './row-ids.ts';

type Classed = Readonly<Pick<Zone, 'class'>>;

const adjoining = ['t1r7', 't1r8', 't1r9', 't1r10'] as const satisfies readonly RowId[];
const showing = ['t1r3', 't1r4', 't1r5', 't1r6'] as const satisfies readonly RowId[];

/** Rows 7–10: the row of the lower zone's class; its column is the class of the higher zone. */
export function adjoiningRow(lower: Classed): (typeof adjoining)[number] {
  return adjoining[lower.class === null ? 3 : ruledClassOf(lower.class)];
}

/** Rows 3–6: the row of the class shown, its column the class of the place where the sign hangs. Undecided is shown as 3. */
export function showingRow(shown: Classed): (typeof showing)[number] {
  return showing[shown.class === null ? 3 : ruledClassOf(shown.class)];
}

/** Rows 7–15 bind the boundary to a lower zone, for the higher one; between equals there is none. Undecided ranks highest. */
export function higherZone<Z extends Classed>(one: Z, other: Z): { higher: Z; lower: Z } | undefined {
  const rank = ({ class: zoneClass }: Classed): number => zoneClass ?? Number.POSITIVE_INFINITY;
  if (rank(one) === rank(other)) return undefined;
  return rank(one) > rank(other) ? { higher: one, lower: other } : { higher: other, lower: one };
}
