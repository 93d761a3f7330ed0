import { and, eq, inArray } from 'drizzle-orm';
import type { Place } from '../../access/state/site-state.ts';
import { presence } from '../../access/state/tables.ts';
import type { Database } from '../../db/pool.ts';

/** Where the log has these persons now; the caller holds the head. Whoever was never seen at the site is not there. */
export async function loadPlacesOf(
  db: Database,
  siteId: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  if (persons.length === 0) return new Map();
  const rows = await db
    .select()
    .from(presence)
    .where(and(eq(presence.siteId, siteId), inArray(presence.personId, [...persons])));
  return new Map(rows.map((row) => [row.personId, placeOf(row)]));
}

function placeOf(row: typeof presence.$inferSelect): Place {
  const { pendingDoor: door, pendingFrom: from, pendingTo: to, pendingUntil: until } = row;
  const isPending = door !== null && from !== null && to !== null && until !== null;
  return {
    zone: row.zoneId,
    certainty: 'assumed',
    since: row.since ?? undefined,
    seq: row.sinceSeq ?? 0,
    door: row.doorId ?? undefined,
    pending: isPending ? { door, from, to, until, along: row.pendingAlong ?? false } : undefined,
  };
}
