import { chown, lstat, mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivate } from './make-private.ts';
import { pathDigest } from './path-digest.ts';
import type { ServerUser } from './server-user.ts';

/**
 * The folder of the server's socket. Whoever enters it is let in without a password, so it is private. A socket's path
 * is limited to ~107 bytes: a long home is given a short folder among the temporary ones, always the same.
 */
export async function makeSocketFolder(home: string, user: ServerUser | undefined): Promise<string> {
  const beside = join(home, 'socket');
  if (Buffer.byteLength(beside) <= 80) return makePrivate(beside, user);
  const owner = user?.uid ?? process.getuid?.() ?? 0;
  const short = join(tmpdir(), `sekisho-${owner}-${pathDigest(home)}`);
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
