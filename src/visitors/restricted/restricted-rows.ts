import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { RestrictedState } from './restricted-lifecycle.ts';
import { restrictedPersons } from './tables.ts';

export type RestrictedRow = typeof restrictedPersons.$inferSelect;

/** Locks an entry of the list: every act on it does so before it takes the site's head. */
export async function lockRestricted(
  { db }: Tx,
  siteId: string,
  restrictedId: string,
): Promise<RestrictedRow | undefined> {
  const [row] = await db.select().from(restrictedPersons).where(isEntry(siteId, restrictedId)).for('update');
  return row;
}

/** Changes an entry; the caller holds its lock. */
export async function saveRestricted(
  { db }: Tx,
  { siteId, restrictedId }: RestrictedRow,
  change: Partial<RestrictedRow>,
): Promise<void> {
  await db.update(restrictedPersons).set(change).where(isEntry(siteId, restrictedId));
}

/** The list of a site, in the order it was entered. */
export async function listRestricted(
  db: Database,
  siteId: string,
  {
    limit,
    after,
    states,
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly states: readonly RestrictedState[];
  },
): Promise<Page<RestrictedRow>> {
  const rows = await db
    .select()
    .from(restrictedPersons)
    .where(
      and(
        eq(restrictedPersons.siteId, siteId),
        inArray(restrictedPersons.state, [...states]),
        after === undefined ? undefined : gt(restrictedPersons.restrictedId, after),
      ),
    )
    .orderBy(asc(restrictedPersons.restrictedId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.restrictedId);
}

function isEntry(siteId: string, restrictedId: string) {
  return and(eq(restrictedPersons.siteId, siteId), eq(restrictedPersons.restrictedId, restrictedId));
}
