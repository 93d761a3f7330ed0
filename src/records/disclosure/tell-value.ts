import type { Places } from '../../live/entries/place-book.ts';
import { askedWords } from '../../permits/rule/asked-words.ts';
import type { CellWords } from '../shown/cell-words.ts';
import { type Telling, type TextSort, tellingOf } from './tables/telling.ts';

/** By what values are told: the clock of the page, who the document is of, and what the places of their site, the units of the ministry and the purposes of their row are called. */
export type ToldTo = {
  readonly instant: CellWords['instant'];
  readonly persons: readonly string[];
  readonly places: Pick<Places, 'zones' | 'doors' | 'desks'> | undefined;
  /** By id. */
  readonly units: ReadonlyMap<string, string>;
  /** By code, as the organisation of the row lists them. */
  readonly purposes: ReadonlyMap<string, string>;
};

/** What a value is called and how it reads, as `名前：値`, or `名前（その中の…）` where it has fields of its own; empty where there is none. */
export function tellValue(value: unknown, telling: Telling, to: ToldTo): string {
  const { says } = telling;
  if (!Array.isArray(value) || value.length === 0 || value.some(isPlain)) {
    const words = wordsOf(value, telling, to);
    if (words === '') return '';
    return isPlain(value) || Array.isArray(value) ? `${says}：${words}` : `${says}（${words}）`;
  }
  const each = value.map((one) => wordsOf(one, telling, to)).filter((words) => words !== '');
  return each.length === 0 ? '' : `${says}${each.map((words) => `（${words}）`).join('')}`;
}

/** The fields of a value, each as it is told; what has no name here was written by another version of the program. */
export function tellFields(value: object, fields: NonNullable<Telling['fields']>, to: ToldTo): string {
  return Object.entries(value)
    .flatMap(([name, one]) => {
      const told = Object.hasOwn(fields, name) ? fields[name] : { says: `その他（${name}）` };
      if (told === null || told === undefined) return [];
      const words = tellValue(one, tellingOf(told), to);
      return words === '' ? [] : [words];
    })
    .join('　');
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date;
}

function wordsOf(value: unknown, telling: Telling, to: ToldTo): string {
  const { words = {}, sort, fields = {} } = telling;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return to.instant(value);
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, telling, to)).join('、');
  if (typeof value === 'object') return tellFields(value, fields, to);
  const text = String(value);
  return sort === undefined ? (words[text] ?? text) : sorts[sort](text, to);
}

/** What a text stands for, in words. */
const sorts = {
  person: (id, { persons }) => (persons.includes(id) ? '本人' : 'ほかの人'),
  instant: (at, { instant }) => instant(at),
  row: (asked) => askedWords(asked),
  zone: (zone, { places }) => places?.zones.get(zone) ?? zone,
  door: (door, { places }) => places?.doors.get(door)?.name ?? door,
  desk: (desk, { places }) => places?.desks.get(desk) ?? desk,
  unit: (unit, { units }) => units.get(unit) ?? unit,
  scope: (scope, { units, places }) => units.get(scope) ?? places?.zones.get(scope) ?? scope,
  purpose: (code, { purposes }) => purposes.get(code) ?? code,
} as const satisfies Record<TextSort, (text: string, to: ToldTo) => string>;
