import { isUuid } from '../kernel/ids.ts';
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

/** Who an answer names: each by the id that stands beside the name, or that it stands under; where there is none, by the name. */
export function personsToldIn(answer: unknown, fields: readonly string[]): ReadonlySet<string> {
  const told = new Set<string>();
  for (const field of fields) collect(answer, field.split('.'), 0, told);
  return told;
}

/** `key`: under which the value stands. */
function collect(value: unknown, path: readonly string[], from: number, told: Set<string>, key = ''): void {
  if (typeof value !== 'object' || value === null) return;
  const step = path[from] ?? '';
  const names = step === '*' ? Object.keys(value) : [step];
  for (const name of names) {
    const part: unknown = Reflect.get(value, name);
    if (from < path.length - 1) collect(part, path, from + 1, told, name);
    else if (typeof part === 'string') told.add(idOf(value, name, key) ?? part);
  }
}

/** Beside a name: whose it is; of somebody who is not what an answer is about (`byName`) it is called as the name is. */
const besideName = ['person', 'member', 'by', 'id'];

/** The id of whom a field names: the field's own key, what stands beside it, or the key of the row it stands in. */
function idOf(row: object, field: string, key: string): string | undefined {
  if (isUuid(field)) return field;
  const whose = /^(\w*)name$/i.exec(field)?.[1];
  if (whose === undefined) return undefined;
  const isOther = whose !== '' && whose in row;
  const beside = isOther ? [whose] : besideName;
  return [...beside.map((name): unknown => Reflect.get(row, name)), ...(isOther ? [] : [key])].find(
    (id): id is string => typeof id === 'string' && isUuid(id),
  );
}
