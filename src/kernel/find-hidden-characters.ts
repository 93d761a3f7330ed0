import { type FieldError, mostErrors } from './problem.ts';

// Controls but tab and line ends, format characters (bidi, zero-width), lone surrogates, separators of lines. The variation
// selectors of 髙 and 葛 are marks, not format characters, and stay.
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** A value, and by which key in which other one it was found: a path is put together only where something is wrong. */
type Found = { readonly value: unknown; readonly key: string; readonly within: Found | undefined };

/**
 * Every text in a JSON value that says something else than it shows, as many as an answer tells; `at` is a JSON Pointer.
 * Walked without recursion: a body may be nested deeper than the stack.
 */
export function findHiddenCharacters(value: unknown, at = ''): readonly FieldError[] {
  const errors: FieldError[] = [];
  const toLookAt: Found[] = [{ value, key: at, within: undefined }];
  for (const one of toLookAt) {
    if (errors.length === mostErrors) break;
    if (typeof one.value === 'string' && hidden.test(one.value)) errors.push({ at: pathOf(one), message });
    if (typeof one.value !== 'object' || one.value === null) continue;
    for (const [key, item] of Object.entries(one.value)) {
      if (canSay(item)) toLookAt.push({ value: item, key, within: one });
    }
  }
  return errors;
}

function canSay(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function pathOf(found: Found): string {
  const keys: string[] = [];
  for (let one: Found | undefined = found; one !== undefined; one = one.within) keys.push(one.key);
  return keys.reverse().join('/');
}

const message = '目に見えない文字（制御文字、書字方向、幅のない文字など）は使えません';
