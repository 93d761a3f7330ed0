import { dictionary } from '@zxcvbn-ts/language-common';

/** The 49,000 passwords that are found most in what was stolen elsewhere. */
const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Whether a password in small letters is a common one, or such a one with digits and signs behind it. */
export function isCommonPassword(plain: string): boolean {
  const stem = plain.replace(/[^\p{Letter}]+$/u, '');
  return (
    common.has(plain) || (stem.length >= 4 && plain.length - stem.length <= stem.length && common.has(stem))
  );
}
