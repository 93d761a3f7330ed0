import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { type Database, databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { takeChallenge } from './challenges.ts';
import { findPasskey, type PasskeyRow } from './passkey-rows.ts';
import type { RelyingParty } from './relying-party.ts';
import { signedChallenge } from './signed-challenge.ts';
import { userHandleOf } from './user-handle-of.ts';

/** What an authenticator signed, and for whom. */
export type SignedByPasskey = { readonly party: RelyingParty; readonly response: AuthenticationResponseJSON };

/** A passkey whose authenticator signed what it was asked to, having confirmed who holds it. */
export type UsedPasskey = { readonly passkey: PasskeyRow; readonly counter: number };

/**
 * Looks at what an authenticator signed; undefined where it is no passkey of ours or not what was asked. What was asked counts once, also where
 * the answer is wrong. Its counter is judged by `usePasskey`, in the act.
 */
export async function verifyPasskey(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  { party, response }: SignedByPasskey,
): Promise<UsedPasskey | undefined> {
  const db: Database = databaseOf(pool);
  const challenge = signedChallenge(response.response.clientDataJSON);
  if (challenge === undefined || !(await takeChallenge(db, challenge, null, clock.now()))) return undefined;
  const passkey = await findPasskey(db, response.id);
  if (passkey === undefined || !isOf(passkey, response)) return undefined;
  const counter = await signedCounter(party, response, { challenge, passkey });
  return counter === undefined ? undefined : { passkey, counter };
}

/** An authenticator that keeps whose a passkey is says it. */
function isOf({ personId }: PasskeyRow, { response: { userHandle } }: AuthenticationResponseJSON): boolean {
  return userHandle === undefined || userHandle === Buffer.from(userHandleOf(personId)).toString('base64url');
}

async function signedCounter(
  party: RelyingParty,
  response: AuthenticationResponseJSON,
  { challenge, passkey }: { readonly challenge: string; readonly passkey: PasskeyRow },
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      // The counter is compared under the lock of its row, once it is known who signed it.
      credential: { id: passkey.credentialId, publicKey: Uint8Array.from(passkey.publicKey), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws whatever is wrong with what came; nothing else is asked here.
    return undefined;
  }
}
