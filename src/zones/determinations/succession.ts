import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { UnrecordedRow } from './determination-change.ts';
import type { DeterminationRow } from './determination-row.ts';
import { determinations } from './tables.ts';

/** What adopted determinations leave of those standing for their cells. */
export type Succession = {
  readonly ended: readonly string[];
  readonly shortened: readonly UnrecordedRow[];
};

/**
 * What becomes of what stands when these of one organisation are adopted: one in force when the new one begins ends at that
 * moment, one of the same moment is gone. Refused where one is already adopted to begin within the new one's period: which of
 * the two holds is for a person to say.
 */
export async function succession(
  db: Database,
  organisationId: string,
  adopted: readonly UnrecordedRow[],
): Promise<Result<Succession, Refusal>> {
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
  const meetings = standing.flatMap((row) =>
    adopted.filter((next) => sameCell(next, row) && overlap(next, row)).map((next) => ({ row, next })),
  );
  const inTheWay = meetings.filter(({ row, next }) => row.effectiveFrom > next.effectiveFrom);
  if (inTheWay.length > 0) return refuse(laterStands(inTheWay.map(({ row }) => row)));
  return ok({
    ended: meetings.map(({ row }) => row.determinationId),
    shortened: meetings.flatMap(({ row, next: { effectiveFrom } }) =>
      row.effectiveFrom < effectiveFrom ? [{ ...row, effectiveUntil: effectiveFrom }] : [],
    ),
  });
}

function sameCell(one: UnrecordedRow, other: UnrecordedRow): boolean {
  return one.policy === other.policy && one.row === other.row && one.class === other.class;
}

function overlap(one: UnrecordedRow, other: UnrecordedRow): boolean {
  const endsAfter = (row: UnrecordedRow, moment: Date): boolean =>
    row.effectiveUntil === null || moment < row.effectiveUntil;
  return endsAfter(one, other.effectiveFrom) && endsAfter(other, one.effectiveFrom);
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
