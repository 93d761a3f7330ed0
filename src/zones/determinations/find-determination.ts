import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { DeterminationRow } from './determination-row.ts';
import { determinations } from './tables.ts';

/** The standing version of a determination. */
export async function findDetermination(db: Database, id: string): Promise<DeterminationRow | undefined> {
  const [row] = await db
    .select()
    .from(determinations)
    .where(and(eq(determinations.determinationId, id), isNull(determinations.untilSeq)));
  return row;
}
