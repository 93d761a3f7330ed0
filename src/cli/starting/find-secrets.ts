import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import {
  parseVersionedSecrets,
  secretBytes,
  type VersionedSecrets,
} from '../../sign-in/secrets/versioned-secrets.ts';
import { Obstacle } from '../terminal/terminal.ts';

/** What of the sign-in stands outside the database. */
type SignInSecrets = Pick<Config, 'peppers' | 'seedKeys'>;

/**
 * The secrets of this house: those of its settings, or for the embedded database some that are made once and lie beside it, where only its
 * owner reads them. Undefined where the database is elsewhere: other instances have to have the same.
 */
export async function findSecrets({
  peppers,
  seedKeys,
  database,
  dataDir,
}: SignInSecrets & Pick<Config, 'database' | 'dataDir'>): Promise<SignInSecrets> {
  const isOwn = database.kind === 'embedded';
  const own = (name: string) => (isOwn ? findOrMake(dataDir, name) : undefined);
  return { peppers: peppers ?? (await own('pepper')), seedKeys: seedKeys ?? (await own('seed-key')) };
}

async function findOrMake(dataDir: string, name: string): Promise<VersionedSecrets> {
  const path = join(dataDir, name);
  await mkdir(dataDir, { recursive: true });
  const made = `1:${randomBytes(secretBytes).toString('base64')}\n`;
  // Never over one that is there: what was made with it would be lost.
  await writeFile(path, made, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const kept = parseVersionedSecrets(await readFile(path, 'utf8'));
  if (kept === undefined) {
    throw new Obstacle({ ja: `${path} が読めません。`, en: `${path} cannot be read.` });
  }
  return kept;
}
