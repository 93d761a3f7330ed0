import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { deliverySections } from './tables.ts';

type SectionRow = typeof deliverySections.$inferSelect;

/** What a 課室 asks of whatever comes for it; undefined = it never said. */
export async function findSection(
  db: Database,
  siteId: string,
  organisationId: string,
): Promise<SectionRow | undefined> {
  const [row] = await db.select().from(deliverySections).where(isCurrent(siteId, organisationId));
  return row;
}

/** Writes what a 課室 asks from `seq` of its site's log on; the caller read the row while holding that site's head. */
export async function saveSection(
  { db }: Tx,
  current: SectionRow | undefined,
  section: Omit<SectionRow, 'untilSeq'>,
): Promise<void> {
  const { siteId, organisationId, fromSeq } = section;
  if (current === undefined) {
    await db.insert(deliverySections).values(section);
    return;
  }
  await db.update(deliverySections).set(section).where(isCurrent(siteId, organisationId));
  await db.insert(deliverySections).values({ ...current, untilSeq: fromSeq });
}

function isCurrent(siteId: string, organisationId: string) {
  return and(
    eq(deliverySections.siteId, siteId),
    eq(deliverySections.organisationId, organisationId),
    isNull(deliverySections.untilSeq),
  );
}
