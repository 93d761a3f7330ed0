type DeviceSortOf = {
  /** What people call it. */
  readonly words: string;
  /** Runs programs, so that their being up to date is asked for. */
  readonly programs: boolean;
};

/** モバイル端末及び記録装置, by what they are. */
export const deviceSorts = {
  phone: { words: '携帯電話・スマートフォン', programs: true },
  tablet: { words: 'タブレット', programs: true },
  pc: { words: 'パソコン', programs: true },
  wearable: { words: '身に着ける機器', programs: false },
  recorder: { words: '録音・録画の機器', programs: false },
  storage: { words: '記録媒体', programs: false },
  other: { words: 'その他の電子機器', programs: false },
} as const satisfies Record<string, DeviceSortOf>;

export type DeviceSort = keyof typeof deviceSorts;

/** The same as a list. */
export const deviceSortNames = [
  'phone',
  'tablet',
  'pc',
  'wearable',
  'recorder',
  'storage',
  'other',
] as const satisfies readonly DeviceSort[];
