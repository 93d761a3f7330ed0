import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import { holdsRole } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { judgeDecider } from '../../permits/deciding/judge-decider.ts';
import { concernedIn } from '../../permits/registry/concerned-in.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { holdSeenPermit } from '../../permits/seeing/hold-seen-permit.ts';
import { judgeReentry } from './judge-reentry.ts';
import { parseTakeOutTerms, type ReentryChecks } from './take-out-terms.ts';

/**
 * Permits a terminal that was on a network outside to be connected to a LAN within again (METI 38(9)): by a
 * 情報システムセキュリティ責任者, never for themselves (I8), once every check is answered yes. The terms of the take-out keep it.
 */
export function permitReentry(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { lan, checks }: { readonly lan: string; readonly checks: ReentryChecks },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const permit = await holdSeenPermit(tx, principal, siteId, permitId);
    const terms = permit?.kind === 'take-out' ? parseTakeOutTerms(permit.terms) : undefined;
    if (permit === undefined || terms === undefined) return refuse({ code: 'not-found' });
    if (!holdsRole(principal, 'system-officer', { siteId })) return refuse(notTheirs);
    const bound = await loadRoleBonds(tx.db, principal.actor.id, concernedIn(permit), tx.now);
    const refusal = judgeDecider(principal.actor, permit, bound) ?? judgeReentry(permit.state, terms, checks);
    if (refusal !== undefined) return refuse(refusal);

    await tx.takeHeads([siteId]);
    const given = { lan, checks, by: principal.actor.id, at: tx.now.toISOString() };
    const seq = tx.record(siteId, {
      ...entryOfPermit('reentry-permitted', permitId, permit),
      details: { lan, checks },
    });
    await savePermit(
      tx,
      permit,
      { terms: { ...terms, reentries: [...(terms.reentries ?? []), given] } },
      seq,
    );
    return ok({ seq });
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '省内通信回線への再接続は、その回線を管理する情報システムセキュリティ責任者が許可してください。',
};
