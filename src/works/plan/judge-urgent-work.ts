import type { Refusal } from '../../kernel/problem.ts';
import type { RuleLine } from '../../permits/rule/rule-told.ts';
import { keptAs } from '../../zones/plan/kept-as.ts';
import type { WorkRequest } from './work-application.ts';

export type UrgentFacts = {
  readonly lines: readonly Pick<RuleLine, 'zone' | 'class'>[];
  /** In which zone each attendant is. */
  readonly places: ReadonlyMap<string, string>;
  readonly now: Date;
};

/** For how long urgent work goes on without anybody having decided it. */
const mostHours = 24;

/**
 * Why a work may not begin without a plan: it is too long, or nobody who attends is in a zone of class 3 and above, or without a class.
 * Pure.
 */
export function judgeUrgentWork(
  { until, terms }: Pick<WorkRequest, 'until' | 'terms'>,
  { lines, places, now }: UrgentFacts,
): Refusal | undefined {
  if (until.getTime() - now.getTime() > mostHours * 3_600_000) return tooLong;
  const innermost = lines.flatMap((line) => (keptAs(line) >= 3 ? [line.zone] : []));
  const isAttended = terms.attendants.some((id) => innermost.includes(places.get(id) ?? ''));
  return innermost.length === 0 || isAttended ? undefined : unattended;
}

const tooLong: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/until', message: `計画によらない作業は${mostHours}時間までです` }],
};

const unattended: Refusal = {
  code: 'conflict',
  detail: 'クラス3の区域では、緊急の作業も立会者が区域にいなければ始められません。',
};
