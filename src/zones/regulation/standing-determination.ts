import { type Determination, isInForce } from './determination.ts';
import type { Layers, RuledZone } from './layers.ts';
import type { PolicyRow, RuledClass } from './policy.ts';
import { strictnessOf } from './strictness-of.ts';

/**
 * The determination in force for a cell left to the ministry: the newest, among equally new ones the strictest.
 * One whose value the row does not offer was never adoptable and is passed over.
 */
export function standingDetermination(
  row: PolicyRow,
  column: RuledClass,
  zone: RuledZone,
  at: Date,
  { determinations }: Layers,
): Determination | undefined {
  const strictness = ({ value }: Determination): number => strictnessOf(row.kind, value) ?? -1;
  const [standing] = determinations
    .filter(
      (one) =>
        one.organisation === zone.organisation &&
        one.row === row.id &&
        one.zoneClass === column &&
        row.choices?.includes(one.value) &&
        isInForce(one, at),
    )
    .toSorted(
      (one, other) =>
        other.from.getTime() - one.from.getTime() ||
        strictness(other) - strictness(one) ||
        (one.id < other.id ? -1 : 1),
    );
  return standing;
}
