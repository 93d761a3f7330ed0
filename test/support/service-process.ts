import { type ChildProcess, spawn } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packageFolder } from '../../src/db/package-folder.ts';
import type { SecretNews } from './canary/known-secrets.ts';
import type { TestApp } from './test-app.ts';
import { secretsOfProgram } from './watched-app.ts';

/** The service as a process of its own, listening on a port of its own. */
export type ServiceProcess = {
  readonly process: ChildProcess;
  /** `http://127.0.0.1:port` */
  readonly address: string;
  /** What it wrote to its standard error. */
  readonly complaints: () => string;
  /** The signal or exit code it ended with. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  /** Sends a signal and waits for the end. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<NodeJS.Signals | number | null>;
};

let program: Promise<string> | undefined;

/** Builds it to one file beside the program that is delivered: it starts in a fraction of the time. */
async function buildProgram(): Promise<string> {
  const folder = join(packageFolder(), 'dist');
  const built = join(folder, `service-child-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL('./service-child.ts', import.meta.url))],
    outfile: built,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const outfile = join(folder, 'service-child.mjs');
  await rename(built, outfile);
  return outfile;
}

export type ProgramOptions = {
  /** How node runs it, as `--max-old-space-size=160`. */
  readonly nodeOptions?: readonly string[];
  /** Whether it writes every line there is to its log; of a hundred thousand requests that would take longer than they do. */
  readonly logs?: boolean;
};

/** Starts one that is watched as the services of the test are: its answers, its log, and, by whoever closes the test, the rows it left (AT-102). */
export async function startServiceProcess(
  { databaseUrl, batchUrl }: Pick<TestApp, 'databaseUrl' | 'batchUrl'>,
  { nodeOptions = [], logs = true }: ProgramOptions = {},
): Promise<ServiceProcess> {
  program ??= buildProgram();
  const child = spawn(
    process.execPath,
    [...nodeOptions, await program, databaseUrl, batchUrl, logs ? 'trace' : 'silent'],
    {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    },
  );
  const known = secretsOfProgram(databaseUrl);
  child.on('message', (news: SecretNews) => {
    if ('secret' in news) known.learn(news.secret);
    else known.tell(`${news.hit} (by a program)`);
  });
  const [stdout, stderr] = [child.stdout, child.stderr] as [Readable, Readable];
  let complaints = '';
  stderr.on('data', (text) => {
    complaints += text;
  });
  let said = '';
  stdout.on('data', (text) => {
    said += text;
  });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('close', (code, signal) => {
      known.lookIn('what a program said', said);
      known.lookIn('what a program complained of', complaints);
      resolve(signal ?? code);
    }),
  );
  const line = await createInterface({ input: stdout })[Symbol.asyncIterator]().next();
  if (line.done === true) throw new Error(`the service ended without a word: ${complaints}`);
  stdout.resume();
  return {
    process: child,
    address: JSON.parse(line.value).address,
    complaints: () => complaints,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
