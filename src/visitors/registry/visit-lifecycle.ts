/** Whether a visit is open, ended or expired follows from its days and its arrivals; only what a named person decided is a state. */
export type VisitState = 'planned' | 'paused' | 'cancelled';

export type VisitStep = 'pause' | 'resume' | 'cancel';

/** The only place where the life of a visit is written down. A missing entry is a forbidden step. */
export const visitLifecycle = {
  planned: { pause: 'paused', cancel: 'cancelled' },
  paused: { resume: 'planned', cancel: 'cancelled' },
  cancelled: {},
} as const satisfies Record<VisitState, Partial<Record<VisitStep, VisitState>>>;

/** The state after a step; undefined = this step is not open. */
export function visitStateAfter(state: VisitState, step: VisitStep): VisitState | undefined {
  const open: Partial<Record<VisitStep, VisitState>> = visitLifecycle[state];
  return open[step];
}

/** What a named person decided of a visit, in words. */
export const visitStateNames = {
  planned: '予定',
  paused: '一時停止',
  cancelled: '取消し',
} as const satisfies Record<VisitState, string>;
