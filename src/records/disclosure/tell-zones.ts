import type { Subject } from '../../log/entry/subject.ts';

/** In which zones something was, or from which to which somebody went; empty where it was in none. By its id a zone that has no name any more. */
export function tellZones(
  { from, through = [], to }: Subject,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const named = (zone: string) => names.get(zone) ?? zone;
  if (from === undefined) {
    const zones = to === undefined ? through : [...through, to];
    return zones.length === 0 ? '' : `区域：${zones.map(named).join('、')}`;
  }
  const way = through.length === 0 ? '' : `（途中：${through.map(named).join('、')}）`;
  return `区域：${named(from)}から${to === undefined ? '' : `${named(to)}へ`}${way}`;
}
