import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** Who decides. */
type DecidersFacts = {
  readonly decidedBy: string;
  /** Who decided with them; undefined = nobody. */
  readonly second: string | undefined;
  /** Whether each of them may decide on what is the ministry's. */
  readonly mayDecide: boolean;
  /** One of the two gave the other a role in the last 7 days (I8). */
  readonly bound: boolean;
};

/** Why these are not the two persons without whom nothing that is decided of keeping changes (I8), whether records go earlier by it or later. */
export function judgeTwo(deciders: DecidersFacts): Refusal | undefined {
  const { decidedBy, second, bound } = deciders;
  const refusal = judgeMay(deciders);
  if (refusal !== undefined) return refusal;
  if (second === undefined) {
    const detail =
      '保存期間を定め、変え、又は期日の前に消去するには2人が要ります。もう1人の決定者を挙げてください。';
    return { code: 'forbidden', detail };
  }
  if (second === decidedBy || bound) {
    const detail = '同じ人と、この7日のうちに役割を与え、又は受けた人は、2人目と数えません。';
    return { code: 'self-approval', detail };
  }
  return undefined;
}

/** Days are decided by somebody who answers for them, and a machine does not. */
export function judgeDecider({ type }: Actor): Refusal | undefined {
  if (type === 'person') return undefined;
  const detail = '保存期間と延長を決めるのは人です。担当者が自分のトークンで行ってください。';
  return { code: 'forbidden', detail };
}

function judgeMay({ mayDecide }: DecidersFacts): Refusal | undefined {
  if (mayDecide) return undefined;
  const detail = '保存期間と消去を決められるのは、統括情報セキュリティ責任者と情報セキュリティ責任者です。';
  return { code: 'forbidden', detail };
}
