import { equipmentKinds } from '../registers/equipment/equipment-kinds.ts';
import type { ThingsCounted } from '../registers/equipment/equipment-rows.ts';

/** How many things of a kind, and some of their numbers. */
export function thingsInWords({ kind, pieces, numbers }: Omit<ThingsCounted, 'zone'>): string {
  const which = `${numbers.join('、')}${pieces > numbers.length ? ' ほか' : ''}`;
  return `${equipmentKinds[kind].words} ${pieces}台（${which}）`;
}
