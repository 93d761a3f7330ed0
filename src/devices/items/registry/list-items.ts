import { and, asc, eq, gt, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { RecordsSeen } from '../../../authority/records-seen.ts';
import type { Database } from '../../../db/pool.ts';
import { type Page, pageOf } from '../../../kernel/page.ts';
import type { ItemState } from './item-lifecycle.ts';
import type { ItemRow } from './item-rows.ts';
import { items } from './tables.ts';

export type ItemQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly zone?: string | undefined;
  readonly owner?: string | undefined;
  readonly state?: ItemState | undefined;
};

/** The items of a site as they stand, in the order of registration; those that are `seen`. */
export async function listItems(
  db: Database,
  siteId: string,
  { limit, after, zone, owner, state }: ItemQuery,
  seen: RecordsSeen,
): Promise<Page<ItemRow>> {
  const rows = await db
    .select()
    .from(items)
    .where(
      and(
        eq(items.siteId, siteId),
        isNull(items.untilSeq),
        after === undefined ? undefined : gt(items.itemId, after),
        zone === undefined ? undefined : eq(items.zoneId, zone),
        owner === undefined ? undefined : eq(items.ownerId, owner),
        state === undefined ? undefined : eq(items.state, state),
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(items.itemId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.itemId);
}

/** What may not stay and is inside, with who carried it in. */
export function loadCarriedInside(db: Database, siteId: string): Promise<readonly ItemRow[]> {
  return db
    .select()
    .from(items)
    .where(
      and(
        eq(items.siteId, siteId),
        isNull(items.untilSeq),
        eq(items.state, 'inside'),
        eq(items.stays, false),
      ),
    )
    .orderBy(asc(items.itemId));
}

function amongSeen({ person, zones }: Exclude<RecordsSeen, 'all'>): SQL | undefined {
  return or(
    // No zone has it for a code, and a list of none has no type.
    inArray(items.zoneId, zones.length === 0 ? [''] : [...zones]),
    person === undefined
      ? undefined
      : or(eq(items.ownerId, person), eq(items.registrantId, person), eq(items.carriedBy, person)),
  );
}

/** Whether somebody sees an item: it is theirs or registered or carried by them, in one of their zones, or they see all. */
export function isItemSeen(
  { ownerId, registrantId, carriedBy, zoneId }: ItemRow,
  seen: RecordsSeen,
): boolean {
  if (seen === 'all') return true;
  if (seen.person !== undefined && [ownerId, registrantId, carriedBy].includes(seen.person)) return true;
  return zoneId !== null && seen.zones.includes(zoneId);
}
