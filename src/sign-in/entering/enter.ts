import type { MintedToken } from '../../authority/minted-token.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import type { SignInMethod } from '../../operators/tables.ts';
import { lockAccount } from '../accounts/account-rows.ts';
import { enterAccount, type SignedIn } from '../accounts/enter-account.ts';
import { findPasswordNow } from '../passwords/find-password-age.ts';
import { findPassword, savePassword } from '../passwords/password-rows.ts';
import { askForSecond } from '../second-factor/ask-for-second.ts';
import { type ChallengeRow, closeChallenge } from '../second-factor/open-challenge.ts';
import type { SecondAsked } from '../second-factor/second-factors.ts';
import type { ShownFactor } from '../second-factor/shown-factor.ts';
import { type ConsoleDeps, holdPlace } from '../sessions/place.ts';

/** What somebody showed, and from where. */
export type Entering = {
  readonly loginId: string;
  readonly method: SignInMethod;
  /** What of a password let them so far, and what takes its place; null where it was none. */
  readonly verifier: string | null;
  readonly nextVerifier: string | null;
  /** What was asked of them beside it, and what they showed; undefined where nothing was. */
  readonly asked: SecondAsked;
  readonly second: { readonly challenge: ChallengeRow; readonly shown: ShownFactor } | undefined;
  readonly principal: Principal;
  readonly minted: MintedToken;
  /** The console that their browser is, if any. */
  readonly consoleSecret: string | undefined;
  readonly notice: number;
  readonly address: string;
  readonly requestId: string;
};

/**
 * Begins the session of somebody who showed all that is asked of them. What was looked at before is looked at again under the lock of the
 * account: where any of it has changed nothing begins, and `changed` says so.
 */
export async function enter(
  deps: ActDeps & ConsoleDeps,
  entering: Entering,
  changed: Refusal,
): Promise<Result<SignedIn, Refusal>> {
  const { loginId, method, minted, principal, address, notice, requestId, second, verifier } = entering;
  const entered = await performAct<SignedIn>(deps, { principal, requestId }, async (tx) => {
    const place = await holdPlace(deps, tx, entering.consoleSecret);
    if (!place.ok) return place;
    const account = await lockAccount(tx.db, loginId);
    const stillIs = await findPersonPrincipal(tx.db, principal.actor.id, principal.credential, tx.now);
    if (account?.endedAt !== null || stillIs === undefined) return refuse(changed);
    if (verifier !== null && !(await keepsPassword(tx, loginId, verifier))) return refuse(changed);
    const { asked } = await askForSecond(tx.db, { loginId, method, roles: stillIs.roles });
    if (asked !== entering.asked) return refuse(changed);
    if (second !== undefined && !(await closeChallenge(tx.db, second.challenge))) return refuse(changed);
    await tx.takeHeads(place.value.heads);
    const { personId } = account;
    const taken = await second?.shown.take(tx, { personId, session: undefined });
    if (second !== undefined && taken === undefined) return refuse(changed);
    if (entering.nextVerifier !== null) await renewPassword(tx, loginId, personId, entering.nextVerifier);
    const at = await place.value.takeOver(stillIs);
    if (!at.ok) return at;
    const begun = await enterAccount(tx, account, {
      ...{ principal: stillIs, minted, method, address, notice, at: at.value },
      ...(second && { secondFactor: second.shown.factor }),
    });
    return ok({ ...begun, recoveryCodes: taken?.recoveryCodes ?? null });
  });
  if (!entered.ok) await second?.shown.onRefused?.();
  return entered;
}

async function keepsPassword({ db }: ActTx, loginId: string, verifier: string): Promise<boolean> {
  return (await findPassword(db, loginId))?.verifier === verifier;
}

/** A verifier made anew is of the same password, unless the one before was handed over by somebody else, or has run out. */
async function renewPassword(tx: ActTx, loginId: string, person: string, verifier: string): Promise<void> {
  const before = await findPasswordNow(tx.db, loginId, tx.now);
  const isChanged = before === undefined || before.isOneTime;
  const setAt = isChanged ? tx.now : before.setAt;
  await savePassword(tx.db, { loginId, verifier, isOneTime: false, expiresAt: null, setAt });
  if (isChanged) tx.recordMinistry({ kind: 'password-changed', subject: { person } }, []);
}
