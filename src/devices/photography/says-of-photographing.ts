import type { BecauseOf } from '../../permits/using/judge-allowed.ts';

/** What is told of each answer to whether somebody may take pictures, or sound, here now. */
export const saysOfPhotographing = {
  'not-required': '許可は要りません',
  waived: '届出を要しないと定められています',
  permitted: '許可・届出があり、始まっています',
  'not-started': '許可・届出はありますが、責任者の立会いで始めていません',
  'not-permitted': '許可・届出がありません',
  undetermined: '府省庁の判断がないため認められません',
  forbidden: '禁止されています',
  excepted: 'この人についての例外措置により、申請なしにできます',
  stopped: '停止されたか離任した人です',
} as const satisfies Record<BecauseOf, string>;
