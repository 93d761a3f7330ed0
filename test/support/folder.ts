import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Folder = { readonly path: string; readonly remove: () => Promise<void> };

/** A new folder among the temporary ones. */
export async function aFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'sekisho-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * A new folder that may hold the data of an embedded server: its user, another one where root runs this, can pass. In one that is closed
 * to that user the data would lie in the room that all of root's services share.
 */
export async function aDataFolder(): Promise<Folder> {
  const folder = await aFolder();
  await chmod(folder.path, 0o755);
  return folder;
}
