import { desc, lte } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import type { SafetyArticle } from './safety-articles.ts';
import { safetyTexts } from './tables.ts';

export type SafetyTextRow = typeof safetyTexts.$inferSelect;

/** Every version, the last to come into force first. */
export function listSafetyTexts(db: Database): Promise<readonly SafetyTextRow[]> {
  return db.select().from(safetyTexts).orderBy(desc(safetyTexts.inForceFrom), desc(safetyTexts.seq));
}

/** The version of each article that is in force at a moment; an article for which nothing was laid down is not among them. */
export async function findTextsInForce(
  db: Database,
  at: Date,
): Promise<ReadonlyMap<SafetyArticle, SafetyTextRow>> {
  const rows = await db
    .selectDistinctOn([safetyTexts.article])
    .from(safetyTexts)
    .where(lte(safetyTexts.inForceFrom, at))
    .orderBy(safetyTexts.article, desc(safetyTexts.inForceFrom), desc(safetyTexts.seq));
  return new Map(rows.map((row) => [row.article, row]));
}

/** Writes a version; the caller holds the head of the ministry. */
export async function addSafetyText({ db }: Tx, row: SafetyTextRow): Promise<void> {
  await db.insert(safetyTexts).values(row);
}
