import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { destinations, members } from './tables.ts';

/** The hosts of the visit that each of these members belongs to; whoever is no member of a visit is not among them. */
export async function loadHostsOfMembers(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db
    .select({ member: members.memberId, host: destinations.hostId })
    .from(members)
    .innerJoin(
      destinations,
      and(
        eq(destinations.siteId, members.siteId),
        eq(destinations.visitId, members.visitId),
        isNull(destinations.untilSeq),
      ),
    )
    .where(
      and(eq(members.siteId, siteId), inArray(members.memberId, [...memberIds]), isNull(members.untilSeq)),
    );
  const hosts = new Map<string, Set<string>>();
  for (const { member, host } of rows) hosts.set(member, (hosts.get(member) ?? new Set()).add(host));
  return hosts;
}
