/** Who a person is to the ministry: its staff (行政事務従事者) or one of the outsiders (府省庁外の者). */
export const personKinds = [
  'staff',
  'other-ministry',
  /** 事前貸与者, under a contract */
  'card-lent',
  'visitor',
  /** 受渡業者 */
  'courier',
  'emergency-services',
] as const;

export type PersonKind = (typeof personKinds)[number];

export type PersonState = 'active' | 'suspended' | 'left';
export type PersonStep = 'suspend' | 'resume' | 'leave';

/** The only place where a person's states are written down. Who left and comes back is registered anew: no old right wakes up. */
export const personLifecycle = {
  active: { suspend: 'suspended', leave: 'left' },
  suspended: { resume: 'active', leave: 'left' },
  left: {},
} as const satisfies Record<PersonState, Partial<Record<PersonStep, PersonState>>>;

/** The state after a step; undefined = this step is not open. */
export function personStateAfter(state: PersonState, step: PersonStep): PersonState | undefined {
  const open: Partial<Record<PersonStep, PersonState>> = personLifecycle[state];
  return open[step];
}
