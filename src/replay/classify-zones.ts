import { groupBy } from '../kernel/group-by.ts';
import type { BadgeRead } from './badge-read.ts';
import { outside } from './trace-moves.ts';

/** A zone the file names, with the class we give it and how it was used. */
export type FoundZone = {
  /** As the file names it: `3, Server Room`. */
  readonly name: string;
  /** Its code in the plan: `3-server-room`. */
  readonly id: string;
  readonly floor: string;
  readonly room: string;
  readonly class: 1 | 2 | 3;
  readonly serverRoom: boolean;
  readonly reads: number;
  readonly persons: number;
};

/**
 * Gives every zone a class, which the file does not know: 3 to a server room, 1 to what at least half of all persons
 * enter (halls, corridors, lifts), 2 to the rest (offices).
 */
export function classifyZones(reads: readonly BadgeRead[]): readonly FoundZone[] {
  const everybody = new Set(reads.map(({ person }) => person)).size;
  const byName = groupBy(reads, ({ zone }) => zone);
  const names = [...byName.keys()].toSorted();
  const ids = new Set<string>([outside]);
  return names.map((name, index) => {
    const found = byName.get(name) ?? [];
    const [{ floor, room } = { floor: '', room: '' }] = found;
    const persons = new Set(found.map(({ person }) => person)).size;
    const serverRoom = /server|サーバ/i.test(room);
    const code = codeOf(name);
    const id = code === '' || ids.has(code) ? `zone-${index + 1}` : code;
    ids.add(id);
    const zoneClass = serverRoom ? 3 : persons * 2 >= everybody ? 1 : 2;
    return { name, id, floor, room, class: zoneClass, serverRoom, reads: found.length, persons };
  });
}

/** A code made of what a name has of letters and digits. */
export function codeOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 28)
    .replace(/^-|-$/g, '');
}
