import { holdsRole } from '../../authority/principal.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { afterwardsDays } from '../lifecycle/afterwards-days.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { savePermit } from '../registry/permit-rows.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import type { OpeningTerms } from './opening-terms.ts';

/**
 * Applies for what was excepted first (事後の申請), by whoever excepted it or 情報セキュリティ責任者, whether it runs still or is over. It then
 * waits for the look of 許可権限者. That it comes late is told by the log and keeps nobody from it.
 */
export function applyAfterwards(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  terms: OpeningTerms,
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, principal, siteId, permitId, 'apply-afterwards', kinds);
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    if (permit.afterwards?.is !== 'apply') return refuse(nothingToApplyFor);
    const theirs =
      principal.actor.id === permit.applicantId || holdsRole(principal, 'security-officer', { siteId });
    if (!theirs) return refuse(notTheirs);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit('exception-applied-afterwards', permitId, permit),
      details: { due: permit.afterwards.due },
    });
    const due = new Date(tx.now.getTime() + afterwardsDays.look * dayMs).toISOString();
    const change = {
      state: next,
      terms: { ...permit.terms, ...terms },
      afterwards: { is: 'look', due, needs: permit.rule.needs } as const,
    };
    await savePermit(tx, permit, change, seq);
    return ok({ state: next });
  });
}

/** What is excepted first, for a zone or for persons. */
const kinds = ['exception', 'person-exception'] as const;

const nothingToApplyFor: Refusal = {
  code: 'conflict',
  detail: '事後の申請を待っている例外措置ではありません。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '事後の申請は、例外措置をした人か情報セキュリティ責任者が行ってください。',
};
