export type ApplicationState = 'requested' | 'approved' | 'rejected' | 'withdrawn' | 'issued';
export type ApplicationStep = 'approve' | 'reject' | 'withdraw' | 'issue';

/** 申請 → 承認 → 発行. That an approval runs out is a condition by date; that what was issued was received (受領) stands at the login id. */
export const applicationLifecycle = {
  requested: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  approved: { withdraw: 'withdrawn', issue: 'issued' },
  rejected: {},
  withdrawn: {},
  issued: {},
} as const satisfies Record<ApplicationState, Partial<Record<ApplicationStep, ApplicationState>>>;

/** The state after a step; undefined = this step is not open. */
export function applicationStateAfter(
  state: ApplicationState,
  step: ApplicationStep,
): ApplicationState | undefined {
  const open: Partial<Record<ApplicationStep, ApplicationState>> = applicationLifecycle[state];
  return open[step];
}

/** 画面の言葉 */
export const applicationStateNames = {
  requested: '申請中',
  approved: '承認済み',
  rejected: '不承認',
  withdrawn: '取下げ',
  issued: '発行済み',
} as const satisfies Record<ApplicationState, string>;

export function isApplicationState(word: string): word is ApplicationState {
  return Object.hasOwn(applicationLifecycle, word);
}
