import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { dayMs } from '../kernel/day-ms.ts';
import { loadMakers } from './load-makers.ts';
import { roleAssignments } from './tables.ts';

const bondDays = 7;

/** Who of some persons is bound to whom: one gave the other a role so lately that the two do not count as two (I8). */
export type RoleBonds = ReadonlyMap<string, ReadonlySet<string>>;

/** Which of `others` gave the person a role, or got one of the person, lately, also by the hand of a machine. */
export async function loadRoleBonds(
  db: Database,
  personId: string,
  others: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  return (await loadBondsAmong(db, [personId, ...others], now)).get(personId) ?? new Set();
}

/** The bonds of the last seven days among these persons. What a machine gave, whoever made it gave. */
export async function loadBondsAmong(
  db: Database,
  persons: readonly string[],
  now: Date,
): Promise<RoleBonds> {
  const among = new Set(persons);
  if (among.size < 2) return new Map();
  const { holderType, holderId, givenBy, givenAt } = roleAssignments;
  const given = await db
    .selectDistinct({ holder: holderId, giver: givenBy })
    .from(roleAssignments)
    .where(
      and(
        gt(givenAt, new Date(now.getTime() - bondDays * dayMs)),
        eq(holderType, 'person'),
        sql`${holderId} = any(${sql.param([...among])}::text[])`,
      ),
    );
  const makers = await loadMakers(db, [...new Set(given.map(({ giver }) => giver))]);
  const bonds = new Map<string, Set<string>>();
  const bind = (one: string, other: string) =>
    bonds.set(one, (bonds.get(one) ?? new Set<string>()).add(other));
  for (const { holder, giver } of given) {
    for (const maker of makers.get(giver) ?? []) {
      if (maker === holder || !among.has(maker)) continue;
      bind(maker, holder);
      bind(holder, maker);
    }
  }
  return bonds;
}
