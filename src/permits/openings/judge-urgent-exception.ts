import type { Refusal } from '../../kernel/problem.ts';
import { takesTwo } from '../deciding/takes-two.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { RuleTold } from '../rule/rule-told.ts';

export type UrgentExceptionFacts = {
  readonly kind: PermitKind;
  readonly rule: RuleTold;
  readonly now: Date;
};

/** For how long something is excepted without anybody having applied. */
const mostHours = 24;

/**
 * Why nothing may be excepted until then before it is applied for: for too long, where two have to decide, or where nobody has determined
 * what would be left out. Pure.
 */
export function judgeUrgentException(
  until: Date,
  { kind, rule, now }: UrgentExceptionFacts,
): Refusal | undefined {
  if (until.getTime() - now.getTime() > mostHours * 3_600_000) return tooLong;
  if (rule.track === 'undetermined') return undetermined;
  return takesTwo(kind, rule) ? byTwo : undefined;
}

const tooLong: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/until', message: `申請の前の例外措置は${mostHours}時間までです。続きは申請してください` }],
};

const undetermined: Refusal = {
  code: 'conflict',
  detail: '府省庁の判断がまだない行は、例外措置では開きません。判断を求めてください。',
};

const byTwo: Refusal = {
  code: 'conflict',
  detail:
    'クラス3以上（未決定を含む）の区域は、緊急でも一人では開けません。申請し、許可権限者2人で許可してください。期間は今からでよく、続けてできます。',
};
