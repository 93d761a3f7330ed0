import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import { UnreadableSeed } from './unreadable-seed.ts';

/** A seed as it was opened, and whether by a key that is the newest no more. */
export type OpenedSeed = { readonly seed: Buffer; readonly isOutdated: boolean };

const shape = /^\$aes-256-gcm\$k=(\d+)\$([A-Za-z0-9+/]{16})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/]{22})==$/;
const ivBytes = 12;

/** Seals the seed of an account under the newest key: `$aes-256-gcm$k=<version of the key>$<iv>$<sealed>$<tag>`. */
export function sealSeed({ newest, byVersion }: VersionedSecrets, loginId: string, seed: Buffer): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(byVersion, newest), iv);
  cipher.setAAD(boundTo(loginId));
  const sealed = Buffer.concat([cipher.update(seed), cipher.final()]);
  return `$aes-256-gcm$k=${newest}$${[iv, sealed, cipher.getAuthTag()].map((one) => one.toString('base64')).join('$')}`;
}

/** Opens it; throws `UnreadableSeed` where its key is missing, it was sealed for another account, or anything of it was changed. */
export function openSeed({ newest, byVersion }: VersionedSecrets, loginId: string, text: string): OpenedSeed {
  const [, version, iv, sealed, tag] = shape.exec(text) ?? [];
  if (iv === undefined || sealed === undefined || tag === undefined) throw new UnreadableSeed('changed');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(byVersion, Number(version)),
    Buffer.from(iv, 'base64'),
    { authTagLength: 16 },
  );
  decipher.setAAD(boundTo(loginId));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  try {
    const seed = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]);
    return { seed, isOutdated: Number(version) !== newest };
  } catch {
    throw new UnreadableSeed('changed');
  }
}

/** The seed of one account opens in the row of no other. */
function boundTo(loginId: string): Buffer {
  return Buffer.from(`totp ${loginId}`);
}

function keyOf(byVersion: VersionedSecrets['byVersion'], version: number): Buffer {
  const key = byVersion.get(version);
  if (key === undefined) throw new UnreadableSeed('key-missing');
  return key;
}
