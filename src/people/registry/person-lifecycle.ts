export { type PersonKind, personKinds } from '../../zones/regulation/person-kinds.ts';

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

/** 画面の言葉 */
export const personStateNames = {
  active: '在籍',
  suspended: '停止中',
  left: '離任',
} as const satisfies Record<PersonState, string>;
