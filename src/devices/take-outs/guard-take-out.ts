import type { Refusal } from '../../kernel/problem.ts';
import type { StartGuard } from '../../permits/using/permit-guards.ts';
import { holdThoseStanding } from '../../permits/waivers/waiver-rows.ts';

/** A loan is the leave only while its 貸出簿 stands for it: what has not begun by then is applied for. */
export const guardTakeOut: StartGuard = async (tx, { siteId, rule }) => {
  const leant = rule.lines.flatMap(({ waived }) => (waived?.basis === 'lending-book' ? [waived.id] : []));
  const standing = await holdThoseStanding(tx, siteId, leant);
  return leant.every((id) => standing.has(id)) ? undefined : bookOver;
};

const bookOver: Refusal = {
  code: 'conflict',
  detail: '貸出簿によるという定めはもう終わっています。取り下げて、申請し直してください。',
};
