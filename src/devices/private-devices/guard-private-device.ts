import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { partiesOf } from '../../permits/registry/parties-of.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import type { StartGuard } from '../../permits/using/permit-guards.ts';
import { judgeConditions } from '../conditions/judge-conditions.ts';
import { parsePrivateDeviceTerms, usualConditions } from './private-device-terms.ts';

/**
 * What was answered with yes is looked at: whoever of the desk begins it for the holder has looked, and the entry names them. Where a look was
 * recorded before, it begins by that.
 */
export const guardPrivateDevice: StartGuard = async (_tx, permit, by) => {
  const said = parsePrivateDeviceTerms(permit.terms);
  if (said === undefined) return { code: 'conflict', detail: 'この申請の内容を読めません。' };
  const answered = said.answers.filter(({ met }) => met);
  if (said.seen === undefined) return answered.length > 0 && !mayLook(by, permit) ? notLookedAt : undefined;
  const row = permit.asked[0]?.row ?? '';
  return judgeConditions(answered, said.seen, { words: usualConditions, clause: '2.3.1.1(7)(a)(ウ)', row });
};

function mayLook(by: Principal, permit: PermitRow): boolean {
  const atDesk = (['reception', 'guard'] as const).some((role) =>
    holdsRole(by, role, { siteId: permit.siteId }),
  );
  return atDesk && !partiesOf(permit).includes(by.actor.id);
}

const notLookedAt: Refusal = {
  code: 'conflict',
  detail: '受付又は警備が、機器のラベルと、申請で答えた条件を見て確かめ、その人が始めてください。',
};
