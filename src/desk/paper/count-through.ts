import { and, eq } from 'drizzle-orm';
import { declaredGroups } from '../../access/state/tables.ts';
import type { Database } from '../../db/pool.ts';
import type { GroupEffect } from '../../log/entry/effects.ts';

/** So many whom nobody named go from one zone to another. */
type Counted = {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly at: Date;
  /** Of the group that is counted in `to` from now on, if there is none yet. */
  readonly newId: string;
  /** Whoever goes there has left. */
  readonly outside: ReadonlySet<string>;
};

/**
 * Takes people whom a guard has counted from one zone to another: each zone has one group of them. A zone never has fewer than
 * none; whoever was not counted in comes out of nowhere. The caller holds the head.
 */
export async function countThrough(
  db: Database,
  siteId: string,
  { from, to, count, at, newId, outside }: Counted,
): Promise<readonly GroupEffect[]> {
  const rows = await db
    .select()
    .from(declaredGroups)
    .where(and(eq(declaredGroups.siteId, siteId), eq(declaredGroups.kind, 'counted')));
  const groupIn = (zone: string) => rows.find(({ zoneId }) => zoneId === zone);
  const [left, entered] = [groupIn(from), groupIn(to)];
  const remaining = Math.max(0, (left?.persons ?? 0) - count);
  return [
    ...(left === undefined
      ? []
      : [counted(left.groupId, remaining === 0 ? null : from, remaining, left.since)]),
    ...(outside.has(to)
      ? []
      : [counted(entered?.groupId ?? newId, to, (entered?.persons ?? 0) + count, entered?.since ?? at)]),
  ];
}

function counted(group: string, zone: string | null, persons: number, since: Date): GroupEffect {
  return { type: 'group', group, kind: 'counted', zone, persons, since: since.toISOString(), doors: [] };
}
