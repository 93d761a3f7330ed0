import { judgeRegisterStep } from '../../dual-control/judge-register-step.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import {
  type AccreditationState,
  type AccreditationStep,
  accreditationStateAfter,
} from './accreditation-lifecycle.ts';

export type AccreditationStepFacts = {
  readonly entry: {
    readonly state: AccreditationState;
    readonly enteredBy: string;
    readonly validUntil: Date;
  };
  readonly step: AccreditationStep;
  readonly actor: Actor;
  /** Whoever may decide on accreditations; others may only take back what they entered. */
  readonly decides: boolean;
  /** Whoever acts and whoever entered it gave one another a role lately (I8). */
  readonly bound: boolean;
  readonly now: Date;
};

export const accreditationWords = {
  proposed: '承認待ち',
  accredited: '有効',
  ended: '終了',
} as const satisfies Record<AccreditationState, string>;

/** Why a step on an accreditation, of an organisation or a person, may not be taken. */
export function judgeAccreditationStep(facts: AccreditationStepFacts): Refusal | undefined {
  const { entry, step, actor, decides, bound, now } = facts;
  return judgeRegisterStep(
    {
      entry,
      step,
      open: accreditationStateAfter(entry.state, step) !== undefined,
      proposed: entry.state === 'proposed',
      actorId: actor.id,
      decides,
      bound,
      now,
    },
    { stateName: accreditationWords[entry.state], notTheirs },
  );
}

const notTheirs =
  '報道の登録を決めるのは情報セキュリティ責任者又は課室情報セキュリティ責任者です。責任者に求めてください。';
