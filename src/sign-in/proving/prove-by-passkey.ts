import { databaseOf } from '../../db/pool.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson } from '../accounts/account-rows.ts';
import type { SignedByPasskey } from '../passkeys/verify-passkey.ts';
import { hasNoAccount } from '../second-factor/begin-own-factor-change.ts';
import { showPasskey } from '../second-factor/show-passkey.ts';
import { saveProof } from './save-proof.ts';
import type { ProofRefusal } from './verify-own-password.ts';

/** Has the person of a session show once more who they are by a passkey of theirs, which are two factors. Nobody guesses a signature. */
export async function proveByPasskey(
  deps: ActDeps,
  context: ActContext,
  signed: SignedByPasskey,
): Promise<Result<{ readonly provedAt: Date }, ProofRefusal>> {
  const { actor } = context.principal;
  const own =
    actor.type === 'person' ? await findAccountOfPerson(databaseOf(deps.pool), actor.id) : undefined;
  if (own === undefined) return refuse(hasNoAccount);
  const shown = await showPasskey(deps, { ...signed, requestId: context.requestId }, own.loginId);
  if (shown === undefined) {
    const message = 'あなたのパスキーではないか、求めたものに署名していません';
    return refuse({ code: 'unprocessable', errors: [{ at: '/response', message }] });
  }
  return saveProof(deps, context, 'passkey', shown);
}
