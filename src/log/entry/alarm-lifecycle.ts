export type AlarmState = 'raised' | 'acknowledged' | 'resolved';
/** `escalate` is the service's own: nobody acknowledged the alarm within its time. */
export type AlarmStep = 'acknowledge' | 'escalate' | 'resolve';

/** What an alarm turned out to be. */
export const alarmOutcomes = ['real', 'false'] as const;
export type AlarmOutcome = (typeof alarmOutcomes)[number];

/**
 * The only place where an alarm's states are written down. Whether its cause lasts (`active`) is another question: an alarm
 * may be resolved while its door still stands open. What is resolved is final; the same matter again is a new alarm.
 */
export const alarmLifecycle = {
  raised: { acknowledge: 'acknowledged', escalate: 'raised', resolve: 'resolved' },
  acknowledged: { resolve: 'resolved' },
  resolved: {},
} as const satisfies Record<AlarmState, Partial<Record<AlarmStep, AlarmState>>>;

/** The state after a step; undefined = this step is not open. */
export function alarmStateAfter(state: AlarmState, step: AlarmStep): AlarmState | undefined {
  const open: Partial<Record<AlarmStep, AlarmState>> = alarmLifecycle[state];
  return open[step];
}

/** 画面の言葉 */
export const alarmStateNames = {
  raised: '未確認',
  acknowledged: '確認済み',
  resolved: '解決済み',
} as const satisfies Record<AlarmState, string>;
