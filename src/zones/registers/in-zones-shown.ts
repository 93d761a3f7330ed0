import { and, eq, notInArray, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Which entries of a register somebody asks for: those of one zone, or of all that are not hidden from them. */
export type ZonesAsked = {
  readonly zone?: string | undefined;
  /** Rooms that are hidden from whoever asks. */
  readonly hidden: ReadonlySet<string>;
};

/** The condition that an entry is of the zones asked for, by the column that names its zone; undefined where every entry is. */
export function inZonesShown(zoneId: PgColumn, { zone, hidden }: ZonesAsked): SQL | undefined {
  return and(
    zone === undefined ? undefined : eq(zoneId, zone),
    hidden.size === 0 ? undefined : notInArray(zoneId, [...hidden]),
  );
}
