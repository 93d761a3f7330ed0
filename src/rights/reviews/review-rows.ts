import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { ReviewArea } from './review-area.ts';
import { rightsReviewDecisions, rightsReviews } from './tables.ts';

/** Which review of an area. */
export type ReviewKey = ReviewArea & { readonly quarter: string };

export type ReviewRow = typeof rightsReviews.$inferSelect;

export function loadReviews(db: Database, quarter: string): Promise<readonly ReviewRow[]> {
  return db.select().from(rightsReviews).where(eq(rightsReviews.quarter, quarter));
}

/** A review, held to the end of the act before any right or head: nothing is decided in it while it is signed. */
export async function lockReview(db: Database, key: ReviewKey): Promise<ReviewRow> {
  await db.insert(rightsReviews).values(key).onConflictDoNothing();
  const [row] = await db.select().from(rightsReviews).where(is(key)).for('update');
  if (row === undefined) throw new Error(`no review of ${key.quarter}`);
  return row;
}

export async function saveSigned(
  db: Database,
  key: ReviewKey,
  signedBy: string,
  signedAt: Date,
): Promise<void> {
  await db.update(rightsReviews).set({ signedBy, signedAt }).where(is(key));
}

/** Notes of each of these that it is told to be overdue, and answers those that nobody signed and nobody told of before. */
export async function claimOverdue(
  db: Database,
  keys: readonly ReviewKey[],
  toldAt: Date,
): Promise<readonly ReviewArea[]> {
  return db
    .insert(rightsReviews)
    .values(keys.map((key) => ({ ...key, toldAt })))
    .onConflictDoUpdate({
      target: [rightsReviews.quarter, rightsReviews.siteId, rightsReviews.zoneId],
      set: { toldAt },
      setWhere: sql`${rightsReviews.signedAt} is null and ${rightsReviews.toldAt} is null`,
    })
    .returning({ siteId: rightsReviews.siteId, zoneId: rightsReviews.zoneId });
}

type DecisionRow = typeof rightsReviewDecisions.$inferInsert;

/** Writes what was decided; what was decided of the same right before is decided otherwise. */
export async function saveDecisions(db: Database, decisions: readonly DecisionRow[]): Promise<void> {
  const { quarter, siteId, zoneId, rightId } = rightsReviewDecisions;
  await db
    .insert(rightsReviewDecisions)
    .values([...decisions])
    .onConflictDoUpdate({
      target: [quarter, siteId, zoneId, rightId],
      set: {
        decision: sql`excluded.decision`,
        decidedBy: sql`excluded.decided_by`,
        decidedAt: sql`excluded.decided_at`,
      },
    });
}

function is({ quarter, siteId, zoneId }: ReviewKey) {
  return and(
    eq(rightsReviews.quarter, quarter),
    eq(rightsReviews.siteId, siteId),
    eq(rightsReviews.zoneId, zoneId),
  );
}
