import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { sameValue } from './same-value.ts';
import { planElements } from './tables.ts';

/** The seqs of a site's log from which what the rules weigh of one of these zones, its class and its controls, was another. */
export async function loadZoneTurns(
  db: Database,
  siteId: string,
  zones: readonly string[],
): Promise<readonly number[]> {
  if (zones.length === 0) return [];
  const { elementId, fromSeq, body, kind } = planElements;
  const weighed = sql<unknown>`jsonb_build_array(${body} -> 'class', ${body} -> 'controls')`;
  const versions = await db
    .select({ zone: elementId, fromSeq, weighed })
    .from(planElements)
    .where(and(eq(planElements.siteId, siteId), eq(kind, 'zone'), inArray(elementId, [...zones])))
    .orderBy(asc(elementId), asc(fromSeq));
  return versions.flatMap((version, index) => {
    const before = versions[index - 1];
    const isTurn = before?.zone === version.zone && !sameValue(before.weighed, version.weighed);
    return isTurn ? [version.fromSeq] : [];
  });
}
