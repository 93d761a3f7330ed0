import { execFile } from 'node:child_process';
import { open, readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { postmasterFile, readPostmaster } from './postmaster-file.ts';

const run = promisify(execFile);

/**
 * Clears the way for a new server on a cluster whose lock we hold: stops the server that a `kill -9` of its service
 * left (adopting it would keep settings and a log nobody chose), and what a dead one left written.
 */
export async function clearLeftovers(cluster: string, socketFolder: string): Promise<void> {
  const left = await readPostmaster(cluster);
  if (left === undefined) await clearUnreadable(cluster);
  else if (await serves(left.pid, cluster)) await stopLeftover(left.pid, cluster);
  else await disown(cluster);
  for (const name of await readdir(socketFolder)) await rm(join(socketFolder, name), { force: true });
}

async function stopLeftover(pid: number, cluster: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < 20_000; waited += 25) {
      if (!(await serves(pid, cluster))) return;
      await sleep(25);
    }
  }
  throw new Error(`a server left running on ${cluster} does not stop: process ${pid}`);
}

/**
 * The dead server's number may be another process's by now, and PostgreSQL would refuse to start beside it. It knows
 * its parent's number for a harmless one: with ours there it goes on to ask the kernel whether sessions of the dead
 * server still hold the shared memory the file names; without the file that guard is weaker.
 */
async function disown(cluster: string): Promise<void> {
  const [, ...rest] = (await readFile(postmasterFile(cluster), 'utf8')).split('\n');
  const text = Buffer.from([process.pid, ...rest].join('\n'));
  // Written over what stands there: a disk without room would leave an emptied file, beside which nothing ever starts.
  const file = await open(postmasterFile(cluster), 'r+');
  try {
    await file.write(text, 0, text.length, 0);
    await file.truncate(text.length);
  } finally {
    await file.close();
  }
}

/**
 * A full disk or a loss of power may leave the file without a number, and beside such a one nothing ever starts. Nobody else starts a
 * server while we hold the lock; sessions of a dead one notice and go, but the file does not say any more whether there are.
 */
async function clearUnreadable(cluster: string): Promise<void> {
  if ((await readFile(postmasterFile(cluster)).catch(() => undefined)) === undefined) return;
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (!(await isWorkedOn(cluster))) return rm(postmasterFile(cluster), { force: true });
    await sleep(100);
  }
  throw new Error(
    `${postmasterFile(cluster)} cannot be read, and somebody still works on the data beside it`,
  );
}

/** Whether a process of PostgreSQL works on that cluster: a server, or a session of a dead one. */
async function isWorkedOn(cluster: string): Promise<boolean> {
  const isLinux = process.platform === 'linux';
  const works = isLinux ? worksIn(await realpath(cluster)) : (pid: number) => serves(pid, cluster);
  for (const pid of await everyProcess()) {
    if (await works(pid)) return true;
  }
  return false;
}

/** The server and its sessions work in the folder of their data, whatever they call themselves. */
function worksIn(folder: string): (pid: number) => Promise<boolean> {
  const told = (text: Promise<string>) => text.catch(() => '');
  return async (pid) =>
    (await told(readFile(`/proc/${pid}/comm`, 'utf8'))).trim() === 'postgres' &&
    (await told(readlink(`/proc/${pid}/cwd`))) === folder;
}

async function everyProcess(): Promise<readonly number[]> {
  const listed =
    process.platform === 'linux'
      ? await readdir('/proc')
      : (await run('ps', ['-ax', '-o', 'pid='])).stdout.split('\n').map((line) => line.trim());
  return listed.filter((name) => /^[1-9]\d*$/.test(name)).map(Number);
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
