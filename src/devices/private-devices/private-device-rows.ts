import { and, asc, eq, gt, max, or } from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { privateDevices } from './tables.ts';

export type PrivateDeviceRow = typeof privateDevices.$inferSelect;

/** The device that a label of the site stands on; what is read never changes. */
export async function findPrivateDevice(
  db: Database,
  siteId: string,
  label: number,
): Promise<PrivateDeviceRow | undefined> {
  const [row] = await db
    .select()
    .from(privateDevices)
    .where(and(eq(privateDevices.siteId, siteId), eq(privateDevices.label, label)));
  return row;
}

/** The number of the next label of a site; the caller holds its head. */
export async function nextLabel(db: Database, siteId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(privateDevices.label) })
    .from(privateDevices)
    .where(eq(privateDevices.siteId, siteId));
  return (row?.last ?? 0) + 1;
}

export type PrivateDeviceQuery = {
  readonly limit: number;
  /** The last label read. */
  readonly after?: number | undefined;
  readonly holder?: string | undefined;
};

/** The devices of a site by their labels. Who does not see all sees what is theirs or was registered by them. */
export async function listPrivateDevices(
  db: Database,
  siteId: string,
  { limit, after, holder }: PrivateDeviceQuery,
  seen: RecordsSeen,
): Promise<Page<PrivateDeviceRow>> {
  if (seen !== 'all' && seen.person === undefined) return { items: [], next: null };
  const rows = await db
    .select()
    .from(privateDevices)
    .where(
      and(
        eq(privateDevices.siteId, siteId),
        after === undefined ? undefined : gt(privateDevices.label, after),
        holder === undefined ? undefined : eq(privateDevices.holderId, holder),
        seen === 'all' || seen.person === undefined
          ? undefined
          : or(eq(privateDevices.holderId, seen.person), eq(privateDevices.registrantId, seen.person)),
      ),
    )
    .orderBy(asc(privateDevices.label))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ label }) => String(label));
}
