import type { Layers, Opening, RuledZone } from './layers.ts';
import type { RequirementValue } from './requirement.ts';
import type { RowId } from './row-ids.ts';

/**
 * The permit that opens what is forbidden: 禁 of 別表1 by an application, 禁止 only by an exception (例外措置).
 * What the ministry has not determined is opened by neither: nobody has yet said who may decide it.
 */
export function openingFor(
  row: RowId,
  zone: RuledZone,
  at: Date,
  { openings }: Layers,
  standing: { readonly value: RequirementValue; readonly undetermined: boolean },
): Opening | undefined {
  if (standing.undetermined) return undefined;
  const enough = (opening: Opening): boolean =>
    opening.kind === 'exception'
      ? standing.value === 'forbidden-unless-permitted' || standing.value === 'forbidden'
      : standing.value === 'forbidden-unless-permitted';
  const [first] = openings
    .filter((opening) => opening.zone === zone.id && opening.row === row && enough(opening))
    .filter(({ from, until }) => from.getTime() <= at.getTime() && at.getTime() < until.getTime())
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return first;
}
