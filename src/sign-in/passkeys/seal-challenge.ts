import { createHmac, randomBytes } from 'node:crypto';
import { sameHash } from '../../authority/minted-token.ts';
import type { Database } from '../../db/pool.ts';
import { loadMinistryKey } from '../../log/reading/load-ministry-key.ts';

const randomLength = 24;
const instantLength = 6;

/** What an authenticator is asked to sign before anybody has said who they are: 192 random bits and until when it counts, sealed, so that asking leaves no row. */
export async function sealChallenge(db: Database, expiresAt: Date): Promise<string> {
  const until = Buffer.alloc(instantLength);
  until.writeUIntBE(expiresAt.getTime(), 0, instantLength);
  const asked = Buffer.concat([randomBytes(randomLength), until]);
  return Buffer.concat([asked, sealOf(await loadMinistryKey(db), asked)]).toString('base64url');
}

/** Until when one of ours counts; undefined where it is none. */
export async function openChallengeSeal(db: Database, challenge: string): Promise<Date | undefined> {
  const bytes = Buffer.from(challenge, 'base64url');
  const asked = bytes.subarray(0, randomLength + instantLength);
  const isOurs = sameHash(
    sealOf(await loadMinistryKey(db), asked),
    bytes.subarray(randomLength + instantLength),
  );
  return isOurs ? new Date(asked.readUIntBE(randomLength, instantLength)) : undefined;
}

function sealOf(key: Buffer, asked: Buffer): Buffer {
  return createHmac('sha256', key).update('passkey challenge ').update(asked).digest();
}
