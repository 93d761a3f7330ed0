import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { type PermitState, permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { weighRule } from '../weighing/weigh-rule.ts';
import { isDecidedBySomebody, stillCounts } from './still-counts.ts';

const inForce: readonly PermitState[] = permitStatesInForce;

/**
 * Why nothing begins by a permit that nobody decided: its rows ask for a decision now, or nobody determined one (ADR 0044). What it rests on,
 * such as a waiver, is held to the end of the act. What is not in force its state refuses.
 */
export async function weighStanding(
  tx: ActTx,
  siteId: string,
  policy: Policy,
  permit: PermitRow,
): Promise<Refusal | undefined> {
  if (!inForce.includes(permit.state) || isDecidedBySomebody(permit)) return undefined;
  const weighed = await weighRule(tx, siteId, policy, permit, tx.now, 'all');
  return weighed === undefined ? { code: 'not-found' } : judgeStanding(permit, weighed.rule);
}

/** The same of what the rules were asked already. */
export function judgeStanding(permit: Pick<PermitRow, 'consents'>, rule: RuleTold): Refusal | undefined {
  return stillCounts({ decided: isDecidedBySomebody(permit) }, rule.track) ? undefined : askedAnew;
}

const askedAnew: Refusal = {
  code: 'conflict',
  detail:
    'だれも許可していない届出・記録です。規則がいまは判断を求める（又は府省庁の判断がない）ため、始められません。あらためて申請してください。',
};
