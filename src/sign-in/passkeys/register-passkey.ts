import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { databaseOf } from '../../db/pool.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockAccount } from '../accounts/account-rows.ts';
import { takeChallenge } from './challenges.ts';
import { accountOf, hasNoAccount } from './offer-registration.ts';
import { isLongEnough, passkeyAlgorithms } from './passkey-algorithms.ts';
import { listPasskeys } from './passkey-rows.ts';
import type { RelyingParty } from './relying-party.ts';
import { signedChallenge } from './signed-challenge.ts';
import { passkeys } from './tables.ts';

export type PasskeyOffered = {
  readonly party: RelyingParty;
  readonly name: string;
  readonly response: RegistrationResponseJSON;
};

/** More than anybody has authenticators. */
const mostPasskeys = 20;

/** Registers a passkey of the person who acts, who asked for it before. */
export async function registerPasskey(
  deps: ActDeps,
  context: ActContext,
  { party, name, response }: PasskeyOffered,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const db = databaseOf(deps.pool);
  const account = await accountOf(db, context.principal.actor);
  if (account === undefined) return refuse(hasNoAccount);
  const { loginId, personId } = account;
  const challenge = signedChallenge(response.response.clientDataJSON);
  if (challenge === undefined || !(await takeChallenge(db, challenge, loginId, deps.clock.now()))) {
    return refuse(notAsked);
  }
  const credential = await verifiedCredential(party, response, challenge);
  if (credential === undefined) return refuse(notSigned);
  return performAct(deps, context, async (tx) => {
    const held = await lockAccount(tx.db, loginId);
    if (held?.endedAt !== null) return refuse(hasNoAccount);
    if ((await listPasskeys(tx.db, loginId)).length >= mostPasskeys) return refuse(tooMany);
    await tx.takeHeads([ministryLogId]);
    const [known] = await tx.db.select().from(passkeys).where(eq(passkeys.credentialId, credential.id));
    if (known !== undefined) return refuse(knownAlready);
    const passkeyId = newId<'passkey'>();
    tx.recordMinistry(
      {
        kind: 'passkey-registered',
        subject: { person: personId },
        details: { passkey: passkeyId },
        personal: { recordClass: 'act', data: { name } },
      },
      [],
    );
    await tx.db.insert(passkeys).values({
      passkeyId,
      credentialId: credential.id,
      loginId,
      personId,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      name,
      registeredAt: tx.now,
    });
    return ok({ id: passkeyId });
  });
}

/** What the authenticator made; undefined where it is not what was asked for, or nobody was confirmed to hold it. */
async function verifiedCredential(
  party: RelyingParty,
  response: RegistrationResponseJSON,
  expectedChallenge: string,
) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    });
    if (!verified || !isLongEnough(registrationInfo.credential.publicKey)) return undefined;
    return registrationInfo.credential;
  } catch {
    // The library throws whatever is wrong with what came; nothing else is asked here.
    return undefined;
  }
}

const notAsked: Refusal = {
  code: 'conflict',
  detail: 'この登録は、この人が5分のうちに始めたものではありません。もう一度、登録を始めてください。',
};
const notSigned: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/response', message: 'この画面から、本人を確かめたうえで作られたパスキーではありません' }],
};
const tooMany: Refusal = {
  code: 'conflict',
  detail: `パスキーは一人 ${mostPasskeys} までです。使わないものを削除してください。`,
};
const knownAlready: Refusal = {
  code: 'conflict',
  detail: 'このパスキーは、すでに登録されたことがあります。',
};
