import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { IssuedSecret } from '../accounts/issue-account.ts';
import { lockStanding } from '../accounts/lock-standing.ts';
import { saveSecretAnew } from '../accounts/save-secret-anew.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { makeOneTimeSecret } from '../passwords/make-one-time-secret.ts';
import { type RemovalGrounds, removeFactors } from './remove-factors.ts';

type Reopening = Required<Pick<RemovalGrounds, 'reason' | 'removedBy'>> & { readonly loginId: string };

/**
 * Lets somebody in again whom no two others can help: gives their account a one-time secret, and takes its second factors away. For whoever holds the
 * database, at its machine.
 */
export function reopenAccount(
  deps: ActDeps & HashingDeps,
  context: ActContext,
  { loginId, ...grounds }: Reopening,
): Promise<Result<IssuedSecret, Refusal>> {
  return inHashingPlace<IssuedSecret, Refusal>(deps, async (place) => {
    const secret = makeOneTimeSecret();
    const verifier = await place.makeVerifier(secret);
    return performAct(deps, context, async (tx) => {
      const account = await lockStanding(tx.db, loginId);
      if (!account.ok) return account;
      await tx.takeHeads([ministryLogId]);
      await removeFactors(tx, account.value, grounds);
      const { reason } = grounds;
      const expiresAt = await saveSecretAnew(tx, account.value, { verifier, reason });
      return ok({ loginId, secret, isShared: false, expiresAt });
    });
  });
}
