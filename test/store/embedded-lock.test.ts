import { randomUUID } from 'node:crypto';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, type FolderLock, lockFolder, succeedTo } from '../../src/db/embedded/folder-lock.ts';
import { aFolder, type Folder } from '../support/folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await aFolder();
});
afterEach(() => folder.remove());

/** Many reach for the lock at once; those who got it. */
async function reachTogether(many: number): Promise<readonly FolderLock[]> {
  const reached = await Promise.allSettled(Array.from({ length: many }, () => lockFolder(folder.path)));
  for (const one of reached) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(FolderInUse);
  return reached.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

describe('the lock of a data folder', () => {
  it('is refused while it is held, naming the holder, and free after its release', async () => {
    const held = await lockFolder(folder.path);
    await expect(lockFolder(folder.path)).rejects.toThrow(`in use by process ${process.pid}`);
    await held.release();
    await (await lockFolder(folder.path)).release();
  });

  it('has exactly one of forty simultaneous winners, over twenty deaths', async () => {
    for (let round = 0; round < 20; round += 1) {
      const winners = await reachTogether(40);
      expect(winners).toHaveLength(1);
      await Promise.all(winners.map((winner) => winner.release()));
    }
    expect(await readdir(join(folder.path, 'lock'))).toEqual(['lock.20']);
  });

  it('succeeds what a dead holder or a restored backup left in its place', async () => {
    await (await lockFolder(folder.path)).release();
    await writeFile(join(folder.path, 'lock', 'lock.7'), '');
    const held = await lockFolder(folder.path);
    await expect(lockFolder(folder.path)).rejects.toBeInstanceOf(FolderInUse);
    await held.release();
  });

  it('steps back when somebody went further between the look and the link', async () => {
    const room = join(folder.path, 'lock');
    for (let taken = 1; taken <= 3; taken += 1) await (await lockFolder(folder.path)).release();
    await writeFile(join(room, 'claim.late'), '');
    expect(await succeedTo(room, 'claim.late', 1)).toBe(false);
    expect(await readdir(room)).toEqual(['claim.late', 'lock.3']);
    expect(await succeedTo(room, 'claim.late', 3)).toBe(true);
  });

  it('counts a holder that does not answer as alive', async () => {
    await (await lockFolder(folder.path)).release();
    const silent = createServer(() => undefined);
    const path = join(folder.path, `silent.${randomUUID().slice(0, 8)}`);
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    await rename(path, join(folder.path, 'lock', 'lock.2'));
    await expect(lockFolder(folder.path)).rejects.toThrow('does not answer');
    silent.close();
  });
});
