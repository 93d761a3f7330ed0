import type { Zone } from './site-plan.ts';

/** 立入り (lower → higher class), 退出 (higher → lower), or moving within one class (別表1 行19, 20). */
export type Direction = 'entering' | 'leaving' | 'moving';

/** A zone without a class waives nothing, so it ranks above every decided one. */
export function rankOf({ class: zoneClass }: Pick<Zone, 'class'>): number {
  return zoneClass ?? Number.POSITIVE_INFINITY;
}

/** The direction of a passage follows from the classes alone. */
export function directionOf(from: Pick<Zone, 'class'>, to: Pick<Zone, 'class'>): Direction {
  if (rankOf(to) > rankOf(from)) return 'entering';
  return rankOf(to) < rankOf(from) ? 'leaving' : 'moving';
}
