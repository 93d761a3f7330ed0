/** 来庁 = one member of a visit on one day. Reviewed, expected and overdue are conditions by date, never states. */
export const arrivalStates = [
  'announced',
  'checked-in',
  'out-for-now',
  'checked-out',
  'refused',
  'cancelled',
  'no-show',
] as const;

export type ArrivalState = (typeof arrivalStates)[number];

export type ArrivalStep =
  | 'check-in'
  /** 訂正: somebody else came, and was taken for this one. */
  | 'take-back'
  | 'step-out'
  | 'step-in'
  | 'check-out'
  /** 訂正: somebody was checked out who is still inside. */
  | 'put-back'
  | 'refuse'
  | 'cancel'
  /** The day ended, or the desk closed, and nobody came. */
  | 'miss';

/** The only place where the life of a 来庁 is written down. A missing entry is a forbidden step; no state ends by itself. */
export const arrivalLifecycle = {
  announced: { 'check-in': 'checked-in', refuse: 'refused', cancel: 'cancelled', miss: 'no-show' },
  'checked-in': { 'take-back': 'announced', 'step-out': 'out-for-now', 'check-out': 'checked-out' },
  'out-for-now': { 'take-back': 'announced', 'step-in': 'checked-in', 'check-out': 'checked-out' },
  'checked-out': { 'take-back': 'announced', 'put-back': 'checked-in' },
  refused: { 'check-in': 'checked-in' },
  cancelled: {},
  'no-show': { 'check-in': 'checked-in' },
} as const satisfies Record<ArrivalState, Partial<Record<ArrivalStep, ArrivalState>>>;

/** The state after a step; undefined = this step is not open. */
export function arrivalStateAfter(state: ArrivalState, step: ArrivalStep): ArrivalState | undefined {
  const open: Partial<Record<ArrivalStep, ArrivalState>> = arrivalLifecycle[state];
  return open[step];
}

/** In the building, or out of it for a while and expected back: the visit is not over. */
export const arrivalStatesHere = ['checked-in', 'out-for-now'] as const satisfies ArrivalState[];

/** Whether whoever it is of is in the building, or out of it for a while. */
export function isHere({ state }: { readonly state: ArrivalState }): boolean {
  return arrivalStatesHere.some((here) => here === state);
}

/** Whether a desk took in whoever it is of, also where they have left since. */
export function hasCome({ state }: { readonly state: ArrivalState }): boolean {
  return arrivalStateAfter(state, 'take-back') !== undefined;
}
