import type { RollLine } from './call-roll.ts';

/** How surely somebody is where they are said to be, in words. */
export const certaintyWords = {
  confirmed: '確認済み',
  assumed: '推定（通ったとみなした）',
  inferred: '推定（読取りから）',
  unknown: '所在不明',
} as const satisfies Record<RollLine['certainty'], string>;
