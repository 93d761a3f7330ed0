import { stat, statfs } from 'node:fs/promises';
import type { Volume } from '../../log/watching/build-disk-watch.ts';

/** How full the volumes of these folders are, each volume once; a folder that is not there (yet) has none. */
export async function measureVolumes(
  folders: readonly { readonly holds: Volume['holds']; readonly path: string }[],
): Promise<readonly Volume[]> {
  const found = await Promise.all(folders.map(measure));
  const devices = found.map((one) => one?.device);
  return found.flatMap((one, index) =>
    one === undefined || devices.indexOf(one.device) < index ? [] : [one.volume],
  );
}

async function measure({
  holds,
  path,
}: {
  readonly holds: Volume['holds'];
  readonly path: string;
}): Promise<{ readonly device: number; readonly volume: Volume } | undefined> {
  try {
    const [{ dev: device }, { blocks, bfree, bavail, bsize }] = await Promise.all([stat(path), statfs(path)]);
    const used = blocks - bfree;
    // What is kept for root alone is no room of ours.
    const usedPercent = used + bavail === 0 ? 100 : Math.floor((used / (used + bavail)) * 1000) / 10;
    return { device, volume: { holds, usedPercent, freeBytes: bavail * bsize } };
  } catch {
    return undefined;
  }
}
