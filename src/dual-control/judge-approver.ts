import type { Refusal } from '../kernel/problem.ts';

/** Who approves what somebody entered into a register (I8). */
export type ApproverFacts = {
  readonly approver: string;
  readonly enteredBy: string;
  /** One of the two gave the other a role in the last 7 days. */
  readonly bound: boolean;
};

/** Why a person may not approve an entry of a register: it is their own, or they and whoever entered it do not count as two. */
export function judgeApprover({ approver, enteredBy, bound }: ApproverFacts): Refusal | undefined {
  if (approver !== enteredBy && !bound) return undefined;
  return {
    code: 'self-approval',
    detail:
      '登録した本人と、その人とこの7日のうちに役割を与え、又は受けた人は、承認できません。ほかの責任者が承認してください。',
  };
}
