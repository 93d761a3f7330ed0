/** An entry of the list of 立入制限対象者. That it has run out is a condition by date, never a state. */
export type RestrictedState = 'proposed' | 'in-force' | 'ended';

export type RestrictedStep = 'approve' | 'end';

/** The only place where the life of such an entry is written down. A missing entry is a forbidden step. */
export const restrictedLifecycle = {
  proposed: { approve: 'in-force', end: 'ended' },
  'in-force': { end: 'ended' },
  ended: {},
} as const satisfies Record<RestrictedState, Partial<Record<RestrictedStep, RestrictedState>>>;

/** The state after a step; undefined = this step is not open. */
export function restrictedStateAfter(
  state: RestrictedState,
  step: RestrictedStep,
): RestrictedState | undefined {
  const open: Partial<Record<RestrictedStep, RestrictedState>> = restrictedLifecycle[state];
  return open[step];
}
