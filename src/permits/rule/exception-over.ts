import type { RequirementValue } from '../../zones/regulation/requirement.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import { valueOpened } from '../../zones/regulation/value-opened.ts';

/** What an exception (例外措置) leaves out for a person by name. */
export type PersonException = {
  readonly permitId: string;
  readonly rows: readonly RowId[];
  readonly zoneIds: readonly string[];
  readonly validFrom: Date;
  /** Exclusive */
  readonly validUntil: Date;
};

/**
 * The exception of a person that opens what a row asks of a zone at a moment, by its permit; undefined where none does. It opens what one
 * for the zone would, and what nobody determined neither does (I7).
 */
export function exceptionOver(
  exceptions: readonly PersonException[],
  row: RowId,
  zone: string,
  at: Date,
  asked: { readonly value: RequirementValue; readonly undetermined: boolean },
): string | undefined {
  if (asked.undetermined || valueOpened('exception', asked.value) === undefined) return undefined;
  return exceptions.find(
    ({ rows, zoneIds, validFrom, validUntil }) =>
      rows.includes(row) && zoneIds.includes(zone) && validFrom <= at && at < validUntil,
  )?.permitId;
}

/**
 * The exceptions that open what a row asks of a zone for every one of these persons, of whom each brings what is left out for them, through a
 * period; undefined where one of them has none, or nobody is named.
 */
export function exceptionsOver(
  persons: readonly (readonly PersonException[])[],
  row: RowId,
  zone: string,
  { from, until }: { readonly from: Date; readonly until: Date },
  asked: { readonly value: RequirementValue; readonly undetermined: boolean },
): readonly string[] | undefined {
  const found = persons.map((held) => {
    const lasting = held.filter(({ validUntil }) => until <= validUntil);
    return exceptionOver(lasting, row, zone, from, asked);
  });
  const permits = found.filter((permit) => permit !== undefined);
  return permits.length === 0 || permits.length < found.length ? undefined : [...new Set(permits)];
}
