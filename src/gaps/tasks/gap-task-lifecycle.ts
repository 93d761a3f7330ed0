import type { Refusal } from '../../kernel/problem.ts';

export type GapTaskState = 'open' | 'done' | 'withdrawn';

export type GapTaskStep = 'finish' | 'withdraw' | 'reassign';

/** The only place where the life of a task given for a gap is written down. A missing entry is a forbidden step. */
export const gapTaskLifecycle = {
  open: { finish: 'done', withdraw: 'withdrawn', reassign: 'open' },
  done: {},
  withdrawn: {},
} as const satisfies Record<GapTaskState, Partial<Record<GapTaskStep, GapTaskState>>>;

/** The state after a step; undefined = this step is not open. */
export function gapTaskStateAfter(state: GapTaskState, step: GapTaskStep): GapTaskState | undefined {
  const open: Partial<Record<GapTaskStep, GapTaskState>> = gapTaskLifecycle[state];
  return open[step];
}

/** 不足への対応の状態 */
export const gapTaskStateNames = {
  open: '対応中',
  done: '対応済',
  withdrawn: '取下げ',
} as const satisfies Record<GapTaskState, string>;

/** Why a step is refused that the state of a task does not let be taken. */
export function gapTaskStepNotOpen(state: GapTaskState): Refusal {
  return { code: 'conflict', detail: `「${gapTaskStateNames[state]}」のため、この操作はできません。` };
}

/** Every state, as a list. */
export const gapTaskStates = Object.keys(gapTaskStateNames).filter(
  (word): word is GapTaskState => word in gapTaskStateNames,
);
