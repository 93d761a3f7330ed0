import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { visitorIdentities } from './tables.ts';

/** The names of these members of a site's visits; of an erased one the word for it. */
export async function loadVisitorNames(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (memberIds.length === 0) return new Map();
  const { memberId, name } = visitorIdentities;
  const rows = await db
    .select({ id: memberId, name })
    .from(visitorIdentities)
    .where(
      and(eq(visitorIdentities.siteId, siteId), inArray(memberId, [...new Set(memberIds)]), isNotNull(name)),
    );
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
