import type { Refusal } from '../../kernel/problem.ts';

/** Whoever is signed in by a page of another site does not know as whom they act (login CSRF). */
export const notOwnPage: Refusal = {
  code: 'forbidden',
  detail: 'サインインできるのは、このサービスの画面を開いている本人だけです。',
};
