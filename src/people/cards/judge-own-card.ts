import type { Refusal } from '../../kernel/problem.ts';

/**
 * Nobody makes a card of their own live (I8), by whatever act: what another stopped would go on by a new card, or by the old
 * one taken back and given out again. `owners`: whose own act it is.
 */
export function judgeOwnCard(owners: ReadonlySet<string>, holder: string | null): Refusal | undefined {
  return holder !== null && owners.has(holder) ? ownCard : undefined;
}

const ownCard: Refusal = {
  code: 'self-approval',
  detail:
    '自分のカードは、自分で登録し、割り当て、再発行し、又は停止を解くことはできません。ほかの担当者に依頼してください。',
};
