import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { consoleSeals } from './tables.ts';

export type SealRow = typeof consoleSeals.$inferSelect;

type OfConsole = Pick<SealRow, 'siteId' | 'consoleId'>;

/** The sealed credential of a console that nobody has opened. */
export async function findSeal(db: Database, { siteId, consoleId }: OfConsole): Promise<SealRow | undefined> {
  const hash = sql<Buffer>`kept_seal(${consoleSeals.siteId}, ${consoleSeals.consoleId})`;
  const [row] = await db
    .select({ ...getTableColumns(consoleSeals), hash })
    .from(consoleSeals)
    .where(
      and(
        eq(consoleSeals.siteId, siteId),
        eq(consoleSeals.consoleId, consoleId),
        isNull(consoleSeals.openedAt),
      ),
    );
  return row;
}

/** Keeps a sealed credential in the place of the one before. The caller holds the console. */
export async function saveSeal(
  db: Database,
  row: Pick<SealRow, 'siteId' | 'consoleId' | 'hash' | 'sealedBy' | 'sealedAt'>,
): Promise<void> {
  const set = { ...row, openedAt: null, openedBy: null };
  await db
    .insert(consoleSeals)
    .values(set)
    .onConflictDoUpdate({ target: [consoleSeals.siteId, consoleSeals.consoleId], set });
}

/** Notes who has opened it: it opens nothing more. */
export async function saveOpened(
  db: Database,
  { siteId, consoleId }: OfConsole,
  opened: { readonly openedBy: string; readonly openedAt: Date },
): Promise<void> {
  await db
    .update(consoleSeals)
    .set(opened)
    .where(and(eq(consoleSeals.siteId, siteId), eq(consoleSeals.consoleId, consoleId)));
}
