import type { Words } from '../../kernel/words.ts';

/** What a decision says, in words: a passage is 通行可 or 通行不可, for 許可 belongs to 別表2. */
export const verdicts = {
  grant: { ja: '通行可', en: 'granted' },
  deny: { ja: '通行不可', en: 'denied' },
  wait: { ja: '同行者待ち', en: 'waiting for company' },
} as const satisfies Readonly<Record<string, Words>>;

export type Verdict = keyof typeof verdicts;
