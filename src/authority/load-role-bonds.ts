import { and, eq, gt, inArray, or } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { roleAssignments } from './tables.ts';

const bondDays = 7;

/** Which of `others` gave the person a role, or got one of the person, so lately that the two do not count as two. */
export async function loadRoleBonds(
  db: Database,
  personId: string,
  others: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (others.length === 0) return new Set();
  const rows = await db
    .select({ holder: roleAssignments.holderId, giver: roleAssignments.givenBy })
    .from(roleAssignments)
    .where(
      and(
        gt(roleAssignments.givenAt, new Date(now.getTime() - bondDays * 86_400_000)),
        or(
          and(eq(roleAssignments.holderId, personId), inArray(roleAssignments.givenBy, [...others])),
          and(eq(roleAssignments.givenBy, personId), inArray(roleAssignments.holderId, [...others])),
        ),
      ),
    );
  return new Set(rows.map(({ holder, giver }) => (holder === personId ? giver : holder)));
}
