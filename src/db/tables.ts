import { boolean, integer, pgTable } from 'drizzle-orm/pg-core';

/** The lowest level of a program that may decide and act on this database; one row, raised by migrations alone. */
export const programFloor = pgTable('program_floor', {
  only: boolean('only').primaryKey().default(true),
  level: integer('level').notNull(),
});
