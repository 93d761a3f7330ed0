/** Expiry is not a state: a card expires by its date, at the door and in what is shown. */
export type CardState = 'active' | 'suspended' | 'lost' | 'stolen' | 'damaged' | 'returned' | 'destroyed';

export type CardStep =
  | 'suspend'
  | 'resume'
  | 'report-lost'
  | 'report-stolen'
  | 'damage'
  | 'return'
  | 'assign'
  | 'destroy';

/** The only place where a card's states are written down. Only an active card opens; what is dead wakes up by nothing but a new assignment. */
export const cardLifecycle = {
  active: {
    suspend: 'suspended',
    'report-lost': 'lost',
    'report-stolen': 'stolen',
    damage: 'damaged',
    return: 'returned',
  },
  suspended: {
    resume: 'active',
    'report-lost': 'lost',
    'report-stolen': 'stolen',
    damage: 'damaged',
    return: 'returned',
  },
  lost: { 'report-stolen': 'stolen', return: 'returned' },
  stolen: { return: 'returned' },
  damaged: { return: 'returned', destroy: 'destroyed' },
  returned: { assign: 'active', destroy: 'destroyed' },
  destroyed: {},
} as const satisfies Record<CardState, Partial<Record<CardStep, CardState>>>;

/** The state after a step; undefined = this step is not open. */
export function cardStateAfter(state: CardState, step: CardStep): CardState | undefined {
  const open: Partial<Record<CardStep, CardState>> = cardLifecycle[state];
  return open[step];
}

/** Nobody has it: it has come back or is no more. */
export const cardStatesEnded = ['returned', 'destroyed'] as const satisfies CardState[];

/** Still in somebody's hands, so that it must come back (返却). */
export const cardStatesOut = [
  'active',
  'suspended',
  'lost',
  'stolen',
  'damaged',
] as const satisfies CardState[];

/** 画面の言葉 */
export const cardStateNames = {
  active: '使用中',
  suspended: '停止中',
  lost: '紛失',
  stolen: '盗難',
  damaged: '破損',
  returned: '返却済み',
  destroyed: '廃棄済み',
} as const satisfies Record<CardState, string>;
