import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file in which a running server says who it is. */
export function postmasterFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** What a running server says of itself in `postmaster.pid`. */
export type Postmaster = { readonly pid: number; readonly ready: boolean };

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(postmasterFile(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}
