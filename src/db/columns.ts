import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant in UTC with milliseconds, the precision of the record. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A seq of a log; entries keep integers below 2^53. */
export const seq = (name: string) => bigint(name, { mode: 'number' });

/**
 * The versions of a row that decides passages: it is known from `fromSeq` on and until `untilSeq` (exclusive, null = still),
 * both of the log that changed it. What was known at a moment can be read back.
 */
export const versions = () => ({ fromSeq: seq('from_seq').notNull(), untilSeq: seq('until_seq') });

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const int8multirange = customType<{ data: string }>({ dataType: () => 'int8multirange' });
