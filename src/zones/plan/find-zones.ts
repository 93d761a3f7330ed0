import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { concealedSql } from './concealed-sql.ts';
import { standingAt } from './standing-at.ts';
import { planElements } from './tables.ts';

/** A zone as the plan has it; its class is null while undecided. */
export type NamedZone = {
  readonly name: string;
  readonly class: number | null;
  /** A room that nothing public-facing shows (別表1 行6 ※1). */
  readonly concealed: boolean;
};

/** Zones by id; an id that was asked for and is not here names none. */
export type NamedZones = ReadonlyMap<string, NamedZone>;

/**
 * The zones of a site's plan that stand now, or stood once the entry `asOfSeq` was recorded, in the order of their ids: those
 * asked for, by key, or all.
 */
export async function findZones(
  db: Database,
  siteId: string,
  asked: 'all' | readonly string[],
  asOfSeq?: number,
): Promise<NamedZones> {
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({
      id: planElements.elementId,
      name: sql<string>`body ->> 'name'`,
      class: sql<number | null>`(body ->> 'class')::int`,
      concealed: sql<boolean>`${sql.raw(concealedSql('body'))}`,
    })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, 'zone'),
        asked === 'all' ? undefined : sql`${planElements.elementId} = any(${sql.param([...asked])}::text[])`,
        standingAt(asOfSeq),
      ),
    )
    .orderBy(asc(planElements.elementId));
  return new Map(rows.map(({ id, ...zone }) => [id, zone]));
}
