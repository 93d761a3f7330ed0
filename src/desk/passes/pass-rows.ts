import { and, eq, isNull, ne, type SQL } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { passes } from './tables.ts';

export type PassRow = typeof passes.$inferSelect;

export function findPass(db: Database, siteId: string, passId: string): Promise<PassRow | undefined> {
  return findOne(db, siteId, eq(passes.passId, passId));
}

/** The pass that bears this numeral; a withdrawn one bears none. */
export function findPassByNumeral(
  db: Database,
  siteId: string,
  numeral: string,
): Promise<PassRow | undefined> {
  return findOne(db, siteId, and(eq(passes.numeral, numeral), ne(passes.state, 'withdrawn')));
}

/** The pass somebody has now. */
export function findPassLentTo(db: Database, siteId: string, holderId: string): Promise<PassRow | undefined> {
  return findOne(db, siteId, and(eq(passes.holderId, holderId), eq(passes.state, 'lent')));
}

async function findOne(db: Database, siteId: string, which: SQL | undefined): Promise<PassRow | undefined> {
  const [row] = await db
    .select()
    .from(passes)
    .where(and(eq(passes.siteId, siteId), which, isNull(passes.untilSeq)));
  return row;
}

/** Changes a pass from `seq` of its site's log on; the caller read it while holding that site's head. */
export async function savePass(
  tx: Tx,
  current: PassRow,
  change: Partial<PassRow>,
  seq: number,
): Promise<PassRow> {
  const { siteId, passId } = current;
  const which = and(eq(passes.siteId, siteId), eq(passes.passId, passId), isNull(passes.untilSeq));
  await changeOneRow(tx, passes, which, current, change, seq);
  return { ...current, ...change, fromSeq: seq };
}
