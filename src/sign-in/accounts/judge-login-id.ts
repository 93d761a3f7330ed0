import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { isNameOfNobody, parseLoginId } from './parse-login-id.ts';

/** A login id that somebody may be given, in its one form; refused where what was typed is none, or names nobody. */
export function judgeLoginId(typed: string): Result<string, Refusal> {
  const loginId = parseLoginId(typed);
  return loginId === undefined || isNameOfNobody(loginId) ? refuse(badLoginId) : ok(loginId);
}

const badLoginId: Refusal = {
  code: 'unprocessable',
  errors: [
    {
      at: '/loginId',
      message:
        '英小文字で始まる、英小文字・数字・ . _ - の 3 から 32 文字にしてください（だれのものか分からない admin・root・test などは使えません）',
    },
  ],
};
