import type { Slices } from './in-slices.ts';
import { type FieldError, mostErrors } from './problem.ts';
import { type Place, walkingJson } from './walking-json.ts';

// Controls but tab and line ends, format characters (bidi, zero-width), lone surrogates, separators of lines. The variation
// selectors of 髙 and 葛 are marks, not format characters, and stay.
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/**
 * Every text in a JSON value that says something else than it shows, as many as an answer tells; `at` is a JSON Pointer.
 */
export function* findingHiddenCharacters(value: unknown, at: string): Slices<readonly FieldError[]> {
  const errors: FieldError[] = [];
  yield* walkingJson(value, at, (item, key, within) => {
    if (typeof item === 'string' && hidden.test(item)) errors.push({ at: pathOf(key, within), message });
    return errors.length === mostErrors ? 'enough' : 'on';
  });
  return errors;
}

function pathOf(key: string | number, within: Place | undefined): string {
  const keys = [key];
  for (let one = within; one !== undefined; one = one.within) keys.push(one.key);
  return keys.reverse().join('/');
}

const message = '目に見えない文字（制御文字、書字方向、幅のない文字など）は使えません';
