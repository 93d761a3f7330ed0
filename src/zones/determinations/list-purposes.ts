import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { purposes } from './tables.ts';

/** A purpose people come for, as an organisation lists it (用務). */
export type Purpose = { readonly code: string; readonly words: string };

/** The purposes an organisation lists now, in the order of their codes. */
export function listPurposes(db: Database, organisation: string): Promise<Purpose[]> {
  return db
    .select({ code: purposes.code, words: purposes.words })
    .from(purposes)
    .where(and(eq(purposes.organisationId, organisation), isNull(purposes.untilSeq)))
    .orderBy(asc(purposes.code));
}
