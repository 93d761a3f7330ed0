import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { inZonesShown, type ZonesAsked } from '../../zones/registers/in-zones-shown.ts';
import { armKey } from './arm-key.ts';
import type { KeyState } from './key-lifecycle.ts';
import { zoneKeys } from './tables.ts';

export type KeyRow = typeof zoneKeys.$inferSelect;

/** Locks the current row of a key for a step. */
export async function lockKey({ db }: Tx, siteId: string, keyId: string): Promise<KeyRow | undefined> {
  const [row] = await db.select().from(zoneKeys).where(isCurrent(siteId, keyId)).for('update');
  return row;
}

/** Whether a zone has, or had, a key of this code. */
export async function isKeyKnown(
  db: Database,
  siteId: string,
  { zone, code }: { readonly zone: string; readonly code: string },
): Promise<boolean> {
  const [row] = await db
    .select({ code: zoneKeys.code })
    .from(zoneKeys)
    .where(
      and(
        eq(zoneKeys.siteId, siteId),
        eq(zoneKeys.zoneId, zone),
        eq(zoneKeys.code, code),
        isNull(zoneKeys.untilSeq),
      ),
    );
  return row !== undefined;
}

export type KeyQuery = ZonesAsked & {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly state?: KeyState | undefined;
  readonly holder?: string | undefined;
  /** Only what is lent, past its time, and not back. */
  readonly overdue?: boolean | undefined;
};

/** The keys of a site in the order they were registered. */
export async function listKeys(
  db: Database,
  siteId: string,
  { limit, after, state, holder, overdue, ...asked }: KeyQuery,
  now: Date,
): Promise<Page<KeyRow>> {
  const rows = await db
    .select()
    .from(zoneKeys)
    .where(
      and(
        eq(zoneKeys.siteId, siteId),
        isNull(zoneKeys.untilSeq),
        after === undefined ? undefined : gt(zoneKeys.keyId, after),
        inZonesShown(zoneKeys.zoneId, asked),
        state === undefined ? undefined : eq(zoneKeys.state, state),
        holder === undefined ? undefined : eq(zoneKeys.holderId, holder),
        overdue === true ? and(eq(zoneKeys.state, 'lent'), lte(zoneKeys.dueAt, now)) : undefined,
      ),
    )
    .orderBy(asc(zoneKeys.keyId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.keyId);
}

/** Writes a new key; the caller holds the head. */
export async function addKey({ db }: Tx, key: KeyRow): Promise<void> {
  await db.insert(zoneKeys).values(key);
}

/** Changes a key from `seq` of its site's log on, and when the log has to speak of it; the caller holds its row and the head. */
export async function saveKey(
  tx: ActTx,
  current: KeyRow,
  change: Pick<KeyRow, 'state' | 'changedBy' | 'reason'> & Partial<Pick<KeyRow, 'holderId' | 'dueAt'>>,
  seq: number,
): Promise<void> {
  const { siteId, keyId } = current;
  await changeOneRow(tx, zoneKeys, isCurrent(siteId, keyId), current, { ...change, changedAt: tx.now }, seq);
  await armKey(tx, current, { ...current, ...change });
}

function isCurrent(siteId: string, keyId: string) {
  return and(eq(zoneKeys.siteId, siteId), eq(zoneKeys.keyId, keyId), isNull(zoneKeys.untilSeq));
}
