import type { Refusal } from '../kernel/problem.ts';

/** What a step on an entry of a register is weighed with: one person entered it, another approves it (I8). */
export type RegisterStepFacts = {
  readonly entry: { readonly enteredBy: string; readonly validUntil: Date };
  readonly step: 'approve' | 'end';
  /** Whether the state of the entry lets the step be taken, and whether it is still to be approved. */
  readonly open: boolean;
  readonly proposed: boolean;
  readonly actorId: string;
  /** Whoever may decide on the register; others may only take back what they entered. */
  readonly decides: boolean;
  /** Whoever acts and whoever entered it gave one another a role in the last 7 days. */
  readonly bound: boolean;
  readonly now: Date;
};

/** How a register calls the state of the entry, and what it says to whoever does not decide on it. */
export type RegisterWords = { readonly stateName: string; readonly notTheirs: string };

/** Why a step on an entry of a register may not be taken. */
export function judgeRegisterStep(
  { entry, step, open, proposed, actorId, decides, bound, now }: RegisterStepFacts,
  { stateName, notTheirs }: RegisterWords,
): Refusal | undefined {
  if (!open) {
    return {
      code: 'conflict',
      detail: `この登録は「${stateName}」のため、この操作はできません。現在の状態を確かめてください。`,
    };
  }
  const own = actorId === entry.enteredBy;
  const theirs = decides || (step === 'end' && own && proposed);
  if (!theirs) return { code: 'forbidden', detail: notTheirs };
  if (step === 'end') return undefined;
  if (own || bound) return { code: 'self-approval', detail: notTwo };
  return entry.validUntil > now ? undefined : { code: 'conflict', detail: hasRunOut };
}

const notTwo =
  '登録した本人と、その人とこの7日のうちに役割を与え、又は受けた人は、承認できません。ほかの責任者が承認してください。';
const hasRunOut = 'この登録は期限を過ぎました。必要なら、あらためて登録してください。';
