import type { MintedToken } from '../../authority/minted-token.ts';
import type { Principal } from '../../authority/principal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { findPersonPrincipal } from '../../operators/find-person-principal.ts';
import type { SignInMethod } from '../../operators/tables.ts';
import { lockAccount } from '../../sign-in/accounts/account-rows.ts';
import { enterAccount, type SignedIn } from '../../sign-in/accounts/enter-account.ts';
import { type ConsoleRow, lockConsole } from '../register/console-rows.ts';
import { endSessionsAtConsole, holdSessionsAtConsole } from '../register/end-sessions-at-console.ts';

/** Who takes over which console, and by what they have shown who they are. */
export type TakingOver = {
  /** As it was when they showed it. */
  readonly console: ConsoleRow;
  readonly loginId: string;
  readonly method: SignInMethod;
  readonly minted: MintedToken;
  readonly shiftUntil: Date;
  readonly address: string;
  readonly notice: number;
};

/** Asks again, under the heads, whether what was shown still counts for this person; it may record what else is done by it. */
export type StillCounts = (tx: ActTx, taker: Principal) => Promise<boolean>;

/**
 * Gives a console over (交代): whoever kept it is signed out and whoever comes signed in, in one act and each with an entry. There is no moment
 * with both, and no id that both use. Also to who kept it before.
 */
export async function takeOverConsole(
  tx: ActTx,
  { console, loginId, method, minted, shiftUntil, address, notice }: TakingOver,
  stillCounts: StillCounts,
): Promise<Result<SignedIn, Refusal>> {
  const { siteId, consoleId } = console;
  const held = await lockConsole(tx.db, console);
  if (held?.secretId !== console.secretId) return refuse(noConsoleHere);
  const before = await holdSessionsAtConsole(tx, consoleId);
  const account = await lockAccount(tx.db, loginId);
  await tx.takeHeads([ministryLogId, siteId]);
  const credential = { kind: 'session', id: minted.tokenId } as const;
  const taker =
    account?.endedAt === null
      ? await findPersonPrincipal(tx.db, account.personId, credential, tx.now)
      : undefined;
  if (account === undefined || taker === undefined || !(await stillCounts(tx, taker))) return refuse(notHere);
  await endSessionsAtConsole(tx, consoleId, before);
  const at = { consoleId, shiftUntil };
  return ok(await enterAccount(tx, account, { principal: taker, minted, method, address, notice, at }));
}

/** Whether somebody was given a role there: who only is on the staff keeps no console, and ends nobody's session at one. */
export function hasRoleAt({ roles }: Principal, siteId: string): boolean {
  return roles.some((held) => held.role !== 'host' && (held.siteId === null || held.siteId === siteId));
}

export const noConsoleHere: Refusal = {
  code: 'conflict',
  detail: 'このブラウザは、登録された端末ではありません。端末でサインインしてください。',
};

/** In the same words whatever is wrong: who guesses learns nothing of it. */
export const notHere: Refusal = {
  code: 'unauthenticated',
  detail: 'この端末では、示されたものでサインインできません。',
};
