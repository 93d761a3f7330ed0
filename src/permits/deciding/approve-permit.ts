import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { beginPermitAct } from '../registry/begin-permit-act.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { partiesOf } from '../registry/parties-of.ts';
import { savePermit } from '../registry/permit-rows.ts';
import type { Need } from '../rule/rule-told.ts';
import type { Track } from '../rule/track-of.ts';
import { weighRule } from '../rule/weigh-rule.ts';
import { holdsAt } from './holds-at.ts';
import { judgeConsent } from './judge-consent.ts';
import { judgeDecider } from './judge-decider.ts';

/** Where the permit stands, and whose consent is still to be given. */
export type PermitApproval = { readonly state: PermitState; readonly missing: readonly Need[] };

/**
 * Consents to a permit, for all that the approver's roles answer for; with the last consent it is approved. The rules are asked
 * anew: what nobody has determined yet waits, and what is forbidden meanwhile is not approved (I7).
 */
export function approvePermit(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
): Promise<Result<PermitApproval, Refusal>> {
  const { principal } = context;
  const { actor } = principal;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, siteId, permitId, 'approve');
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    if (permit.validUntil <= tx.now) return refuse(expired);
    const bound = await loadRoleBonds(tx.db, actor.id, partiesOf(permit), tx.now);
    const refusal = judgeDecider(actor, permit, bound);
    if (refusal !== undefined) return refuse(refusal);
    const at = new Date(Math.max(tx.now.getTime(), permit.validFrom.getTime()));
    const weighed = await weighRule(tx.client, siteId, deps.policy, permit, at);
    if (weighed === undefined) return refuse({ code: 'not-found' });
    const shut = refusalOfTrack[weighed.rule.track];
    if (shut !== undefined) return refuse(shut);
    const { rule } = weighed;
    const { added, missing } = judgeConsent(rule.needs, permit.consents, holdsAt(principal, siteId));
    if (added.length === 0 && missing.length > 0) return refuse(notTheirs);

    await tx.takeHeads([siteId]);
    const given = added.map((one) => ({ ...one, by: actor.id, at: tx.now.toISOString() }));
    const state = missing.length === 0 ? next : permit.state;
    const seq = tx.record(siteId, {
      ...entryOfPermit(missing.length === 0 ? 'permit-approved' : 'permit-consented', permitId, permit),
      details: { consents: added.map(({ zone, unit, as }) => ({ zone, unit, as })) },
    });
    await savePermit(
      tx,
      permit,
      { state, rule, consents: [...permit.consents, ...given], reason: null },
      seq,
    );
    return ok({ state, missing });
  });
}

const expired: Refusal = {
  code: 'conflict',
  detail: 'この申請の期間はもう終わっています。新しい期間で申請し直してください。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail:
    'この申請に、あなたの承認を要するものは残っていません。rule.needs にある役割の人が承認してください。',
};

/** Why what the rules now say lets nobody approve. */
const refusalOfTrack: Readonly<Record<Track, Refusal | undefined>> = {
  free: undefined,
  notification: undefined,
  permission: undefined,
  undetermined: {
    code: 'conflict',
    detail: '府省庁の判断がまだないため許可できません。判断が決まれば許可できます。',
  },
  exception: {
    code: 'conflict',
    detail: 'この区域ではいま禁止されています。例外措置によらなければ許可できません。',
  },
};
