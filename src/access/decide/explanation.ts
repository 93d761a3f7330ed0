import type { Words } from '../../kernel/words.ts';

/** What a code says to people. Codes are for programs and the record; nobody at a door should have to know one. */
export type Explanation = {
  /** What is the matter, in a few words without a full stop: a guard takes it in at a glance. */
  readonly says: Words;
  /** What the desk or the guard can do about it, in a short sentence; null = nothing is to be mended. */
  readonly fix: Words | null;
};
