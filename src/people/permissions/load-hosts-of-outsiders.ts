import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { standingPermissions } from './tables.ts';

/** The hosts by whose permissions each of these persons may, or might, enter a site: whom to ask about them. */
export async function loadHostsOfOutsiders(
  db: Database,
  siteId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (personIds.length === 0) return new Map();
  const { personId, outsider, state, untilSeq } = standingPermissions;
  const host = sql<string>`${outsider} ->> 'host'`;
  const rows = await db
    .selectDistinct({ personId, host })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        inArray(personId, [...personIds]),
        isNull(untilSeq),
        inArray(state, ['approved', 'to-review', 'ended']),
        sql`${host} is not null`,
      ),
    )
    .orderBy(asc(personId), asc(host));
  const hosts = groupBy(rows, (row) => row.personId);
  return new Map([...hosts].map(([person, of]) => [person, of.map((row) => row.host)]));
}
