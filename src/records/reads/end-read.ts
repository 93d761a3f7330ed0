import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { personalReads } from './tables.ts';

/** Notes how many rows a read was given, whether or not it came to its end. */
export async function endRead(
  db: Database,
  read: { readonly siteId: string; readonly readId: string; readonly rows: number },
  now: Date,
): Promise<void> {
  const { siteId, readId, rows } = read;
  await db
    .update(personalReads)
    .set({ rows, endedAt: now })
    .where(and(eq(personalReads.siteId, siteId), eq(personalReads.readId, readId)));
}
