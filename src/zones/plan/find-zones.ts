import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/** A zone as the plan has it now; its class is null while undecided. */
export type NamedZone = { readonly name: string; readonly class: number | null };

/** Zones by id; an id that was asked for and is not here names none. */
export type NamedZones = ReadonlyMap<string, NamedZone>;

/** The zones of a site's plan that stand now, in the order of their ids: those asked for, by key, or all. */
export async function findZones(
  db: Database,
  siteId: string,
  asked: 'all' | readonly string[],
): Promise<NamedZones> {
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({
      id: planElements.elementId,
      name: sql<string>`body ->> 'name'`,
      class: sql<number | null>`(body ->> 'class')::int`,
    })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, 'zone'),
        asked === 'all' ? undefined : sql`${planElements.elementId} = any(${sql.param([...asked])}::text[])`,
        isNull(planElements.untilSeq),
      ),
    )
    .orderBy(asc(planElements.elementId));
  return new Map(rows.map(({ id, ...zone }) => [id, zone]));
}
