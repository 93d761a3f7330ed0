import { Type } from 'typebox';
import { End, instantText } from '../../api/schemas.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { IssuedSecret } from './issue-account.ts';
import { notSharedWords } from './not-shared-words.ts';

/** What whoever issues a login id, or a secret anew, hands over to its person. */
export const Issued = Type.Object(
  {
    loginId: Type.String(),
    secret: Type.String({ description: '一度だけのパスワード。この答えにだけ出る' }),
    expiresAt: End,
    isShared: Type.Boolean(),
    says: Type.String(),
  },
  { title: 'IssuedSecret' },
);

const toHandOver = '一度だけのパスワードは本人に直接渡し、本人は24時間のうちに自分のものに変えてください。';

/** The same as an answer. */
export function issuedTold(issued: Result<IssuedSecret, Refusal>) {
  if (!issued.ok) return issued;
  const { expiresAt, ...told } = issued.value;
  return ok({ ...told, expiresAt: instantText(expiresAt), says: `${notSharedWords}${toHandOver}` });
}
