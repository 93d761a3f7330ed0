import type { MintedToken } from '../../authority/minted-token.ts';
import { networkOf } from '../../authority/network-of.ts';
import type { Principal } from '../../authority/principal.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { sessionLimitOf } from '../../operators/session-limit-of.ts';
import { apiTokens, type SignInMethod, sessions } from '../../operators/tables.ts';

export type SessionDraft = {
  /** Whose it is; its credential is the session that begins. */
  readonly principal: Principal;
  readonly minted: MintedToken;
  readonly loginId: string;
  readonly method: SignInMethod;
  readonly address: string;
  /** The version of the notice that was told before. */
  readonly notice: number;
};

export type BegunSession = { readonly expiresAt: Date; readonly idleUntil: Date };

/**
 * Begins a session of whoever has shown who they are, with its entry: always a new one, whatever the request came with. From where they came
 * stands in what is erased by date. The caller holds the account and the ministry's head.
 */
export async function beginSession(
  tx: ActTx,
  { principal, minted, loginId, method, address, notice }: SessionDraft,
): Promise<BegunSession> {
  const { actor, roles } = principal;
  const { idleMs, longestMs } = sessionLimitOf(roles);
  const network = networkOf(address);
  const expiresAt = new Date(tx.now.getTime() + longestMs);
  const idleUntil = new Date(tx.now.getTime() + idleMs);
  tx.recordMinistry(
    {
      kind: 'signed-in',
      subject: { person: actor.id, token: minted.tokenId },
      details: { method, notice, expiresAt: expiresAt.toISOString() },
      personal: { recordClass: 'act', data: { network } },
    },
    [],
  );
  await tx.db.insert(apiTokens).values({
    tokenId: minted.tokenId,
    kind: 'session',
    hash: minted.hash,
    holderType: 'person',
    holderId: actor.id,
    createdAt: tx.now,
    expiresAt,
  });
  await tx.db.insert(sessions).values({
    tokenId: minted.tokenId,
    personId: actor.id,
    loginId,
    method,
    network,
    usedAt: tx.now,
    idleUntil,
    provedAt: tx.now,
  });
  return { expiresAt, idleUntil };
}
