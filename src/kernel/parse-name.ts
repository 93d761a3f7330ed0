import { ok, type Result, refuse } from './result.ts';

export type NameFault =
  | 'empty'
  | 'lone-surrogate'
  | 'control-character'
  | 'bidi-control'
  | 'invisible-character';

/**
 * What can be seen nowhere and changes how its neighbours read. ZWJ and ZWNJ too: no Japanese name needs them.
 * Variation selectors are not among them: 葛󠄀 and 葛 are different names (異体字), and each stays as typed.
 */
const invisible =
  /\u034F|[\u00AD\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200D\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
const loneSurrogate = /\p{Surrogate}/u;
const bidiControl = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const control = /[\p{Cc}\u2028\u2029\p{Noncharacter_Code_Point}]/u;
const selectorAtStart = /^\s*\p{Variation_Selector}/u;

/** A name as it was typed, byte for byte: nothing is trimmed, composed or replaced; what cannot be shown is refused. */
export function parseName(typed: string): Result<string, NameFault> {
  if (loneSurrogate.test(typed)) return refuse('lone-surrogate');
  if (bidiControl.test(typed)) return refuse('bidi-control');
  if (control.test(typed)) return refuse('control-character');
  if (invisible.test(typed) || selectorAtStart.test(typed)) return refuse('invisible-character');
  return typed.trim() === '' ? refuse('empty') : ok(typed);
}
