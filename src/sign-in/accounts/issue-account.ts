import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { makeOneTimeSecret } from '../passwords/make-one-time-secret.ts';
import { findIssueRefusal } from './find-issue-refusal.ts';
import { type AccountDraft, giveAccount } from './give-account.ts';
import { judgeLoginId } from './judge-login-id.ts';

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

/** Whom a login id is given to, and by which application. */
export type AccountAsked = Omit<AccountDraft, 'issuedBy'>;

/**
 * Gives one of the first people of an office a login id, without an application: whoever could approve one has none yet. For whoever holds the
 * database, at its machine.
 */
export function issueAccount(
  deps: ActDeps & HashingDeps,
  context: ActContext,
  { loginId: typed, personId }: { readonly loginId: string; readonly personId: string },
): Promise<Result<IssuedSecret, Refusal>> {
  return handOverAccount(deps, context, async () => {
    const loginId = judgeLoginId(typed);
    return loginId.ok ? ok({ loginId: loginId.value, personId, application: null }) : loginId;
  });
}

/**
 * Gives a person a login id with a one-time secret, which signs in once and only to set their own (2.2.1.3(2)(c)(ウ)). Never to oneself; a login
 * id that anybody ever had is given to nobody again. `ask` says of whom, and locks what that rests on before any head.
 */
export function handOverAccount(
  deps: ActDeps & HashingDeps,
  { idempotencyKey: _, ...context }: ActContext,
  ask: (tx: ActTx) => Promise<Result<AccountAsked, Refusal>>,
): Promise<Result<IssuedSecret, Refusal>> {
  const { actor } = context.principal;
  return inHashingPlace<IssuedSecret, Refusal>(deps, async (place) => {
    const secret = makeOneTimeSecret();
    const verifier = await place.makeVerifier(secret);
    return performAct(deps, context, async (tx) => {
      const asked = await ask(tx);
      if (!asked.ok) return asked;
      const { loginId, personId } = asked.value;
      if (actor.type === 'person' && actor.id === personId) return refuse(toOneself);
      await tx.takeHeads([ministryLogId]);
      const refusal = await findIssueRefusal(tx.db, asked.value);
      if (refusal !== undefined) return refuse(refusal);
      const expiresAt = new Date(tx.now.getTime() + secretLastsMs);
      await giveAccount(tx, { ...asked.value, issuedBy: actor.id }, { verifier, oneTimeUntil: expiresAt });
      return ok({ loginId, secret, isShared: false, expiresAt });
    });
  });
}

const toOneself: Refusal = {
  code: 'self-approval',
  detail: '自分に識別コードを発行することはできません。ほかの権限管理を行う者に求めてください。',
};
