import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { judgeOpening } from '../applying/judge-opening.ts';
import { opensOf } from '../kinds/opens-of.ts';
import { beginPermitAct, type PermitAct } from '../registry/begin-permit-act.ts';
import { partiesOf } from '../registry/parties-of.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { isDecided, type Track } from '../rule/track-of.ts';
import { weighRule } from '../rule/weigh-rule.ts';
import { holdsAt } from './holds-at.ts';
import { type ConsentOutcome, judgeConsent } from './judge-consent.ts';
import { judgeDecider } from './judge-decider.ts';

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
  const { actor } = principal;
  const begun = await beginPermitAct(tx, siteId, permitId, 'approve');
  if (!begun.ok) return begun;
  const { permit } = begun.value;
  if (permit.validUntil <= tx.now) return refuse(expired);
  const bound = await loadRoleBonds(tx.db, actor.id, partiesOf(permit), tx.now);
  const refusal = judgeDecider(actor, permit, bound);
  if (refusal !== undefined) return refuse(refusal);
  const at = new Date(Math.max(tx.now.getTime(), permit.validFrom.getTime()));
  const weighed = await weighRule(tx.client, siteId, policy, permit, at);
  if (weighed === undefined) return refuse({ code: 'not-found' });
  const { rule } = weighed;
  const shut = judgeRule(permit, rule);
  if (shut !== undefined) return refuse(shut);
  const outcome = judgeConsent(rule.needs, permit.consents, holdsAt(principal, siteId));
  if (outcome.added.length === 0 && outcome.missing.length > 0) return refuse(notTheirs);
  return ok({ ...begun.value, ...outcome, rule });
}

/** Why nobody may approve what the rules now say this of. */
function judgeRule({ kind }: PermitAct['permit'], rule: RuleTold): Refusal | undefined {
  const opens = opensOf(kind);
  if (opens !== undefined && judgeOpening(rule).length > 0) return nothingToOpen;
  if (rule.track === 'exception' && isDecided(rule.track, opens)) return undefined;
  return refusalOfTrack[rule.track];
}

const expired: Refusal = {
  code: 'conflict',
  detail: 'この申請の期間はもう終わっています。新しい期間で申請し直してください。',
};

const nothingToOpen: Refusal = {
  code: 'conflict',
  detail:
    '判断が変わり、この申請の行のうちに、もう開くものがないものがあります。差し戻して、申請し直してもらってください。',
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
