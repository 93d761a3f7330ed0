/** How far a password is from having to be changed, as the report says it. */
export const changeStates = {
  changed: '変えてある',
  due: '期限が近い',
  expired: '期限が過ぎた',
  'not-yet': '渡されたまま、又はない',
} as const satisfies Readonly<Record<string, string>>;

export type ChangeState = keyof typeof changeStates;
