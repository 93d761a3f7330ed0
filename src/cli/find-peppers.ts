import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type Peppers, parsePeppers } from '../sign-in/passwords/peppers.ts';
import { Obstacle } from './terminal.ts';

/**
 * The peppers of this house: those of PEPPER_FILE, or for the embedded database one that is made once and lies beside it, where only its owner
 * reads it. Undefined where the database is elsewhere: other instances have to have the same.
 */
export async function findPeppers({
  peppers,
  database,
  dataDir,
}: Pick<Config, 'peppers' | 'database' | 'dataDir'>): Promise<Peppers | undefined> {
  if (peppers !== undefined || database.kind === 'given') return peppers;
  const path = join(dataDir, 'pepper');
  await mkdir(dataDir, { recursive: true });
  const made = `1:${randomBytes(32).toString('base64')}\n`;
  // Never over one that is there: without it no password would be right any more.
  await writeFile(path, made, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const kept = parsePeppers(await readFile(path, 'utf8'));
  if (kept === undefined) {
    throw new Obstacle({ ja: `${path} が読めません。`, en: `${path} holds no pepper.` });
  }
  return kept;
}
