import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import type { Database } from '../../db/pool.ts';
import { admissions } from './tables.ts';

export type AdmissionRow = typeof admissions.$inferSelect;
export type Admission = Omit<AdmissionRow, 'siteId' | 'fromSeq' | 'untilSeq'>;

/**
 * Puts what the door reads of visitors in force from `seq` of the site's log on, in place of what it read before. The caller holds
 * that site's head: whoever decided by the rows before has committed (I5).
 */
export async function admit(
  { db, client }: Tx,
  siteId: string,
  admitted: readonly Admission[],
  seq: number,
): Promise<void> {
  if (admitted.length === 0) return;
  const memberIds = admitted.map(({ memberId }) => memberId);
  await db
    .update(admissions)
    .set({ untilSeq: seq })
    .where(
      and(
        eq(admissions.siteId, siteId),
        inArray(admissions.memberId, memberIds),
        isNull(admissions.untilSeq),
      ),
    );
  const rows = admitted.map((admission) => ({ ...admission, siteId, fromSeq: seq, untilSeq: null }));
  await insertMany(client, manyRows(admissions, rows), {});
}

/** What the door reads now of those who came, or had come, under these visits. */
export function loadAdmissions(
  db: Database,
  siteId: string,
  visitIds: readonly string[],
): Promise<readonly AdmissionRow[]> {
  return db
    .select()
    .from(admissions)
    .where(
      and(
        eq(admissions.siteId, siteId),
        inArray(admissions.visitId, [...visitIds]),
        isNull(admissions.untilSeq),
      ),
    );
}

/** What the door reads of a visitor now. */
export async function findAdmission(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  memberId: string,
): Promise<AdmissionRow | undefined> {
  const [row] = await db
    .select()
    .from(admissions)
    .where(
      and(eq(admissions.siteId, siteId), eq(admissions.memberId, memberId), isNull(admissions.untilSeq)),
    );
  return row;
}
