export type CameraState = 'working' | 'out-of-order' | 'removed';

export type CameraStep = 'break' | 'repair' | 'remove';

/** The only place where the life of a camera that watches work (監視カメラ) is written down. A missing entry is a forbidden step. */
export const cameraLifecycle = {
  working: { break: 'out-of-order', remove: 'removed' },
  'out-of-order': { repair: 'working', remove: 'removed' },
  removed: {},
} as const satisfies Record<CameraState, Partial<Record<CameraStep, CameraState>>>;

/** The state after a step; undefined = this step is not open. */
export function cameraStateAfter(state: CameraState, step: CameraStep): CameraState | undefined {
  const open: Partial<Record<CameraStep, CameraState>> = cameraLifecycle[state];
  return open[step];
}

/** 監視カメラの状態 */
export const cameraStateNames = {
  working: '稼働中',
  'out-of-order': '故障',
  removed: '撤去',
} as const satisfies Record<CameraState, string>;

/** Every state, as a list. */
export const cameraStates = Object.keys(cameraStateNames).filter(
  (word): word is CameraState => word in cameraStateNames,
);
