import type { Slices } from './in-slices.ts';
import { endOfString, jsonBytes } from './json-bytes.ts';
import { walkingJson } from './walking-json.ts';

const { quote, comma, colon, openBracket, closeBracket, openBrace, closeBrace } = jsonBytes;

/** What a JSON text is made of, counted before anything is built from it. */
export type JsonMeasure = {
  /** How many arrays and objects stand within one another. */
  readonly depth: number;
  /** Values of every kind, those within others too. */
  readonly values: number;
  /** Members of all objects, a key that is repeated as often as it stands there. */
  readonly members: number;
  /** Bytes of the longest string, as written, keys too. */
  readonly longest: number;
  /** Different keys, up to `mostNames`: two in a billion may count as one. */
  readonly names: number;
};

/** Whoever measures wants to know no higher number of names. */
const mostNames = 50_000;

/** Bytes that are looked at in a slice. */
const bytesLookedAt = 262_144;

/**
 * Measures a JSON text in UTF-8, in one pass over its bytes. Of a text that is no JSON it measures something; whoever
 * parses it finds out.
 */
export function* measuringJson(text: Uint8Array): Slices<JsonMeasure> {
  const names = new Set<number>();
  let open = 0;
  let depth = 0;
  let values = 1;
  let members = 0;
  let longest = 0;
  let lastString: readonly [start: number, end: number] = [0, 0];
  let looked = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (index - looked > bytesLookedAt) {
      looked = index;
      yield;
    }
    switch (text[index]) {
      case quote: {
        const end = endOfString(text, index);
        lastString = [index, end];
        longest = Math.max(longest, end - index - 1);
        index = end;
        break;
      }
      case openBrace:
      case openBracket:
        open += 1;
        values += 1;
        if (open > depth) depth = open;
        break;
      case closeBrace:
      case closeBracket:
        open -= 1;
        break;
      case comma:
        values += 1;
        break;
      case colon:
        members += 1;
        if (names.size < mostNames) names.add(hashOfBytes(text, ...lastString));
        break;
    }
  }
  return { depth, values, members, longest, names: names.size };
}

/** A key that one object of a JSON text has again. */
export type RepeatedKey = {
  readonly key: string;
  /** The keys and indexes that lead to its object, from outside; the outermost `deepestTold`. */
  readonly within: readonly (string | number)[];
  /** At which byte each of the values begins that it lies in: the whole first, then what `within` leads to. */
  readonly starts: readonly number[];
};

/** Whoever is told of a place needs no longer way to it. */
const deepestTold = 8;

type Open = { readonly start: number; readonly keys: Set<string> | undefined; at: string | number };

/** The keys that objects of a JSON text have again, each as often as it stands there again. Of a text that is no JSON: something. */
export function findRepeatedKeys(text: Buffer): readonly RepeatedKey[] {
  const open: Open[] = [];
  const found: RepeatedKey[] = [];
  let last = '';
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case quote: {
        const end = endOfString(text, index);
        last = text.toString('utf8', index, end + 1);
        index = end;
        break;
      }
      case openBrace:
        open.push({ start: index, keys: new Set(), at: '' });
        break;
      case openBracket:
        open.push({ start: index, keys: undefined, at: 0 });
        break;
      case closeBrace:
      case closeBracket:
        open.pop();
        break;
      case comma: {
        const inside = open.at(-1);
        if (typeof inside?.at === 'number') inside.at += 1;
        break;
      }
      case colon: {
        const inside = open.at(-1);
        const key: unknown = JSON.parse(last);
        if (typeof key !== 'string' || inside?.keys === undefined) return found;
        if (inside.keys.has(key)) found.push({ key, ...placeOf(open) });
        inside.keys.add(key);
        inside.at = key;
        break;
      }
    }
  }
  return found;
}

function placeOf(open: readonly Open[]): Pick<RepeatedKey, 'within' | 'starts'> {
  const told = open.slice(0, deepestTold + 1);
  const leading = open.length > told.length ? told : told.slice(0, -1);
  return {
    within: leading.slice(0, deepestTold).map(({ at }) => at),
    starts: told.map(({ start }) => start),
  };
}

/** The text of the array or object that begins there. */
export function textFrom(text: Buffer, start: number): string {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const byte = text[index];
    if (byte === quote) index = endOfString(text, index);
    else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    if (depth === 0) return text.toString('utf8', start, index + 1);
  }
  return text.toString('utf8', start);
}

/** How many members the objects in a value have. */
export function* countingMembers(value: unknown): Slices<number> {
  let members = 0;
  yield* walkingJson(value, '', (_item, _key, within) => {
    if (within !== undefined && !Array.isArray(within.value)) members += 1;
    return 'on';
  });
  return members;
}

/** No name of anybody's is longer. */
const hashedBytes = 65_536;

/** FNV-1a over the bytes of a string, as written. */
function hashOfBytes(text: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  const last = Math.min(end, start + hashedBytes);
  for (let index = start; index < last; index += 1) hash = Math.imul(hash ^ (text[index] ?? 0), 0x01000193);
  return hash;
}
