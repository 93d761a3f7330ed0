import type { ElementKind } from '../../zones/plan/plan-elements.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import { installedRows } from '../installing/judge-installing.ts';

/** What is asked of a thing by its kind. */
type EquipmentKindOf = {
  /** What people call it. */
  readonly words: string;
  /** The kind of element of the plan that it is the thing of; undefined = the plan does not show it. */
  readonly element?: ElementKind;
};

/** What stands where (2.3.1.1(4), METI 43, 44 and 47). Cameras that watch work are a register of their own. */
export const equipmentKinds = {
  terminal: { words: '端末' },
  server: { words: 'サーバ装置' },
  'network-device': { words: '通信回線装置' },
  reader: { words: '読取装置', element: 'reader' },
  gateway: { words: 'ゲートウェイ', element: 'gateway' },
} as const satisfies Record<string, EquipmentKindOf>;

export type EquipmentKind = keyof typeof equipmentKinds;

/** The same as a list. */
export const equipmentKindNames = Object.keys(equipmentKinds).filter(
  (word): word is EquipmentKind => word in equipmentKinds,
);

/** The kind of element that a thing of this kind stands for in the plan; undefined = the plan does not show it. */
export function elementKindOf(kind: EquipmentKind): ElementKind | undefined {
  const { element }: EquipmentKindOf = equipmentKinds[kind];
  return element;
}

/** A thing, as far as the row that protects it from theft asks. */
export type EquipmentSort = {
  readonly kind: EquipmentKind;
  /** 装置への主体認証が必要: of a network device alone. */
  readonly authenticates: boolean | null;
};

/** The row that asks for protection from theft of a thing that stands somewhere (2.3.1.1(4)(a)); undefined = none speaks of it. */
export function theftRowOf({ kind, authenticates }: EquipmentSort): RowId | undefined {
  switch (kind) {
    case 'terminal':
      return 't1r38';
    case 'server':
      return 't1r39';
    case 'network-device':
      return authenticates === true ? 't1r40' : 't1r41';
    case 'reader':
    case 'gateway':
      return undefined;
  }
}

/** The row that asks whether a thing may be added (別表2 (5)); undefined = none speaks of it. */
export function installingRowOf(kind: EquipmentKind): RowId | undefined {
  return kind === 'reader' || kind === 'gateway' ? undefined : installedRows[kind];
}
