import type { Layers, Opening, RuledZone } from './layers.ts';
import type { RequirementValue } from './requirement.ts';
import type { RowId } from './row-ids.ts';
import { valueOpened } from './value-opened.ts';

/** A permit that opens a row, and the value it leaves. */
export type OpenedValue = { readonly opening: Opening; readonly value: RequirementValue };

/**
 * The permit that opens what a row asks (`valueOpened`). What the ministry has not determined is opened by none: nobody has yet
 * said what would be left out, or who may decide it.
 */
export function openingFor(
  row: RowId,
  zone: RuledZone,
  at: Date,
  { openings }: Layers,
  standing: { readonly value: RequirementValue; readonly undetermined: boolean },
): OpenedValue | undefined {
  if (standing.undetermined) return undefined;
  const [first] = openings
    .filter((opening) => opening.zone === zone.id && opening.row === row)
    .filter(({ from, until }) => from.getTime() <= at.getTime() && at.getTime() < until.getTime())
    .flatMap((opening) => {
      const value = valueOpened(opening.kind, standing.value);
      return value === undefined ? [] : [{ opening, value }];
    })
    .toSorted((one, other) => (one.opening.id < other.opening.id ? -1 : 1));
  return first;
}
