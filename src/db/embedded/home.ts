import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  return join(sharedRoom, `data-${digest(asked)}`);
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

/** Makes a folder only the server's user may enter. */
export async function makePrivate(path: string, user: ServerUser | undefined): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(path);
  const wanted = user?.uid ?? process.getuid?.();
  if (uid !== wanted && user !== undefined) await chown(path, user.uid, user.gid);
  return path;
}

/**
 * The folder of the server's socket. Whoever enters it is let in without a password, so it is private. A socket's path
 * is limited to ~107 bytes: a long home is given a short folder among the temporary ones, always the same.
 */
export async function makeSocketFolder(home: string, user: ServerUser | undefined): Promise<string> {
  const beside = join(home, 'socket');
  if (Buffer.byteLength(beside) <= 80) return makePrivate(beside, user);
  const owner = user?.uid ?? process.getuid?.() ?? 0;
  const short = join(tmpdir(), `sekisho-${owner}-${digest(home)}`);
  await mkdir(short, { mode: 0o700 }).then(
    () => (user === undefined ? undefined : chown(short, user.uid, user.gid)),
    () => undefined,
  );
  // Anybody may have made a folder of this name first.
  const { uid, mode } = await lstat(short);
  if (uid !== owner || (mode & 0o170777) !== 0o040700) throw new Error(`${short} is not ours: remove it`);
  return short;
}

/** After the server has ended: a folder among the temporary ones goes, one beside the data may stay. */
export async function leaveSocketFolder(home: string, socketFolder: string): Promise<void> {
  if (!socketFolder.startsWith(home)) await rmdir(socketFolder).catch(() => undefined);
}

function digest(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
