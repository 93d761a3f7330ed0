import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { workOccurrences } from './tables.ts';

export type OccurrenceRow = typeof workOccurrences.$inferSelect;

/** The occurrence of a work that runs; undefined = nobody works. The caller holds its permit. */
export async function findOpenOccurrence(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  permitId: string,
): Promise<OccurrenceRow | undefined> {
  const [row] = await db
    .select()
    .from(workOccurrences)
    .where(and(isOf(siteId, permitId), isNull(workOccurrences.endedAt)));
  return row;
}

/** Every occurrence of a work, the newest first. */
export function loadOccurrences(
  db: Database,
  siteId: string,
  permitId: string,
): Promise<readonly OccurrenceRow[]> {
  return db
    .select()
    .from(workOccurrences)
    .where(isOf(siteId, permitId))
    .orderBy(desc(workOccurrences.begunAt), desc(workOccurrences.occurrenceId));
}

export async function addOccurrence({ db }: Tx, row: OccurrenceRow): Promise<void> {
  await db.insert(workOccurrences).values(row);
}

export async function saveOccurrence(
  { db }: Tx,
  { siteId, occurrenceId }: OccurrenceRow,
  change: Partial<OccurrenceRow>,
): Promise<void> {
  await db
    .update(workOccurrences)
    .set(change)
    .where(and(eq(workOccurrences.siteId, siteId), eq(workOccurrences.occurrenceId, occurrenceId)));
}

function isOf(siteId: string, permitId: string) {
  return and(eq(workOccurrences.siteId, siteId), eq(workOccurrences.permitId, permitId));
}
