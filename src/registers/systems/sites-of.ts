import type { SystemPlace } from './tables.ts';

/** The sites of some places, each once, in the order in which heads are taken. */
export function sitesOf(places: readonly SystemPlace[]): readonly string[] {
  return [...new Set(places.map(({ site }) => site))].toSorted();
}
