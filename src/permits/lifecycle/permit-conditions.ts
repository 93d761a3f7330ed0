import { type PermitState, permitStatesInForce } from './permit-lifecycle.ts';

/** What a date makes of a permit. */
export const permitConditionNames = {
  /** Not begun, and nothing may begin any more. */
  expired: '期限切れ',
  /** In use beyond its end: somebody has to close or extend it. */
  overdue: '期限超過',
  /** Its end should have been reported, and is not. */
  unreported: '未報告',
} as const;

export type PermitCondition = keyof typeof permitConditionNames;

/** What of a permit its conditions hang on. */
export type DatedPermit = {
  readonly state: PermitState;
  /** Exclusive */
  readonly validUntil: Date;
  /** Until when its end is reported; null where nothing is. */
  readonly reportDue: Date | null;
  readonly reportedAt: Date | null;
};

const undecided: readonly PermitState[] = ['requested', 'returned'];
const neverBegun: readonly PermitState[] = ['approved', 'filed'];
/** Nothing is to be reported of what was never allowed. */
const reported: readonly PermitState[] = [...permitStatesInForce, 'closed', 'revoked'];

/** What the date makes of a permit at a moment, exact to the millisecond (期限). */
export function permitConditions(
  { state, validUntil, reportDue, reportedAt }: DatedPermit,
  now: Date,
): readonly PermitCondition[] {
  const over = validUntil <= now;
  const conditions: PermitCondition[] = [];
  if (over && [...undecided, ...neverBegun].includes(state)) conditions.push('expired');
  if (over && state === 'in-use') conditions.push('overdue');
  const due = reportDue !== null && reportDue <= now;
  if (due && reportedAt === null && reported.includes(state)) conditions.push('unreported');
  return conditions;
}
