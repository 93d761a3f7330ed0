import { and, eq, isNull } from 'drizzle-orm';
import type { MayStill } from '../../authority/may-still.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { everyOrganisation } from './cutoffs.ts';
import { judgeTwo } from './judge-two.ts';
import { loadDays } from './load-cutoffs.ts';
import { loadDeciders } from './load-deciders.ts';
import { retentionRules } from './tables.ts';

export type RetentionDecision = {
  readonly recordClass: RecordClass;
  /** `everyOrganisation`, or one of them. */
  readonly organisationId: string;
  readonly days: number;
  readonly basis: string;
  readonly document: string;
  readonly decidedBy: string;
  readonly second?: string | undefined;
};

export type RetentionDeps = ActDeps & { readonly mayStill: MayStill };

/** Decides, by two persons, for how many days an organisation keeps the records of a class. What it was before stays as a version. */
export function decideRetention(
  deps: RetentionDeps,
  context: ActContext,
  decision: RetentionDecision,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, (tx) => storeDecision(deps, tx, decision));
}

/** The same within an act that has begun. */
export async function storeDecision(
  deps: RetentionDeps,
  tx: ActTx,
  { recordClass, organisationId, days, basis, document, decidedBy, second }: RetentionDecision,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const deciders = await loadDeciders(deps, tx, decidedBy, second);
  await tx.takeHeads([ministryLogId]);
  if (organisationId !== everyOrganisation && !(await isOrganisation(tx.db, organisationId))) {
    return refuse({ code: 'not-found' });
  }
  const refusal = judgeTwo(deciders);
  if (refusal !== undefined) return refuse(refusal);
  const before = await loadDays(tx.db, recordClass, organisationId);
  const ruleId = newId<'retention-rule'>();
  const fromSeq = tx.recordMinistry(
    {
      kind: 'retention-decided',
      subject: {
        person: decidedBy,
        ...(second === undefined ? {} : { with: [second] }),
        ...(organisationId === everyOrganisation ? {} : { organisation: organisationId }),
      },
      details: { rule: ruleId, recordClass, days, before: before ?? null, basis, document },
    },
    [],
  );
  await tx.db
    .update(retentionRules)
    .set({ untilSeq: fromSeq })
    .where(
      and(
        eq(retentionRules.recordClass, recordClass),
        eq(retentionRules.organisationId, organisationId),
        isNull(retentionRules.untilSeq),
      ),
    );
  await tx.db.insert(retentionRules).values({
    ruleId,
    fromSeq,
    recordClass,
    organisationId,
    days,
    basis,
    document,
    decidedBy,
    decidedAt: tx.now,
  });
  return ok({ id: ruleId });
}
