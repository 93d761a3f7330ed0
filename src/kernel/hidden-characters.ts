import type { FieldError } from './problem.ts';

// Controls but tab and line ends, format characters (bidi, zero-width), lone surrogates, separators of lines. The variation
// selectors of 髙 and 葛 are marks, not format characters, and stay.
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** Every text in a JSON value that says something else than it shows; `at` is a JSON Pointer. */
export function findHiddenCharacters(value: unknown, at = ''): readonly FieldError[] {
  if (typeof value === 'string') return hidden.test(value) ? [{ at, message }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => findHiddenCharacters(item, `${at}/${key}`));
}

const message = '目に見えない文字（制御文字、書字方向、幅のない文字など）は使えません';
