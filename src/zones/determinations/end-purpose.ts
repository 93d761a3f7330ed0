import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { determinations, purposes } from './tables.ts';

/** Takes a purpose off the list. Refused while a determination in force, to come or proposed names it: that one has to end first. */
export function endPurpose(
  deps: ActDeps,
  context: ActContext,
  organisation: string,
  code: string,
): Promise<Result<{ readonly code: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([ministryLogId]);
    const listed = and(
      eq(purposes.organisationId, organisation),
      eq(purposes.code, code),
      isNull(purposes.untilSeq),
    );
    if ((await tx.db.select({ code: purposes.code }).from(purposes).where(listed)).length === 0) {
      return refuse({ code: 'not-found' });
    }
    const naming = await findNaming(tx.db, organisation, code, tx.now);
    if (naming.length > 0) {
      const detail = 'この用務を挙げている判断があります。先にその判断を終えるか、起案を取り下げてください。';
      const errors = naming.map(({ id, cell }) => ({ at: cell, message: `判断 ${id}` }));
      return refuse({ code: 'conflict', detail, errors });
    }
    const untilSeq = tx.recordMinistry(
      { kind: 'purpose-ended', subject: { organisation }, details: { code } },
      [],
    );
    await tx.db.update(purposes).set({ untilSeq }).where(listed);
    return ok({ code });
  });
}

function findNaming(
  db: Database,
  organisation: string,
  code: string,
  now: Date,
): Promise<readonly { readonly id: string; readonly cell: string }[]> {
  const { organisationId, untilSeq, effectiveUntil, clauses } = determinations;
  return db
    .select({
      id: determinations.determinationId,
      cell: sql<string>`${determinations.row} || '/' || ${determinations.class}`,
    })
    .from(determinations)
    .where(
      and(
        eq(organisationId, organisation),
        isNull(untilSeq),
        or(isNull(effectiveUntil), gt(effectiveUntil, now)),
        sql`${clauses} @> ${JSON.stringify([{ purposes: [code] }])}::jsonb`,
      ),
    );
}
