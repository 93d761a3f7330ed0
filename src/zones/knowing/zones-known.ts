import { reaches, type SomeZones } from '../../authority/visibility.ts';
import type { NamedZones } from '../plan/find-zones.ts';

/** The zones among these that somebody knows of who knows these hidden rooms. */
export function zonesKnown(zones: NamedZones, rooms: SomeZones): NamedZones {
  return new Map([...zones].filter(([id, { concealed }]) => !concealed || reaches(rooms, [id])));
}
