import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { personalReads } from './tables.ts';

/** What a read was given: how many rows, or persons, and whom of them an id tells. */
export type Told = { readonly rows: number; readonly persons: readonly string[] };

/** Notes what a read was given, whether or not it came to its end. */
export async function endRead(
  db: Database,
  read: Told & { readonly siteId: string; readonly readId: string },
  now: Date,
): Promise<void> {
  const { siteId, readId, rows, persons } = read;
  await db
    .update(personalReads)
    .set({ rows, persons: [...persons], endedAt: now })
    .where(and(eq(personalReads.siteId, siteId), eq(personalReads.readId, readId)));
}
