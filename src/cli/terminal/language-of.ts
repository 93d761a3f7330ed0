import type { Environment } from '../../environment.ts';
import type { Words } from '../../kernel/words.ts';

/** The language of a terminal's locale: the first of these variables that is set decides (POSIX, 8.2), Japanese or else English. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Environment): keyof Words {
  return /^ja(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'ja' : 'en';
}
