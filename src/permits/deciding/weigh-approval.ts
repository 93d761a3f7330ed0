import { findMissingProof } from '../../authority/find-missing-proof.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { answeringFor } from '../rule/answering-for.ts';
import { isAtClass3 } from '../rule/is-at-class-3.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { beginPermitAct, type PermitAct } from '../seeing/begin-permit-act.ts';
import { findDeciderBar } from './find-decider-bar.ts';
import { holdsAt } from './holds-at.ts';
import { type ConsentOutcome, judgeConsent } from './judge-consent.ts';
import { takesTwo } from './takes-two.ts';
import { weighAnew } from './weigh-anew.ts';
import { withStandIns } from './with-stand-ins.ts';

/** A permit that somebody may consent to: what the rules say of it now, and what the consent adds. */
export type WeighedApproval = PermitAct & ConsentOutcome & { readonly rule: RuleTold };

/**
 * Weighs one person's consent and holds the permit. The rules are asked anew: what nobody has determined yet waits, and what is
 * forbidden meanwhile is not approved (I7).
 */
export async function weighApproval(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  policy: Policy,
  permitId: string,
): Promise<Result<WeighedApproval, Refusal>> {
  const begun = await beginPermitAct(tx, principal, siteId, permitId, 'approve');
  if (!begun.ok) return begun;
  const { permit } = begun.value;
  if (permit.validUntil <= tx.now) return refuse(expired);
  const refusal = await findDeciderBar(tx, principal, permit);
  if (refusal !== undefined) return refuse(refusal);
  const weighed = await weighAnew(tx, siteId, policy, permit);
  if (!weighed.ok) return weighed;
  const rule = weighed.value;
  const unproved = isAtClass3(rule) ? findMissingProof(principal, tx.now) : undefined;
  if (unproved !== undefined) return refuse(unproved);
  const holds = holdsAt(principal, siteId);
  const own = judgeConsent(rule.needs, permit.consents, holds);
  // What takes two is decided by the officers themselves: a deputy and whom they stand in for are not two.
  const bySelf = takesTwo(permit.kind, rule);
  const { added, missing } = bySelf ? own : await withStandIns(tx, principal, permit, own);
  // Where nothing is asked any more, whoever answers for it says so, and nobody else.
  const answering =
    missing.length > 0 ? [] : judgeConsent(answeringFor(rule, permit.organisationId), [], holds).added;
  const given = added.length > 0 ? added : answering;
  if (given.length === 0) return refuse(notTheirs);
  return ok({ ...begun.value, added: given, missing, rule });
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
