import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { admissions } from './tables.ts';

export type AdmissionRow = typeof admissions.$inferSelect;
export type Admission = Omit<AdmissionRow, 'siteId' | 'fromSeq' | 'untilSeq'>;

/**
 * Puts what the door reads of a visitor in force from `seq` of the site's log on, in place of what it read before. The caller holds
 * that site's head: whoever decided by the row before has committed (I5).
 */
export async function admit({ db }: Tx, siteId: string, admission: Admission, seq: number): Promise<void> {
  const same = and(eq(admissions.siteId, siteId), eq(admissions.memberId, admission.memberId));
  await db
    .update(admissions)
    .set({ untilSeq: seq })
    .where(and(same, isNull(admissions.untilSeq)));
  await db.insert(admissions).values({ ...admission, siteId, fromSeq: seq });
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
