import type { FieldError } from '../../kernel/problem.ts';
import { isCommonPassword } from './is-common-password.ts';

/** By what else somebody signs in decides how long a password has to be. */
const leastLength = { 'password-only': 15, 'with-second-factor': 8 } as const;
export const longestPassword = 128;

/** So much of it must be more than words that everybody here knows. */
const leastOwn = 8;

/**
 * Why somebody may not have this password (統一技術基準 2.2.1.1(1)(e)(ウ)): it is too short or too long, a common one, one piece again and again,
 * or little more than words of the place. How letters, digits and signs mix is nobody's business.
 */
export function judgePassword(
  typed: string,
  { beside, words }: { readonly beside: keyof typeof leastLength; readonly words: readonly string[] },
): FieldError['message'] | undefined {
  const password = typed.normalize('NFKC');
  const least = leastLength[beside];
  const length = [...password].length;
  if (length < least || length > longestPassword)
    return `${least} 文字から ${longestPassword} 文字で決めてください`;
  const plain = password.toLowerCase();
  if (isCommonPassword(plain) || /^(.{1,7})\1+.{0,3}$/su.test(plain)) {
    return 'よく使われていて推測されやすいので、別のものにしてください';
  }
  const own = words.reduce((left, word) => left.replaceAll(word.normalize('NFKC').toLowerCase(), ''), plain);
  if ([...own].length < leastOwn) {
    return '識別コードや組織の名前などに少し足しただけのものは使えません';
  }
  return undefined;
}
