import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { clusterOf, holdsData } from './find-home.ts';
import { makePrivate } from './make-private.ts';
import { startProcess } from './own-process.ts';
import type { ServerUser } from './server-user.ts';

/** The superuser of an embedded cluster. */
export const superuser = 'sekisho';
/** The login of the service in an embedded cluster. */
export const serviceLogin = 'sekisho_service';
/** The login of its batches. */
export const batchLogin = 'sekisho_doors';

/**
 * Makes the cluster if there is none. It is made under another name and renamed when complete, so a crash in the midst
 * leaves nothing that looks like a database.
 */
export async function ensureCluster(
  home: string,
  binaries: Binaries,
  user: ServerUser | undefined,
  durable: boolean,
): Promise<void> {
  if (await holdsData(home)) return;
  await removeHalfMade(home);
  const half = await makePrivate(`${clusterOf(home)}.${randomUUID()}`, user);
  const initdb = startProcess(
    binaries.initdb,
    [
      `--pgdata=${half}`,
      `--username=${superuser}`,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      // Who fills a new segment with zeroes makes everybody wait: 50 to 80 ms for the usual 16 MB.
      '--wal-segsize=1',
      ...(durable ? [] : ['--no-sync']),
    ],
    { user, cwd: half },
  );
  const end = await initdb.ended;
  if (end.code !== 0) throw new Error(`initdb failed (${end.how}): ${end.log}`);
  await rename(half, clusterOf(home));
  if (durable) await syncFolder(home);
}

/** Removes what a crash left. An initdb that still runs writes only below its own name, which is never used. */
async function removeHalfMade(home: string): Promise<void> {
  const prefix = `${basename(clusterOf(home))}.`;
  const left = (await readdir(home)).filter((name) => name.startsWith(prefix));
  await Promise.allSettled(left.map((name) => rm(join(home, name), { recursive: true, force: true })));
}

/** Makes the rename itself survive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync();
  await folder.close();
}
