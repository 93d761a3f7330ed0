import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { makeOneTimeSecret } from '../passwords/make-one-time-secret.ts';
import { findAccount, findAccountOfPerson } from './account-rows.ts';
import { giveAccount } from './give-account.ts';
import { isNameOfNobody, parseLoginId } from './parse-login-id.ts';

/** What an officer hands over once: it is kept nowhere, and an answer that is lost is not given again. */
export type IssuedSecret = {
  readonly loginId: string;
  readonly secret: string;
  /** Whether others use the login id, too (2.2.1.3(2)(b)): never. */
  readonly isShared: false;
  readonly expiresAt: Date;
};

/** So long a one-time secret signs in. */
export const secretLastsMs = 24 * 3_600_000;

/**
 * Gives a person a login id with a one-time secret, which signs in once and only to set their own (2.2.1.3(2)(c)(ウ)). Never to oneself; a login
 * id that anybody ever had is given to nobody again.
 */
export function issueAccount(
  deps: ActDeps & HashingDeps,
  { idempotencyKey: _, ...context }: ActContext,
  draft: { readonly loginId: string; readonly personId: string },
): Promise<Result<IssuedSecret, Refusal>> {
  const loginId = parseLoginId(draft.loginId);
  if (loginId === undefined || isNameOfNobody(loginId)) return Promise.resolve(refuse(badLoginId));
  const { personId } = draft;
  const { actor } = context.principal;
  return inHashingPlace<IssuedSecret, Refusal>(deps, async (place) => {
    const secret = makeOneTimeSecret();
    const verifier = await place.makeVerifier(secret);
    return performAct(deps, context, async (tx) => {
      if (actor.type === 'person' && actor.id === personId) return refuse(toOneself);
      await tx.takeHeads([ministryLogId]);
      if ((await findAccount(tx.db, loginId)) !== undefined) return refuse(everGiven);
      const person = await findPerson(tx.db, personId);
      if (person === undefined) return refuse({ code: 'not-found', detail: 'この人は登録されていません。' });
      if (person.state !== 'active') return refuse(notInOffice);
      if ((await findAccountOfPerson(tx.db, personId)) !== undefined) return refuse(hasOne);
      const expiresAt = new Date(tx.now.getTime() + secretLastsMs);
      await giveAccount(tx, { loginId, personId, issuedBy: actor.id }, { verifier, oneTimeUntil: expiresAt });
      return ok({ loginId, secret, isShared: false, expiresAt });
    });
  });
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
const toOneself: Refusal = {
  code: 'self-approval',
  detail: '自分に識別コードを発行することはできません。ほかの権限管理を行う者に求めてください。',
};
const everGiven: Refusal = {
  code: 'conflict',
  detail: 'この識別コードは、すでに発行されたことがあります。終わったものも、ほかの人には使えません。',
};
const notInOffice: Refusal = {
  code: 'conflict',
  detail: '利用停止中又は離任した人に、識別コードは発行できません。',
};
const hasOne: Refusal = {
  code: 'conflict',
  detail: 'この人には、すでに識別コードがあります。忘れたときは、パスワードを再発行してください。',
};
