import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { askHolder } from './ask-holder.ts';
import { hasCode } from './has-code.ts';
import { listenAtLock } from './listen-at-lock.ts';

export type FolderLock = {
  /** Whether the folder is still the one that was locked: somebody may have removed it, and begun anew under its name. */
  readonly isHeld: () => Promise<boolean>;
  readonly release: () => Promise<void>;
};

/** Somebody alive holds the data folder. */
export class FolderInUse extends Error {
  constructor(folder: string, holder: string | undefined) {
    const who = holder === undefined ? 'a process that does not answer' : `process ${holder}`;
    super(`${folder} is in use by ${who}: stop it first, or name another DATA_DIR`);
    this.name = 'FolderInUse';
  }
}

/**
 * Takes the lock of a data folder, or throws `FolderInUse`.
 *
 * The lock is a listening socket, so the kernel alone says whether its holder lives: neither a `kill -9` nor a reused
 * process id can deceive it. The socket listens before it becomes visible as `lock.<n>`, and `n` only ever grows: a
 * dead `lock.<n>` is succeeded by `lock.<n+1>`, which only one of many can link. The highest is never removed, so
 * whoever was overtaken between looking and linking sees a higher one and steps back.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const room = join(folder, 'lock');
  await mkdir(room, { recursive: true, mode: 0o700 });
  // A socket's path is limited to ~107 bytes; an open folder's is always short.
  const handle = await open(room, constants.O_RDONLY | constants.O_DIRECTORY);
  const short = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : room;
  const claim = `claim.${randomUUID()}`;
  const server = await listenAtLock(join(short, claim));
  let own: Identity;
  try {
    own = await identityOf(join(short, claim));
    await climb(folder, short, claim);
  } catch (error) {
    server.close();
    throw error;
  } finally {
    await rm(join(room, claim), { force: true });
    await handle.close();
  }
  return {
    isHeld: async () => (await highestIn(room)) === own,
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Device and inode of a lock's socket: every name linked to it has these. */
type Identity = string;

async function identityOf(path: string): Promise<Identity> {
  const { dev, ino } = await lstat(path);
  return `${dev}:${ino}`;
}

/** The highest lock in a room; undefined where there is none, or no room any more. */
async function highestIn(room: string): Promise<Identity | undefined> {
  const locks = await locksIn(room).catch(() => []);
  if (locks.length === 0) return undefined;
  return identityOf(join(room, `lock.${Math.max(...locks)}`)).catch(() => undefined);
}

async function climb(folder: string, room: string, claim: string): Promise<void> {
  for (;;) {
    const top = Math.max(0, ...(await locksIn(room)));
    if (top > 0) {
      const answer = await askHolder(join(room, `lock.${top}`));
      if (answer.is === 'alive') throw new FolderInUse(folder, answer.holder);
      if (answer.is === 'gone') continue;
    }
    if (await succeedTo(room, claim, top)) return;
  }
}

/** Makes the claim the lock after a dead one; false if somebody else was, or by now is, further. */
export async function succeedTo(room: string, claim: string, dead: number): Promise<boolean> {
  const mine = dead + 1;
  try {
    await link(join(room, claim), join(room, `lock.${mine}`));
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  const locks = await locksIn(room);
  const won = Math.max(...locks) === mine;
  const over = won ? locks.filter((n) => n < mine) : [mine];
  await Promise.all(over.map((n) => rm(join(room, `lock.${n}`), { force: true })));
  return won;
}

async function locksIn(room: string): Promise<readonly number[]> {
  const names = await readdir(room);
  return names.flatMap((name) => {
    const match = /^lock\.(\d+)$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}
