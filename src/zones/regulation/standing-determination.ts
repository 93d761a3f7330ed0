import { clausesOf, type Determination, isInForce } from './determination.ts';
import { isRestricted } from './determination-clause.ts';
import type { Layers, RuledZone } from './layers.ts';
import type { PolicyRow, RuledClass } from './policy.ts';
import { strictnessOf } from './strictness-of.ts';

/**
 * The determination in force for a cell left to the ministry: the newest, among equally new ones the strictest. A zone
 * without a class has none. One that was never adoptable is passed over: with a value the row does not offer, or leaving a
 * case without an answer.
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
        one.row === row.id &&
        one.zoneClass === column &&
        zone.class !== null &&
        one.organisation === zone.organisation &&
        isAdoptable(row, one) &&
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

function isAdoptable({ choices }: PolicyRow, determination: Determination): boolean {
  const clauses = clausesOf(determination);
  const plain = clauses.at(-1);
  return (
    plain !== undefined && !isRestricted(plain) && clauses.every(({ value }) => choices?.includes(value))
  );
}
