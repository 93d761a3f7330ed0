import type { MintedToken } from '../../authority/minted-token.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import type { SignInMethod } from '../../operators/tables.ts';
import type { CardHeld } from '../../people/cards/find-card-holder.ts';
import { lockAccount } from '../../sign-in/accounts/account-rows.ts';
import { enterAccount, type SignedIn } from '../../sign-in/accounts/enter-account.ts';
import type { ConsoleRow } from '../register/console-rows.ts';
import { holdConsole } from './hold-console.ts';

/** Who takes over which console, and by what they have shown who they are. */
export type TakingOver = {
  /** As it was when they showed it. */
  readonly console: Pick<ConsoleRow, 'secretId'>;
  readonly loginId: string;
  readonly method: SignInMethod;
  readonly card?: CardHeld;
  readonly minted: MintedToken;
  readonly shiftUntil: Date;
  readonly address: string;
  readonly notice: number;
};

/** Asks again, under the heads, whether what was shown still counts for this person; it may record what else is done by it. */
export type StillCounts = (tx: ActTx, taker: Principal) => Promise<boolean>;

/** Signs somebody in at a console by what is shown at one alone. */
export async function takeOverConsole(
  tx: ActTx,
  { console, loginId, method, card, minted, shiftUntil, address, notice }: TakingOver,
  stillCounts: StillCounts,
): Promise<Result<SignedIn, Refusal>> {
  const place = await holdConsole(tx, console.secretId, shiftUntil);
  if (!place.ok) return place;
  const account = await lockAccount(tx.db, loginId);
  await tx.takeHeads(place.value.heads);
  const credential = { kind: 'session', id: minted.tokenId } as const;
  const taker =
    account?.endedAt === null
      ? await findPersonPrincipal(tx.db, account.personId, credential, tx.now)
      : undefined;
  if (account === undefined || taker === undefined || !(await stillCounts(tx, taker))) return refuse(notHere);
  const at = await place.value.takeOver(taker);
  if (!at.ok) return at;
  const draft = { principal: taker, minted, method, address, notice, at: at.value };
  return ok(await enterAccount(tx, account, { ...draft, ...(card && { card }) }));
}

/** In the same words whatever is wrong: who guesses learns nothing of it. */
export const notHere: Refusal = {
  code: 'unauthenticated',
  detail: 'この端末では、示されたものでサインインできません。',
};
