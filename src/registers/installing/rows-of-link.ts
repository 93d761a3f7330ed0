import type { RowAsked } from '../../permits/rule/rule-told.ts';
import { linkedRow, type Medium } from './linked-row.ts';

/** The classes of zones, as the plan has them; what it does not have is none. */
export type ClassesOfZones = ReadonlyMap<string, { readonly class: number | null }>;

/** What is asked of each of the zones that are linked: the row of the class of the other (別表2 rows 28 to 35). */
export function rowsOfLink(
  medium: Medium,
  zones: readonly string[],
  classes: ClassesOfZones,
): readonly RowAsked[] {
  return zones.flatMap((zone) =>
    zones
      .filter((other) => other !== zone)
      .map((other) => ({
        row: linkedRow(medium, { class: classes.get(other)?.class ?? null }),
        inZone: zone,
      })),
  );
}
