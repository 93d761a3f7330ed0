import { and, eq, exists, gt, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { withinPeriod } from '../../authority/held-at.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { persons } from '../../people/registry/tables.ts';

/** A moment, and the seq of the last entry that the ministry's log had then. */
export type Moment = { readonly at: Date; readonly seq: number };

/** Which roles were held at a moment, by the record as it was then: given and not ended, within its period, by a machine or by somebody in office. */
export function wasHeldAt(db: Database, { at, seq }: Moment): SQL | undefined {
  return and(knownAt(roleAssignments, seq), withinPeriod(at), isInOffice(db, seq));
}

function knownAt(
  { fromSeq, untilSeq }: typeof roleAssignments | typeof persons,
  seq: number,
): SQL | undefined {
  return and(lte(fromSeq, seq), or(isNull(untilSeq), gt(untilSeq, seq)));
}

function isInOffice(db: Database, seq: number): SQL | undefined {
  const { holderType, holderId } = roleAssignments;
  const holder = sql`case when ${holderType} = 'person' then ${holderId}::uuid end`;
  const inOffice = db
    .select({ id: persons.personId })
    .from(persons)
    .where(and(eq(persons.personId, holder), eq(persons.state, 'active'), knownAt(persons, seq)));
  return or(ne(holderType, 'person'), exists(inOffice));
}
