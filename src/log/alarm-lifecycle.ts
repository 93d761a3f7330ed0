export type AlarmState = 'raised' | 'acknowledged' | 'resolved';
export type AlarmStep = 'acknowledge' | 'resolve';

/** What an alarm turned out to be. */
export const alarmOutcomes = ['real', 'false'] as const;
export type AlarmOutcome = (typeof alarmOutcomes)[number];

/**
 * The only place where an alarm's states are written down. Whether its cause lasts (`active`) is another question: an alarm
 * may be resolved while its door still stands open. What is resolved is final; the same matter again is a new alarm.
 */
export const alarmLifecycle = {
  raised: { acknowledge: 'acknowledged', resolve: 'resolved' },
  acknowledged: { resolve: 'resolved' },
  resolved: {},
} as const satisfies Record<AlarmState, Partial<Record<AlarmStep, AlarmState>>>;

/** The state after a step; undefined = this step is not open. */
export function alarmStateAfter(state: AlarmState, step: AlarmStep): AlarmState | undefined {
  const open: Partial<Record<AlarmStep, AlarmState>> = alarmLifecycle[state];
  return open[step];
}
