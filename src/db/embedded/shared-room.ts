import { chmod, mkdir, stat } from 'node:fs/promises';

/** Where root keeps what the server's user must reach when the checkout is closed to it. */
export const sharedRoom = '/var/lib/sekisho';

/** Makes the room. Only root may write there, since programs are run from it. */
export async function makeSharedRoom(): Promise<string> {
  const made = await mkdir(sharedRoom, { recursive: true });
  if (made !== undefined) await chmod(sharedRoom, 0o755); // whatever the umask is
  const { uid, mode } = await stat(sharedRoom);
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new Error(`${sharedRoom} must belong to root and be writable by root alone`);
  }
  return sharedRoom;
}
