import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import type { DeterminationRow } from './determination-row.ts';
import { determinations } from './tables.ts';

const sameCell = (one: DeterminationRow, other: DeterminationRow): boolean =>
  one.policy === other.policy && one.row === other.row && one.class === other.class;

/**
 * The versions an adopted determination leaves of those standing for its cell: an earlier one still in force ends where
 * the new one begins, one of the same moment is gone. One that begins later stays, and takes over on its day.
 */
export function cutEarlier(
  standing: readonly DeterminationRow[],
  adopted: readonly DeterminationRow[],
): { readonly ended: readonly string[]; readonly shortened: readonly DeterminationRow[] } {
  const cuts = standing.flatMap((row) => {
    const next = adopted.find((one) => sameCell(one, row) && isInForceAt(row, one.effectiveFrom));
    return next === undefined ? [] : [{ row, at: next.effectiveFrom, fromSeq: next.fromSeq }];
  });
  return {
    ended: cuts.map(({ row }) => row.determinationId),
    shortened: cuts.flatMap(({ row, at, fromSeq }) =>
      row.effectiveFrom < at ? [{ ...row, fromSeq, effectiveUntil: at }] : [],
    ),
  };
}

function isInForceAt({ effectiveFrom, effectiveUntil }: DeterminationRow, at: Date): boolean {
  return effectiveFrom <= at && (effectiveUntil === null || at < effectiveUntil);
}

/** Writes adopted determinations of one organisation; the ministry's head is held. */
export async function putInForce(
  db: Database,
  organisationId: string,
  adopted: readonly DeterminationRow[],
): Promise<void> {
  const standing = await db
    .select()
    .from(determinations)
    .where(
      and(
        eq(determinations.organisationId, organisationId),
        eq(determinations.state, 'adopted'),
        isNull(determinations.untilSeq),
      ),
    );
  const { ended, shortened } = cutEarlier(standing, adopted);
  const [first] = adopted;
  if (first === undefined) return;
  if (ended.length > 0) await endVersions(db, ended, first.fromSeq);
  await db.insert(determinations).values([...shortened, ...adopted]);
}

/** Ends the standing versions of these determinations with the ministry's entry `seq`. */
export async function endVersions(db: Database, ids: readonly string[], seq: number): Promise<void> {
  await db
    .update(determinations)
    .set({ untilSeq: seq })
    .where(and(inArray(determinations.determinationId, [...ids]), isNull(determinations.untilSeq)));
}

/** The standing version of a determination. */
export async function findDetermination(db: Database, id: string): Promise<DeterminationRow | undefined> {
  const [row] = await db
    .select()
    .from(determinations)
    .where(and(eq(determinations.determinationId, id), isNull(determinations.untilSeq)));
  return row;
}
