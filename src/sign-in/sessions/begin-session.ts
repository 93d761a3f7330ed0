import type { MintedToken } from '../../authority/minted-token.ts';
import { networkOf } from '../../authority/network-of.ts';
import type { Principal } from '../../authority/principal.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { sessionLimitOf } from '../../operators/principals/session-limit-of.ts';
import { apiTokens, type SecondFactor, type SignInMethod, sessions } from '../../operators/tables.ts';
import type { CardHeld } from '../../people/cards/find-card-holder.ts';

export type SessionDraft = {
  /** Whose it is; its credential is the session that begins. */
  readonly principal: Principal;
  readonly minted: MintedToken;
  readonly loginId: string;
  readonly method: SignInMethod;
  /** What they showed beside it, if anything. */
  readonly secondFactor?: SecondFactor;
  readonly address: string;
  /** By which card, where it was one. */
  readonly card?: Pick<CardHeld, 'cardId' | 'seq'>;
  /** The version of the notice that was told before. */
  readonly notice: number;
  /** Where it begins at a console. */
  readonly at?: ConsoleTaken | undefined;
};

/** A console that somebody takes over, and until when whoever keeps it by shifts does. */
export type ConsoleTaken = { readonly consoleId: string; readonly shiftUntil: Date };

export type BegunSession = {
  readonly expiresAt: Date;
  readonly idleUntil: Date;
  /** From then on it only reads; null = it is for no shift. */
  readonly shiftUntil: Date | null;
};

/** So long a console goes on reading after its shift, where nobody comes. */
const readsOnMs = 26 * 3_600_000;

/**
 * Begins a session of whoever has shown who they are, with its entry: always a new one, whatever the request came with. From where they came
 * stands in what is erased by date. The caller holds the account and the ministry's head.
 */
export async function beginSession(
  tx: ActTx,
  { principal, minted, loginId, method, secondFactor, card, address, notice, at }: SessionDraft,
): Promise<BegunSession> {
  const { actor, roles } = principal;
  const { idleMs, longestMs, locksAfterMs, keepsShift } = sessionLimitOf(roles);
  const network = networkOf(address);
  const inMs = (ms: number) => new Date(tx.now.getTime() + ms);
  const shiftUntil = at !== undefined && keepsShift ? at.shiftUntil : null;
  const expiresAt = shiftUntil === null ? inMs(longestMs) : new Date(shiftUntil.getTime() + readsOnMs);
  const idleUntil = shiftUntil === null ? inMs(idleMs) : expiresAt;
  const ofConsole =
    at === undefined
      ? {}
      : { console: at.consoleId, ...(shiftUntil && { shiftUntil: shiftUntil.toISOString() }) };
  tx.recordMinistry(
    {
      kind: 'signed-in',
      subject: { person: actor.id, token: minted.tokenId },
      details: {
        method,
        secondFactor: secondFactor ?? null,
        notice,
        expiresAt: expiresAt.toISOString(),
        ...ofConsole,
      },
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
    secondFactor: secondFactor ?? null,
    network,
    usedAt: tx.now,
    idleUntil,
    provedAt: tx.now,
    shiftUntil,
    ...(card && { cardId: card.cardId, cardSeq: card.seq }),
    ...(at && { consoleId: at.consoleId, locksAt: inMs(locksAfterMs) }),
  });
  return { expiresAt, idleUntil, shiftUntil };
}
