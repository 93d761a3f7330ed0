/** How what was on an item was made unrecoverable (METI 16(2), 39(2), 46, 62). */
export const erasureMethods = {
  overwritten: '上書き消去',
  degaussed: '磁気消去',
  'key-destroyed': '暗号鍵の廃棄',
  destroyed: '物理的破壊',
  'medium-removed': '記憶装置を外した',
} as const;

export type ErasureMethod = keyof typeof erasureMethods;

/** The same as a list. */
export const erasureMethodNames = [
  'overwritten',
  'degaussed',
  'key-destroyed',
  'destroyed',
  'medium-removed',
] as const satisfies readonly ErasureMethod[];

/** 消去の証明: who made it unrecoverable, how, and under which certificate. */
export type Erasure = {
  readonly method: ErasureMethod;
  /** 行政事務従事者 who did it, or saw it done. */
  readonly by: string;
  /** The number of a certificate that the ministry holds; null where nobody gave one. */
  readonly certificate: string | null;
  /** RFC 3339, UTC. */
  readonly at: string;
};
