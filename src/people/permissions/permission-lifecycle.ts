/** Expiry is not a state: a permission expires by its date, at the door and in what is shown. */
export type PermissionState =
  | 'requested'
  | 'returned'
  | 'approved'
  /** In force until `reviewBy`, unless its officers confirm it before. */
  | 'to-review'
  | 'rejected'
  | 'withdrawn'
  | 'ended';

export type PermissionStep =
  | 'resubmit'
  | 'approve'
  | 'reject'
  | 'return'
  | 'withdraw'
  | 'end'
  /** The person's name or card changed: confirm within the deadline. */
  | 'flag'
  /** The person's affiliation, contract or host changed: decide again before it opens anything. */
  | 'reopen';

/**
 * 継続的立入許可の状態遷移表 (2.3.1.1(2)(a)(エ)(オ)) — the only place where a permission's life is written down.
 * A missing entry is a forbidden step. An amended application is a permission of its own that ends the old one when it is approved and has begun.
 */
export const permissionLifecycle = {
  requested: {
    approve: 'approved',
    reject: 'rejected',
    return: 'returned',
    withdraw: 'withdrawn',
    flag: 'requested',
    reopen: 'requested',
  },
  returned: { resubmit: 'requested', withdraw: 'withdrawn' },
  approved: { end: 'ended', flag: 'to-review', reopen: 'requested' },
  'to-review': {
    approve: 'approved',
    reject: 'rejected',
    end: 'ended',
    flag: 'to-review',
    reopen: 'requested',
  },
  rejected: {},
  withdrawn: {},
  ended: {},
} as const satisfies Record<PermissionState, Partial<Record<PermissionStep, PermissionState>>>;

/** The states in which a permission opens doors. */
export const permissionStatesInForce = ['approved', 'to-review'] as const satisfies PermissionState[];

/** The state after a step; undefined = this step is not open. */
export function permissionStateAfter(
  state: PermissionState,
  step: PermissionStep,
): PermissionState | undefined {
  const open: Partial<Record<PermissionStep, PermissionState>> = permissionLifecycle[state];
  return open[step];
}

/** 画面の言葉 */
export const permissionStateNames = {
  requested: '申請中',
  returned: '差戻し',
  approved: '許可済み',
  'to-review': '見直し中',
  rejected: '不許可',
  withdrawn: '取下げ',
  ended: '終了',
} as const satisfies Record<PermissionState, string>;
