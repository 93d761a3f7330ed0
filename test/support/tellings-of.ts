import type { Telling } from '../../src/authority/fields-told/fields.ts';
import { fieldsTold } from '../../src/authority/fields-told/fields-told.ts';

/** What the fields of an operation that reads tell, by its path below /api/v1; empty where it has no row. */
export function tellingsOf(path: string): ReadonlyMap<string, Telling> {
  return tellings.get(path) ?? new Map();
}

const tellings = new Map(
  Object.entries(fieldsTold).map(([path, fields]) => [
    path,
    new Map(
      Object.entries(fields).flatMap(([told, names]) =>
        names.map((name) => [name, asTelling(told)] as const),
      ),
    ),
  ]),
);

function asTelling(told: string): Telling {
  return told as Telling;
}
