import { holdsRole } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { endOfficerDeputyRow, lockOfficerDeputy } from './officer-deputy-rows.ts';

/** Ends a deputy of an officer before the period does, by the officer or 情報セキュリティ責任者: from this answer on they decide nothing more. */
export function endOfficerDeputy(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  deputyId: string,
  reason: string,
): Promise<Result<object, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const row = await lockOfficerDeputy(tx, siteId, deputyId);
    if (row === undefined) return refuse({ code: 'not-found' });
    const theirs =
      principal.actor.id === row.officerId || holdsRole(principal, 'security-officer', { siteId });
    if (!theirs) return refuse(notTheirs);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'officer-deputy-ended',
      subject: { person: row.personId },
      details: { deputy: deputyId, form: row.form, role: row.role, scope: row.scope },
      personal: { recordClass: 'act', data: { reason } },
    });
    await endOfficerDeputyRow(tx, row, seq);
    return ok({});
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '代決・専決を終わらせるのは、その責任者本人か情報セキュリティ責任者です。',
};
