import { mintToken, sameHash } from '../../authority/minted-token.ts';
import type { Presented } from '../../authority/principal.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { AlarmEffect } from '../../log/entry/effects.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount } from '../../sign-in/accounts/account-rows.ts';
import type { SignedIn } from '../../sign-in/accounts/enter-account.ts';
import { parseLoginId } from '../../sign-in/accounts/parse-login-id.ts';
import { findNoticeRefusal } from '../../sign-in/notices/find-notice-refusal.ts';
import { findConsole } from '../register/console-rows.ts';
import { findShiftUntil } from '../shifts/find-shift-until.ts';
import { hasRoleAt, noConsoleHere } from '../shifts/hold-console.ts';
import { notHere, takeOverConsole } from '../shifts/take-over-console.ts';
import { hashOfTyped } from './make-sealed-secret.ts';
import { findSeal, saveOpened } from './seal-rows.ts';

/** What whoever opened the envelope types, and who they say they are. */
export type SealAttempt = {
  readonly console: Pick<Presented, 'tokenId' | 'hash'> | undefined;
  readonly loginId: string;
  readonly secret: string;
  readonly reason: string;
  readonly notice: number;
  readonly address: string;
  readonly requestId: string;
};

/**
 * Signs in, at a console, whoever opened its sealed credential and names themselves, where they hold a role there: when no card, telephone or provider
 * is to be had ((f)(カ)). Once, with an alarm at the site. It waits for no hashing: 256 bits are not guessed.
 */
export async function openSeal(
  deps: ActDeps,
  { loginId: typed, secret, reason, notice, address, requestId, ...attempt }: SealAttempt,
): Promise<Result<SignedIn, Refusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const console = attempt.console && (await findConsole(db, attempt.console));
  if (console === undefined || console.codeUntil !== null) return refuse(noConsoleHere);
  const changed = await findNoticeRefusal(db, notice);
  if (changed !== undefined) return refuse(changed);
  const hash = hashOfTyped(secret);
  const loginId = parseLoginId(typed);
  const account = loginId === undefined ? undefined : await findAccount(db, loginId);
  const minted = mintToken();
  const credential = { kind: 'session', id: minted.tokenId } as const;
  const principal = account && (await findPersonPrincipal(db, account.personId, credential, clock.now()));
  const until = await findShiftUntil(db, console, undefined, clock.now());
  if (!until.ok) return until;
  if (account === undefined || principal === undefined) return refuse(notHere);
  const taking = {
    console,
    loginId: account.loginId,
    method: 'sealed-credential',
    minted,
    shiftUntil: until.value,
    address,
    notice,
  } as const;
  const { siteId, consoleId } = console;
  return performAct<SignedIn>(deps, { principal, requestId }, (tx) =>
    takeOverConsole(tx, taking, async (held, taker) => {
      const seal = await findSeal(held.db, console);
      if (seal === undefined || !sameHash(seal.hash, hash) || !hasRoleAt(taker, siteId)) return false;
      held.recordMinistry(
        {
          kind: 'seal-opened',
          subject: { person: taker.actor.id, token: minted.tokenId },
          details: { console: consoleId },
          personal: { recordClass: 'act', data: { reason } },
        },
        [siteId],
        () => [opened],
      );
      await saveOpened(held.db, console, { openedBy: taker.actor.id, openedAt: held.now });
      return true;
    }),
  );
}

const opened: AlarmEffect = { type: 'alarm', kind: 'seal-opened', active: true };
