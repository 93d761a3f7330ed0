import type { SitePlan } from './site-plan.ts';

/** Whether somebody who takes this door to this zone is read: a reader stands before that direction. */
export type IsRead = (door: string, to: string) => boolean;

export function readDirections({ readers }: Pick<SitePlan, 'readers'>): IsRead {
  const read = new Set(readers.map(({ door, to }) => keyOf(door, to)));
  return (door, to) => read.has(keyOf(door, to));
}

/** Codes hold no space. */
function keyOf(door: string, to: string): string {
  return `${door} ${to}`;
}
