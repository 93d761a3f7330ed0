import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { RightKind } from './review-line.ts';

/** Which review: of a quarter, and of a zone or of all that no zone's officer reviews (the nil id and no zone). */
const whichReview = {
  quarter: text('quarter').notNull(),
  siteId: uuid('site_id').notNull(),
  zoneId: text('zone_id').notNull(),
};

/** 権限の棚卸し that somebody began, signed, or let become overdue. What is to be reviewed stands in the rights themselves. */
export const rightsReviews = pgTable(
  'rights_reviews',
  {
    ...whichReview,
    signedBy: uuid('signed_by'),
    signedAt: instant('signed_at'),
    /** When it was told that it is overdue. */
    toldAt: instant('told_at'),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.siteId, table.zoneId] })],
);

/** What was decided of a right in a review; the last word before it is signed. */
export const rightsReviewDecisions = pgTable(
  'rights_review_decisions',
  {
    ...whichReview,
    rightId: uuid('right_id').notNull(),
    kind: text('kind').$type<RightKind>().notNull(),
    decision: text('decision').$type<'keep' | 'remove'>().notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.quarter, table.siteId, table.zoneId, table.rightId] }),
    check('rights_review_decisions_kind', sql`kind in ('role', 'permission')`),
    check('rights_review_decisions_decision', sql`decision in ('keep', 'remove')`),
  ],
);
