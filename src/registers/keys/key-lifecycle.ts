export type KeyState = 'kept' | 'lent' | 'sealed' | 'opened' | 'lost' | 'ended';

export type KeyStep = 'lend' | 'transfer' | 'return' | 'open' | 'seal' | 'lose' | 'find' | 'end';

/** The only place where the life of a key of a zone (鍵) is written down. A missing entry is a forbidden step. */
export const keyLifecycle = {
  kept: { lend: 'lent', lose: 'lost', end: 'ended' },
  lent: { transfer: 'lent', return: 'kept', lose: 'lost' },
  sealed: { open: 'opened', lose: 'lost', end: 'ended' },
  opened: { seal: 'sealed', lose: 'lost' },
  lost: { find: 'kept', end: 'ended' },
  ended: {},
} as const satisfies Record<KeyState, Partial<Record<KeyStep, KeyState>>>;

/** The state after a step; undefined = this step is not open. An emergency key that was found is kept by nobody: it lies open until it is sealed. */
export function keyStateAfter(state: KeyState, step: KeyStep, sort: KeySort): KeyState | undefined {
  const open: Partial<Record<KeyStep, KeyState>> = keyLifecycle[state];
  return step === 'find' && sort === 'emergency' && open.find !== undefined ? 'opened' : open[step];
}

/** 鍵の状態 */
export const keyStateNames = {
  kept: '保管中',
  lent: '貸出中',
  sealed: '封印中',
  opened: '開封済',
  lost: '紛失',
  ended: '登録終了',
} as const satisfies Record<KeyState, string>;

/** Every state, as a list. */
export const keyStates = Object.keys(keyStateNames).filter((word): word is KeyState => word in keyStateNames);

/** What a key is for: an emergency key lies sealed, and nobody is lent it. */
export const keySorts = {
  ordinary: '通常の鍵',
  spare: '予備鍵',
  emergency: '緊急用の鍵',
} as const satisfies Record<string, string>;

export type KeySort = keyof typeof keySorts;

/** The same as a list. */
export const keySortNames = Object.keys(keySorts).filter((word): word is KeySort => word in keySorts);
