import { chown, lstat, mkdir } from 'node:fs/promises';
import type { ServerUser } from './server-user.ts';

/** Makes a folder only the server's user may enter. */
export async function makePrivate(path: string, user: ServerUser | undefined): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(path);
  const wanted = user?.uid ?? process.getuid?.();
  if (uid !== wanted && user !== undefined) await chown(path, user.uid, user.gid);
  return path;
}
