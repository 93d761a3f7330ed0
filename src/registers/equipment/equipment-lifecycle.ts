export type EquipmentState = 'in-place' | 'sealed' | 'disposed';

export type EquipmentStep = 'move' | 'seal' | 'unseal' | 'dispose';

/** The only place where the life of a thing that stands somewhere is written down. A missing entry is a forbidden step. */
export const equipmentLifecycle = {
  'in-place': { move: 'in-place', seal: 'sealed', dispose: 'disposed' },
  sealed: { move: 'sealed', unseal: 'in-place', dispose: 'disposed' },
  disposed: {},
} as const satisfies Record<EquipmentState, Partial<Record<EquipmentStep, EquipmentState>>>;

/** The state after a step; undefined = this step is not open. */
export function equipmentStateAfter(state: EquipmentState, step: EquipmentStep): EquipmentState | undefined {
  const open: Partial<Record<EquipmentStep, EquipmentState>> = equipmentLifecycle[state];
  return open[step];
}

/** 機器の状態 */
export const equipmentStateNames = {
  'in-place': '設置中',
  sealed: '封印中',
  disposed: '廃棄済',
} as const satisfies Record<EquipmentState, string>;

/** Every state, as a list. */
export const equipmentStates = Object.keys(equipmentStateNames).filter(
  (word): word is EquipmentState => word in equipmentStateNames,
);
