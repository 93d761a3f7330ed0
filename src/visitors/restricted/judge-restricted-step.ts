import { judgeRegisterStep } from '../../dual-control/judge-register-step.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type RestrictedState, type RestrictedStep, restrictedStateAfter } from './restricted-lifecycle.ts';

export type RestrictedStepFacts = {
  readonly entry: { readonly state: RestrictedState; readonly enteredBy: string; readonly validUntil: Date };
  readonly step: RestrictedStep;
  readonly actor: Actor;
  /** Whoever may decide on the list; others may only take back what they entered. */
  readonly decides: boolean;
  /** Whoever acts and whoever entered it gave one another a role lately (I8). */
  readonly bound: boolean;
  readonly now: Date;
};

const stateNames: Readonly<Record<RestrictedState, string>> = {
  proposed: '承認待ち',
  'in-force': '有効',
  ended: '終了',
};

/** Why a step on an entry of the list may not be taken. */
export function judgeRestrictedStep(facts: RestrictedStepFacts): Refusal | undefined {
  const { entry, step, actor, decides, bound, now } = facts;
  return judgeRegisterStep(
    {
      entry,
      step,
      open: restrictedStateAfter(entry.state, step) !== undefined,
      proposed: entry.state === 'proposed',
      actorId: actor.id,
      decides,
      bound,
      now,
    },
    { stateName: stateNames[entry.state], notTheirs },
  );
}

const notTheirs = '立入制限対象者を決めるのは情報セキュリティ責任者です。責任者に求めてください。';
