import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { DeterminationRow } from './determination-row.ts';
import { determinations } from './tables.ts';

/** What adopted determinations leave of those standing for their cells. */
export type Succession = {
  /** Already adopted to begin within the new one's period: which of the two holds is for a person to say. */
  readonly inTheWay: readonly DeterminationRow[];
  readonly ended: readonly string[];
  readonly shortened: readonly DeterminationRow[];
};

/** One in force when the new one begins ends at that moment; one of the same moment is gone. */
export function succeed(
  standing: readonly DeterminationRow[],
  adopted: readonly DeterminationRow[],
): Succession {
  const meetings = standing.flatMap((row) =>
    adopted.filter((next) => sameCell(next, row) && overlap(next, row)).map((next) => ({ row, next })),
  );
  const over = meetings.filter(({ row, next }) => row.effectiveFrom <= next.effectiveFrom);
  return {
    inTheWay: meetings.flatMap(({ row, next }) => (row.effectiveFrom > next.effectiveFrom ? [row] : [])),
    ended: over.map(({ row }) => row.determinationId),
    shortened: over.flatMap(({ row, next: { effectiveFrom, fromSeq } }) =>
      row.effectiveFrom < effectiveFrom ? [{ ...row, fromSeq, effectiveUntil: effectiveFrom }] : [],
    ),
  };
}

function sameCell(one: DeterminationRow, other: DeterminationRow): boolean {
  return one.policy === other.policy && one.row === other.row && one.class === other.class;
}

function overlap(one: DeterminationRow, other: DeterminationRow): boolean {
  const endsAfter = (row: DeterminationRow, moment: Date): boolean =>
    row.effectiveUntil === null || moment < row.effectiveUntil;
  return endsAfter(one, other.effectiveFrom) && endsAfter(other, one.effectiveFrom);
}

/** Writes adopted determinations of one organisation, or answers why not; the ministry's head is held. */
export async function putInForce(
  db: Database,
  organisationId: string,
  adopted: readonly DeterminationRow[],
): Promise<Refusal | undefined> {
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
  const { inTheWay, ended, shortened } = succeed(standing, adopted);
  if (inTheWay.length > 0) return laterStands(inTheWay);
  const [first] = adopted;
  if (first === undefined) return undefined;
  if (ended.length > 0) await endVersions(db, ended, first.fromSeq);
  await db.insert(determinations).values([...shortened, ...adopted]);
  return undefined;
}

function laterStands(inTheWay: readonly DeterminationRow[]): Refusal {
  return {
    code: 'conflict',
    detail:
      'この期間のうちに始まる別の判断が採択されています。どちらが効くか決められないため、先にその判断を終えるか、この判断の期間を改めてください。',
    errors: inTheWay.map(({ determinationId, row, class: zoneClass, effectiveFrom }) => ({
      at: `${row}/${zoneClass}`,
      message: `判断 ${determinationId} が ${effectiveFrom.toISOString()} に始まります`,
    })),
  };
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
