import type { Refusal } from '../kernel/problem.ts';

/** What a decision on days is weighed with. */
export type RetentionDecisionFacts = {
  /** How long the records are kept until now; undefined = for ever, because nobody decided. */
  readonly before: number | undefined;
  readonly days: number;
  readonly decidedBy: string;
  /** Who decided with them; undefined = nobody. */
  readonly second: string | undefined;
  /** Whether each of them may decide on what is the ministry's. */
  readonly mayDecide: boolean;
  /** One of the two gave the other a role in the last 7 days (I8). */
  readonly bound: boolean;
};

/** Why the days of a class may not be decided so: whatever lets records go earlier than before takes two persons. */
export function judgeRetentionDecision({
  before,
  days,
  decidedBy,
  second,
  mayDecide,
  bound,
}: RetentionDecisionFacts): Refusal | undefined {
  if (!mayDecide) {
    return { code: 'forbidden', detail: '保存期間を決められるのは、府省庁の判断を決める役割を持つ人です。' };
  }
  if (before !== undefined && days >= before) return undefined;
  if (second === undefined) {
    const detail = '保存期間を定め、又は短くするには2人が要ります。もう1人の決定者を挙げてください。';
    return { code: 'forbidden', detail };
  }
  if (second === decidedBy || bound) {
    const detail = '同じ人と、この7日のうちに役割を与え、又は受けた人は、2人目と数えません。';
    return { code: 'self-approval', detail };
  }
  return undefined;
}
