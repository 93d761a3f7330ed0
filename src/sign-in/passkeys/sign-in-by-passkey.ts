import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { mintToken } from '../../authority/minted-token.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount, lockAccount } from '../accounts/account-rows.ts';
import { enterAccount, type SignedIn } from '../accounts/enter-account.ts';
import { findNotice } from '../notices/find-notice.ts';
import { judgeNotice } from '../notices/judge-notice.ts';
import { type ConsoleDeps, holdPlace, type ShownConsole } from '../sessions/place.ts';
import { noteWrong } from '../throttling/count-try.ts';
import { waitOfNetwork } from '../throttling/wait-of-network.ts';
import { findPasskey } from './passkey-rows.ts';
import type { RelyingParty } from './relying-party.ts';
import { stopCopiedPasskey, usePasskey } from './use-passkey.ts';
import { verifyPasskey } from './verify-passkey.ts';

/** What an authenticator signed, for whom, and from where it came. */
export type PasskeyAttempt = {
  readonly party: RelyingParty;
  readonly response: AuthenticationResponseJSON;
  /** The version of the notice that they were told. */
  readonly notice: number;
  readonly console: ShownConsole | undefined;
  readonly address: string;
  readonly requestId: string;
};

type Outcome = Result<SignedIn, Refusal & { readonly seconds?: number }>;

/** Signs somebody in by a passkey alone: whoever holds it was confirmed by it, which are two factors (2.2.1.1(1)(g)(ア)). */
export async function signInByPasskey(
  deps: ActDeps & ConsoleDeps,
  attempt: PasskeyAttempt,
): Promise<Outcome> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const { party, response, notice, address, requestId } = attempt;
  const unread = judgeNotice(notice, await findNotice(db));
  if (unread !== undefined) return refuse(unread);
  const claimed = await findPasskey(db, response.id);
  const account = claimed && (await findAccount(db, claimed.loginId));
  const seconds = await waitOfNetwork(deps, account, address);
  if (seconds > 0) return refuse({ code: 'too-many-requests', seconds });
  const used = await verifyPasskey(deps, { party, response });
  const minted = mintToken();
  const credential = { kind: 'session', id: minted.tokenId } as const;
  const principal =
    account?.endedAt === null
      ? await findPersonPrincipal(db, account.personId, credential, clock.now())
      : undefined;
  if (account === undefined || used === undefined || principal === undefined) {
    await noteWrong(pool, { typed: account?.loginId ?? '', address }, clock.now());
    return refuse(wrong);
  }
  const consoleSecret = await deps.findConsoleSecret(db, attempt.console);
  const elsewhere = await deps.judgeEntry(principal, { address, consoleSecret });
  if (elsewhere !== undefined) return refuse(elsewhere);
  let isCopied = false;
  const entered = await performAct<SignedIn>(deps, { principal, requestId }, async (tx) => {
    const place = await holdPlace(deps, tx, consoleSecret);
    if (!place.ok) return place;
    const held = await lockAccount(tx.db, account.loginId);
    const stillIs = await findPersonPrincipal(tx.db, account.personId, credential, tx.now);
    if (held?.endedAt !== null || stillIs === undefined) return refuse(wrong);
    const use = await usePasskey(tx, used);
    isCopied = use === 'copied';
    if (use !== 'used') return refuse(isCopied ? stopped : wrong);
    await tx.takeHeads(place.value.heads);
    const at = await place.value.takeOver(stillIs);
    if (!at.ok) return at;
    const draft = { principal: stillIs, minted, method: 'passkey', address, notice, at: at.value } as const;
    return ok(await enterAccount(tx, held, draft));
  });
  if (isCopied) await stopCopiedPasskey(deps, requestId, used);
  return entered;
}

const wrong: Refusal = { code: 'unauthenticated', detail: 'このパスキーではサインインできません。' };
const stopped: Refusal = {
  code: 'unauthenticated',
  detail:
    'このパスキーは複製されたおそれがあるため、使えなくしました。ほかの方法でサインインし、権限管理を行う者に知らせてください。',
};
