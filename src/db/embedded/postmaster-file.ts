import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a running server says of itself in `postmaster.pid`. */
export type Postmaster = { readonly pid: number; readonly ready: boolean };

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/**
 * Stops the server that a `kill -9` of its service left on this cluster: adopting it would keep settings and a log
 * nobody chose. The caller holds the folder's lock, so no living service needs it.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const left = await readPostmaster(cluster);
  if (left === undefined) return;
  if (!(await serves(left.pid, cluster))) {
    // After a loss of power the number may be another program's, and PostgreSQL would refuse to start beside it.
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(left.pid, signal);
    for (let waited = 0; waited < 20_000; waited += 25) {
      if (!(await serves(left.pid, cluster))) return;
      await sleep(25);
    }
  }
  throw new Error(`a server left running on ${cluster} does not stop: process ${left.pid}`);
}

/** Whether that process is a PostgreSQL server started on that cluster. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  const command = await commandOf(pid);
  return basename(command[0] ?? '') === 'postgres' && command.includes(cluster);
}

async function commandOf(pid: number): Promise<readonly string[]> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return (await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).stdout.trim().split(' ');
  } catch {
    return [];
  }
}
