import type { FieldError } from './problem.ts';

// Controls but tab and line ends, format characters (bidi, zero-width), lone surrogates, separators of lines. The variation
// selectors of 髙 and 葛 are marks, not format characters, and stay.
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** More faults than this help nobody, and would make a long answer of a short request. */
const mostErrors = 50;

/**
 * Every text in a JSON value that says something else than it shows, fifty at most; `at` is a JSON Pointer. Walked without
 * recursion: a body may be nested deeper than the stack.
 */
export function findHiddenCharacters(value: unknown, at = ''): readonly FieldError[] {
  const errors: FieldError[] = [];
  const toLookAt = [{ at, value }];
  for (const one of toLookAt) {
    if (errors.length === mostErrors) break;
    if (typeof one.value === 'string' && hidden.test(one.value)) errors.push({ at: one.at, message });
    if (typeof one.value !== 'object' || one.value === null) continue;
    for (const [key, item] of Object.entries(one.value)) {
      toLookAt.push({ at: `${one.at}/${key}`, value: item });
    }
  }
  return errors;
}

const message = '目に見えない文字（制御文字、書字方向、幅のない文字など）は使えません';
