import type { Slices } from './in-slices.ts';
import { type FieldError, mostErrors } from './problem.ts';

// Controls but tab and line ends, format characters (bidi, zero-width), lone surrogates, separators of lines. The variation
// selectors of 髙 and 葛 are marks, not format characters, and stay.
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** A list or an object, and by which key in which other one it was found: a path is put together only where something is wrong. */
type Found = {
  readonly value: object;
  readonly key: string | number;
  readonly within: Found | undefined;
};

/** Values that are looked at in a slice. */
const valuesLookedAt = 10_000;

/**
 * Every text in a JSON value that says something else than it shows, as many as an answer tells; `at` is a JSON Pointer.
 * Walked without recursion: a body may be nested deeper than the stack.
 */
export function* findingHiddenCharacters(value: unknown, at: string): Slices<readonly FieldError[]> {
  const errors: FieldError[] = [];
  const toLookAt: Found[] = [];
  let looked = 0;

  function look(item: unknown, key: string | number, within: Found | undefined): void {
    if (typeof item === 'object' && item !== null) toLookAt.push({ value: item, key, within });
    if (typeof item === 'string' && hidden.test(item)) errors.push({ at: pathOf(key, within), message });
  }

  look(value, at, undefined);
  for (const one of toLookAt) {
    // Lists by their places: pairs of key and value for 800,000 numbers would take a second to make.
    const keys = Array.isArray(one.value) ? one.value.keys() : Object.keys(one.value);
    for (const key of keys) {
      look(Reflect.get(one.value, key), key, one);
      if (errors.length === mostErrors) return errors;
      looked += 1;
      if (looked % valuesLookedAt === 0) yield;
    }
  }
  return errors;
}

function pathOf(key: string | number, within: Found | undefined): string {
  const keys = [key];
  for (let one = within; one !== undefined; one = one.within) keys.push(one.key);
  return keys.reverse().join('/');
}

const message = '目に見えない文字（制御文字、書字方向、幅のない文字など）は使えません';
