import { and, asc, eq, isNull, min, ne, type SQL } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { DeterminationRow } from './determination-row.ts';
import type { Taken } from './judge-give-back.ts';
import { determinations } from './tables.ts';

/** What an adopted determination took from others of its cell; undefined where it was never adopted. */
export async function loadTaken(
  db: Database,
  { determinationId: id, organisationId, policy, row, class: zoneClass }: DeterminationRow,
): Promise<Taken | undefined> {
  const { determinationId, fromSeq, untilSeq } = determinations;
  const isAdopted = eq(determinations.state, 'adopted');
  const [adoption] = await db
    .select({ seq: min(fromSeq) })
    .from(determinations)
    .where(and(eq(determinationId, id), isAdopted));
  const adoptedSeq = adoption?.seq ?? null;
  if (adoptedSeq === null) return undefined;
  const others = and(
    eq(determinations.organisationId, organisationId),
    eq(determinations.policy, policy),
    eq(determinations.row, row),
    eq(determinations.class, zoneClass),
    ne(determinationId, id),
    isAdopted,
  );
  const versions = (known: SQL) =>
    db.select().from(determinations).where(and(others, known)).orderBy(asc(determinationId));
  return {
    former: await versions(eq(untilSeq, adoptedSeq)),
    standing: await versions(isNull(untilSeq)),
    adoptedSeq,
  };
}
