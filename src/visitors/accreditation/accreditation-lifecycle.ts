/** An accreditation of the press (報道の登録), of an organisation or of a person. That it has run out is a condition by date, never a state. */
export type AccreditationState = 'proposed' | 'accredited' | 'ended';

export type AccreditationStep = 'approve' | 'end';

/** The only place where the life of an accreditation is written down. A missing entry is a forbidden step. */
export const accreditationLifecycle = {
  proposed: { approve: 'accredited', end: 'ended' },
  accredited: { end: 'ended' },
  ended: {},
} as const satisfies Record<AccreditationState, Partial<Record<AccreditationStep, AccreditationState>>>;

/** The state after a step; undefined = this step is not open. */
export function accreditationStateAfter(
  state: AccreditationState,
  step: AccreditationStep,
): AccreditationState | undefined {
  const open: Partial<Record<AccreditationStep, AccreditationState>> = accreditationLifecycle[state];
  return open[step];
}
