import type { Actor } from '../kernel/actor.ts';
import type { Refusal } from '../kernel/problem.ts';
import { judgeNoMachine } from './judge-no-machine.ts';
import { type ProposalState, proposalStateAfter } from './proposal-lifecycle.ts';

/** What the confirmation of a proposal is weighed with. */
export type SecondFacts = {
  readonly proposal: {
    readonly state: ProposalState;
    readonly proposedBy: string;
    readonly proposedWith: string | null;
    readonly expiresAt: Date;
  };
  readonly second: Actor;
  /** The token or session by which the second confirms. */
  readonly secondWith: string;
  readonly now: Date;
  /** One of the two gave the other a role in the last 7 days (I8). */
  readonly bound: boolean;
  /** Whoever proposed it could still do it alone, were one person enough. */
  readonly proposerMay: boolean;
};

/**
 * Why this person does not make a proposal the act of two (I8): another person, by another token or session (2.2.1.3(1)(b)(ウ)). One person
 * with two of them is one.
 */
export function judgeSecond({
  proposal,
  second,
  secondWith,
  now,
  bound,
  proposerMay,
}: SecondFacts): Refusal | undefined {
  const closed = judgeOpen(proposal, now);
  if (closed !== undefined) return closed;
  const machine = judgeNoMachine(second);
  if (machine !== undefined) return machine;
  if (second.id === proposal.proposedBy) {
    const detail = '提案した本人は確認できません。ほかの権限者が内容を見て確認してください。';
    return { code: 'self-approval', detail };
  }
  if (secondWith === proposal.proposedWith) {
    const detail =
      '提案したときと同じサインイン又はトークンでは確認できません。ほかの権限者が自分のもので確認してください。';
    return { code: 'self-approval', detail };
  }
  if (bound) {
    const detail =
      '提案した人と、この7日のうちに役割を与え、又は受けた人は、2人目と数えません。ほかの権限者が確認してください。';
    return { code: 'self-approval', detail };
  }
  if (proposerMay) return undefined;
  const detail = '提案した人は、もうこの操作ができません。権限のある2人で、あらためて提案してください。';
  return { code: 'conflict', detail };
}

/** Why nothing more can be done with a proposal. */
export function judgeOpen({ state, expiresAt }: SecondFacts['proposal'], now: Date): Refusal | undefined {
  if (proposalStateAfter(state, 'confirm') === undefined) {
    const detail =
      state === 'confirmed'
        ? 'この提案はすでに確認され、行われました。'
        : 'この提案は取り下げられています。必要なら、あらためて提案してください。';
    return { code: 'conflict', detail };
  }
  if (now < expiresAt) return undefined;
  const detail = 'この提案は期限を過ぎました。内容を見直して、あらためて提案してください。';
  return { code: 'conflict', detail };
}
