import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { KeptThingState } from './kept-thing-lifecycle.ts';
import { keptThings } from './tables.ts';

export type KeptThingRow = typeof keptThings.$inferSelect;

export async function findKeptThing(
  db: Database,
  siteId: string,
  thingId: string,
): Promise<KeptThingRow | undefined> {
  const [row] = await db
    .select()
    .from(keptThings)
    .where(and(eq(keptThings.siteId, siteId), eq(keptThings.thingId, thingId), isNull(keptThings.untilSeq)));
  return row;
}

/** What lies in a slot now. */
export async function findInSlot(
  db: Database,
  siteId: string,
  slot: string,
): Promise<KeptThingRow | undefined> {
  const [row] = await db
    .select()
    .from(keptThings)
    .where(
      and(
        eq(keptThings.siteId, siteId),
        eq(keptThings.slot, slot),
        eq(keptThings.state, 'kept'),
        isNull(keptThings.untilSeq),
      ),
    );
  return row;
}

export type KeptThingQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly state?: KeptThingState | undefined;
  readonly owner?: string | undefined;
};

/** The things a desk keeps or kept, in the order they were taken: with `owner`, what they have to get back at their check-out. */
export async function listKeptThings(
  db: Database,
  siteId: string,
  { limit, after, state, owner }: KeptThingQuery,
): Promise<Page<KeptThingRow>> {
  const rows = await db
    .select()
    .from(keptThings)
    .where(
      and(
        eq(keptThings.siteId, siteId),
        isNull(keptThings.untilSeq),
        after === undefined ? undefined : gt(keptThings.thingId, after),
        state === undefined ? undefined : eq(keptThings.state, state),
        owner === undefined ? undefined : eq(keptThings.ownerId, owner),
      ),
    )
    .orderBy(asc(keptThings.thingId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.thingId);
}

/** What the desk keeps now for each of these; whoever has nothing there is not among them. */
export async function loadKeptFor(
  db: Database,
  siteId: string,
  owners: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptThingRow[]>> {
  const rows = await db
    .select()
    .from(keptThings)
    .where(
      and(
        eq(keptThings.siteId, siteId),
        inArray(keptThings.ownerId, [...owners]),
        eq(keptThings.state, 'kept'),
        isNull(keptThings.untilSeq),
      ),
    )
    .orderBy(asc(keptThings.thingId));
  return groupBy(rows, ({ ownerId }) => ownerId);
}

/** Changes a thing kept from `seq` of its site's log on; the caller read it while holding that site's head. */
export async function saveKeptThing(
  tx: Tx,
  current: KeptThingRow,
  change: Partial<KeptThingRow>,
  seq: number,
): Promise<void> {
  const { siteId, thingId } = current;
  const which = and(
    eq(keptThings.siteId, siteId),
    eq(keptThings.thingId, thingId),
    isNull(keptThings.untilSeq),
  );
  await changeOneRow(tx, keptThings, which, current, change, seq);
}
