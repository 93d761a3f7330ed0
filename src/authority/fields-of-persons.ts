import type { Telling } from './fields-told/fields.ts';
import { fieldsTold } from './fields-told/fields-told.ts';

/** Fields that say who somebody is, of those that tell it to some viewers alone. */
const saysWho = /(^|\.)(names\.\*|name|\w+Name|writer|page)$/;
const ofPersons: readonly Telling[] = ['name', 'name-at-place', 'person'];

/** What says who somebody is to whoever may read the list at all. */
const toldToEveryReader: Readonly<Record<string, readonly string[]>> = {
  '/sites/:site/restricted-persons': ['items.*.name'],
  '/sites/:site/restricted-matches': ['items.*.name'],
  '/sites/:site/press-organisations/:organisation/persons': ['items.*.name'],
};

/** Reads that name persons and are not noted by their answers, each with why. */
const notedOtherwise = {
  '/sites/:site/records/:record': 'noted row by row, before the first is given out',
  '/sites/:site/roll-call': 'in an emergency nobody waits, and nobody is asked why they look',
  '/sites/:site/roll-call/print': 'the same',
  '/sites/:site/live': 'no answer: it tells what is recorded, to whoever is at the doors while it happens',
} as const satisfies { readonly [Path in keyof typeof fieldsTold]?: string };

/** By path below /api/v1, the fields of its answer that say who somebody is; a path that never does has none. */
export const fieldsOfPersons: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<{ readonly [Told in Telling]?: readonly string[] }>(fieldsTold).flatMap(([path, fields]) => {
    if (path in notedOtherwise) return [];
    const told = ofPersons.flatMap((telling) => (fields[telling] ?? []).filter((name) => saysWho.test(name)));
    const names = [...told, ...(toldToEveryReader[path] ?? [])];
    return names.length === 0 ? [] : [[path, names]];
  }),
);

/** Who an answer names: every string at one of these fields. */
export function personsToldIn(answer: unknown, fields: readonly string[]): ReadonlySet<string> {
  const told = new Set<string>();
  for (const field of fields) collect(answer, field.split('.'), 0, told);
  return told;
}

function collect(value: unknown, path: readonly string[], from: number, told: Set<string>): void {
  if (from === path.length) {
    if (typeof value === 'string') told.add(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const step = path[from] ?? '';
  if (step === '*') {
    for (const part of Object.values(value)) collect(part, path, from + 1, told);
    return;
  }
  collect(Reflect.get(value, step), path, from + 1, told);
}
