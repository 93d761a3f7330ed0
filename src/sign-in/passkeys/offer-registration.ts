import { generateRegistrationOptions } from '@simplewebauthn/server';
import { type Database, databaseOf } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type AccountRow, findAccountOfPerson } from '../accounts/account-rows.ts';
import { challengeLastsMs, makeChallenge } from './challenges.ts';
import { passkeyAlgorithms } from './passkey-algorithms.ts';
import { listPasskeys } from './passkey-rows.ts';
import type { RelyingParty } from './relying-party.ts';
import { userHandleOf } from './user-handle-of.ts';

type CreationOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;

/**
 * What the browser of somebody who is signed in asks their authenticator for: a passkey that is found without a login id, and that confirms each
 * time who holds it (possession and knowledge, or what they are), so that it suffices alone.
 */
export async function offerRegistration(
  { pool, clock }: ActDeps,
  actor: Actor,
  party: RelyingParty,
): Promise<Result<CreationOptions, Refusal>> {
  const db = databaseOf(pool);
  const account = await accountOf(db, actor);
  if (account === undefined) return refuse(hasNoAccount);
  const challenge = await makeChallenge(db, account.loginId, clock.now());
  const known = await listPasskeys(db, account.loginId);
  return ok(
    await generateRegistrationOptions({
      rpName: '関所',
      rpID: party.id,
      userName: account.loginId,
      userID: userHandleOf(account.personId),
      challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
      timeout: challengeLastsMs,
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId: id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    }),
  );
}

/** By which a person signs in; a machine has none. */
export async function accountOf(db: Database, actor: Actor): Promise<AccountRow | undefined> {
  return actor.type === 'person' ? findAccountOfPerson(db, actor.id) : undefined;
}

/** Answered to whoever has no login id to sign in by. */
export const hasNoAccount: Refusal = { code: 'conflict', detail: 'あなたには、識別コードがありません。' };
