import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { givenAs } from '../../permits/deciding/given-as.ts';
import { insteadOf } from '../../permits/deciding/instead-of.ts';
import { weighAnswering } from '../../permits/deciding/weigh-answering.ts';
import { withLooks } from '../../permits/deciding/with-looks.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import type { Need } from '../../permits/rule/rule-told.ts';
import { holdSeenPermit } from '../../permits/seeing/hold-seen-permit.ts';
import { judgeReentry } from './judge-reentry.ts';
import { parseTakeOutTerms, type ReentryChecks } from './take-out-terms.ts';

/**
 * Permits a terminal that was on a network outside to be connected to a LAN within again (METI 38(9)): by a
 * 情報システムセキュリティ責任者 or whoever stands in for one, never for themselves (I8), once every check is answered yes. The terms of the take-out keep it.
 */
export function permitReentry(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  {
    lan,
    checks,
    absence,
  }: { readonly lan: string; readonly checks: ReentryChecks; readonly absence?: string | undefined },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const permit = await holdSeenPermit(tx, principal, siteId, permitId);
    const terms = permit?.kind === 'take-out' ? parseTakeOutTerms(permit.terms) : undefined;
    if (permit === undefined || terms === undefined) return refuse({ code: 'not-found' });
    const answered = await weighAnswering(tx, principal, permit, {
      needs: ofTheLan,
      share: 'the whole',
      absence,
      notTheirs,
    });
    if (!answered.ok) return answered;
    const refusal = judgeReentry(permit.state, terms, checks);
    if (refusal !== undefined) return refuse(refusal);

    await tx.takeHeads([siteId]);
    const added = answered.value;
    const by = principal.actor.id;
    const given = { lan, checks, ...givenAs(added, by, tx.now) };
    const seq = tx.record(siteId, {
      ...entryOfPermit('reentry-permitted', permitId, permit),
      details: { lan, checks, ...insteadOf(added) },
      ...(absence === undefined ? {} : { personal: { recordClass: 'act', data: { absence } } as const }),
    });
    await savePermit(
      tx,
      permit,
      {
        terms: { ...terms, reentries: [...(terms.reentries ?? []), given] },
        afterwards: withLooks(permit.afterwards, added, { by, now: tx.now, beside: true }),
      },
      seq,
    );
    return ok({ seq });
  });
}

const ofTheLan: readonly Need[] = [{ zone: null, unit: null, anyOf: ['system-officer'] }];

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '省内通信回線への再接続は、その回線を管理する情報システムセキュリティ責任者が許可してください。',
};
