import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../../db/columns.ts';

/** A line of a numbered sheet (手書き簿) that was written while nobody was read, entered once and for all. */
export const paperLines = pgTable(
  'paper_lines',
  {
    siteId: uuid('site_id').notNull(),
    /** The day the sheet was written, in the site's zone. */
    day: date('day', { mode: 'string' }).notNull(),
    sheet: integer('sheet').notNull(),
    line: integer('line').notNull(),
    /** The entry of the site's log that brought it. */
    loggedSeq: seq('logged_seq').notNull(),
    enteredAt: instant('entered_at').notNull(),
    /** null = still inside when it was written. */
    leftAt: instant('left_at'),
    doorId: text('door_id').notNull(),
    /** The zone entered, and the one left into. */
    zoneId: text('zone_id').notNull(),
    outsideId: text('outside_id').notNull(),
    /** A person, or a member of a visit; null = known by the written name alone. */
    personId: uuid('person_id'),
    /** The numeral of the pass handed out. */
    pass: text('pass'),
    /** As written; null = the person has a name of their own. Once erased it is `erasedName`. */
    name: text('name'),
    affiliation: text('affiliation'),
    /** Who wrote it. */
    writer: text('writer').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.day, table.sheet, table.line] })],
);

/** Sheets that were printed for a day, numbered: which of them were never entered can be told. */
export const paperSheets = pgTable(
  'paper_sheets',
  {
    siteId: uuid('site_id').notNull(),
    /** The day they are for, in the site's zone. */
    day: date('day', { mode: 'string' }).notNull(),
    /** Their numbers, both among them. */
    first: integer('first').notNull(),
    last: integer('last').notNull(),
    /** The entry of the site's log that brought them. */
    issuedSeq: seq('issued_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.day, table.first] })],
);
