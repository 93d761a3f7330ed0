import type { Zone } from '../plan/site-plan.ts';
import type { Layers } from '../regulation/layers.ts';
import { regulatedCell } from '../regulation/regulated-cell.ts';
import type { RowId } from '../regulation/row-ids.ts';
import { weighedRows } from './admission.ts';

/** When what a row asks at a zone begins or ends, in milliseconds since 1970 and in order; by row. */
export type Turns = ReadonlyMap<RowId, readonly number[]>;

/** The turns of each zone over its layers; each zone is looked at once. */
export function turnsOf(layersFor: (zone: Zone) => Layers): (zone: Zone) => Turns {
  const known = new Map<string, Turns>();
  return (zone) => {
    const before = known.get(zone.id);
    if (before !== undefined) return before;
    const turns = turnsAt(zone, layersFor(zone));
    known.set(zone.id, turns);
    return turns;
  };
}

/** Only what bears on the zone counts: determinations of its class, permits and controls of its own. */
function turnsAt(zone: Zone, { policy, determinations, openings }: Layers): Turns {
  const found = new Map<RowId, { readonly at: number; readonly turns: Set<number> }>(
    weighedRows.map((row) => [
      row,
      { at: regulatedCell(policy.rows[row], zone.class).at, turns: new Set<number>() },
    ]),
  );
  const turn = (row: RowId, ...moments: readonly (Date | string | undefined)[]) => {
    for (const moment of moments) {
      if (moment !== undefined) found.get(row)?.turns.add(new Date(moment).getTime());
    }
  };
  for (const { row, zoneClass, from, until, heldBy } of determinations) {
    if (found.get(row)?.at === zoneClass) turn(row, from, until, heldBy?.until);
  }
  for (const opening of openings) {
    if (opening.zone === zone.id) turn(opening.row, opening.from, opening.until);
  }
  for (const { row, from, until } of zone.controls) {
    const weighed = weighedRows.find((one) => one === row);
    if (weighed !== undefined) turn(weighed, from, until);
  }
  return new Map(
    [...found].map(([row, { turns }]) => [row, [...turns].toSorted((one, other) => one - other)]),
  );
}
