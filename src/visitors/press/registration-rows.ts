import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { pressRegistrations } from '../accreditation/tables.ts';

export type RegistrationRow = typeof pressRegistrations.$inferSelect;

/** Who ever was registered for a visit, each as a member of it. */
export function loadRegistrations(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  visitId: string,
): Promise<readonly RegistrationRow[]> {
  return db
    .select()
    .from(pressRegistrations)
    .where(and(eq(pressRegistrations.siteId, siteId), eq(pressRegistrations.visitId, visitId)));
}

/** Registers persons; the caller holds the head of the site. */
export async function saveRegistrations({ db }: Tx, rows: readonly RegistrationRow[]): Promise<void> {
  await db.insert(pressRegistrations).values([...rows]);
}
