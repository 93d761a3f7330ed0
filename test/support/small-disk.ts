import { execFile } from 'node:child_process';
import { chmod, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aFolder } from './folder.ts';

const run = promisify(execFile);
const mib = 2 ** 20;

export type SmallDisk = {
  readonly path: string;
  /** Writes, as somebody else, until this share of the disk is free, or nothing is. */
  readonly fillUntil: (freeShare: number) => Promise<void>;
  /** Removes what somebody else wrote. */
  readonly clear: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** A folder that is a disk of its own, this many MiB large; undefined where this user may not mount one. */
export async function aSmallDisk(sizeMib: number): Promise<SmallDisk | undefined> {
  const folder = await aFolder();
  const { path } = folder;
  await chmod(path, 0o755); // the server's user must pass
  if (process.platform !== 'linux' || !(await mount(path, sizeMib))) {
    await folder.remove();
    return undefined;
  }
  const filler = join(path, 'of-somebody-else');
  return {
    path,
    async fillUntil(freeShare) {
      const file = await open(filler, 'a');
      try {
        for (;;) {
          const { bavail, bsize } = await statfs(path);
          const missing = bavail * bsize - freeShare * sizeMib * mib;
          if (missing <= 0) return;
          await file.write(Buffer.alloc(Math.min(missing, 4 * mib)));
        }
      } catch {
        // full
      } finally {
        await file.close();
      }
    },
    clear: () => rm(filler),
    async remove() {
      await run('umount', ['-l', path]);
      await folder.remove();
    },
  };
}

/** Only root may mount a disk, and not in every container. */
function mount(path: string, sizeMib: number): Promise<boolean> {
  return run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=755`, 'tmpfs', path]).then(
    () => true,
    () => false,
  );
}
