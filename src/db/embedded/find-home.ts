import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathDigest } from './path-digest.ts';
import { type ServerUser, succeeds } from './server-user.ts';
import { makeSharedRoom, sharedRoom } from './shared-room.ts';

/**
 * The folder that really holds the data: the one asked for, or, where root runs the service and the server's user
 * cannot reach it (a checkout under a 0700 home), one of its own in the shared room. Once data lies in a place it
 * stays there, even if a folder's mode changes later: an empty database must never appear in place of a full one.
 */
export async function findHome(dataDir: string, user: ServerUser | undefined): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const asked = await realpath(dataDir);
  if (user === undefined) return asked;
  const apart = apartOf(asked);
  if (await holdsData(apart)) return apart;
  if (await succeeds(user, 'test', ['-x', asked])) return asked;
  if (await holdsData(asked)) {
    throw new Error(`${asked} holds data, but user ${user.name} cannot reach it: let it pass (chmod a+x)`);
  }
  await makeSharedRoom();
  await mkdir(apart, { recursive: true });
  await chmod(apart, 0o755);
  return apart;
}

/** Where the data lies when the server's user cannot reach the folder asked for. */
function apartOf(asked: string): string {
  return join(sharedRoom, `data-${pathDigest(asked)}`);
}

/** Whether this data folder has a cluster already, in it or apart; asking makes nothing. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  const asked = await realpath(dataDir).catch(() => undefined);
  return asked !== undefined && ((await holdsData(asked)) || (await holdsData(apartOf(asked))));
}

/** The folder of the cluster, which only the server's user may enter. */
export function clusterOf(home: string): string {
  return join(home, 'cluster');
}

/** Whether a finished cluster lies there. */
export async function holdsData(home: string): Promise<boolean> {
  return (await stat(clusterOf(home)).catch(() => undefined)) !== undefined;
}
