import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import type { Actor } from '../kernel/actor.ts';
import { roleAssignments } from './tables.ts';

/**
 * Whose acts the acts of these holders of roles count as (I8), each with the holder's own id: a machine's are those of whoever
 * ever gave it a role, or gave one to the machine that did. Ended roles count: what a machine did is not undone by ending it.
 */
export async function loadMakers(
  db: Database,
  holders: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const giversOf = new Map<string, readonly string[]>();
  let asked = [...new Set(holders)];
  while (asked.length > 0) {
    const given = await loadMachineGivers(db, asked);
    for (const id of asked) giversOf.set(id, given.get(id) ?? []);
    asked = [...new Set([...given.values()].flat())].filter((id) => !giversOf.has(id));
  }
  return new Map(holders.map((id) => [id, reachedFrom(id, giversOf)]));
}

/** Whose own act an act of this actor is: the person's, or those of whoever made the machine; a program's is nobody's. */
export async function loadOwnersOfAct(db: Database, { type, id }: Actor): Promise<ReadonlySet<string>> {
  if (type === 'system') return new Set();
  if (type === 'person') return new Set([id]);
  const makers = (await loadMakers(db, [id])).get(id) ?? [];
  return new Set([...makers].filter((maker) => maker !== id));
}

async function loadMachineGivers(
  db: Database,
  machines: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { holderType, holderId, givenBy } = roleAssignments;
  const rows = await db
    .selectDistinct({ machine: holderId, giver: givenBy })
    .from(roleAssignments)
    .where(and(eq(holderType, 'machine'), inArray(holderId, [...machines])));
  const givers = new Map<string, string[]>();
  for (const { machine, giver } of rows) givers.set(machine, [...(givers.get(machine) ?? []), giver]);
  return givers;
}

function reachedFrom(id: string, giversOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([id]);
  // A set hands out what is added while it is walked.
  for (const one of reached) for (const giver of giversOf.get(one) ?? []) reached.add(giver);
  return reached;
}
