import type { Refusal } from '../../kernel/problem.ts';

/** Answered to whoever would take their own factors away as one of the two. */
export const notOnesOwn: Refusal = {
  code: 'self-approval',
  detail:
    '自分の要素を、この手続きで外すことはできません。ほかの2人に求めてください。取り替えるだけなら、自分のセッションで行えます。',
};
