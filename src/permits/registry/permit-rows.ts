import { and, desc, eq, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { endsPermit } from '../lifecycle/permit-lifecycle.ts';
import { armPermit } from './arm-permit.ts';
import { keepPermitHolders } from './keep-permit-holders.ts';
import { renewOpenings } from './renew-openings.ts';
import { renewPersonExceptions } from './renew-person-exceptions.ts';
import { permits } from './tables.ts';

export type PermitRow = typeof permits.$inferSelect;

/** Locks the current row of a permit: every act on it does so before it takes the site's head (ADR 0002). */
export async function lockPermit(
  { db }: Tx,
  siteId: string,
  permitId: string,
): Promise<PermitRow | undefined> {
  const [row] = await db.select().from(permits).where(isCurrent(siteId, permitId)).for('update');
  return row;
}

/** Every version of a permit, the newest first; none where there is no such permit. */
export function loadPermitVersions(
  db: Database,
  siteId: string,
  permitId: string,
): Promise<readonly PermitRow[]> {
  return db
    .select()
    .from(permits)
    .where(and(eq(permits.siteId, siteId), eq(permits.permitId, permitId)))
    .orderBy(desc(permits.fromSeq));
}

/** Writes a new permit, whose it is, what it opens at once, and when the log has to speak of it; the caller holds the head. */
export async function addPermit(tx: Tx, permit: PermitRow): Promise<void> {
  const { db, client } = tx;
  await db.insert(permits).values(permit);
  await keepPermitHolders(client, permit);
  await armPermit(client, permit);
  await renewOpenings(tx, undefined, permit, permit.fromSeq);
  await renewPersonExceptions(tx, undefined, permit, permit.fromSeq);
}

/**
 * Changes a permit from `seq` of its site's log on, and notes when it ended where it does. The current row stays the same row for life, so that who waits for its
 * lock gets it; the caller holds it and the head.
 */
export async function savePermit(
  tx: ActTx,
  current: PermitRow,
  said: Partial<Omit<PermitRow, 'endedAt'>>,
  seq: number,
): Promise<void> {
  const { client } = tx;
  const { siteId, permitId } = current;
  // Whoever ends it, and by which act.
  const ends = endsPermit(current.state, said.state ?? current.state);
  const change = ends ? { ...said, endedAt: tx.now } : said;
  const changed = { ...current, ...change };
  // Sent together, one after the other: doors wait while the head is held.
  await Promise.all([
    changeOneRow(tx, permits, isCurrent(siteId, permitId), current, change, seq),
    keepPermitHolders(client, changed),
    armPermit(client, changed),
    renewOpenings(tx, current.state, changed, seq),
    renewPersonExceptions(tx, current.state, changed, seq),
  ]);
}

function isCurrent(siteId: string, permitId: string) {
  return and(eq(permits.siteId, siteId), eq(permits.permitId, permitId), isNull(permits.untilSeq));
}
