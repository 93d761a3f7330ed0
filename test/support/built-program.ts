import {
  type ChildProcess,
  type ChildProcessByStdio,
  execFile,
  type StdioOptions,
  spawn,
} from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { secretsOfSettings } from './secrets-of-settings.ts';

const program = join(import.meta.dirname, '../../dist/sekisho.js');
const run = promisify(execFile);

export type Settings = Readonly<Record<string, string>>;

export type RunningProgram = {
  readonly process: ChildProcess;
  /** What it has said so far, on either output. */
  readonly said: () => string;
  /** Waits until it has said something that matches. */
  readonly saying: (what: RegExp) => Promise<RegExpExecArray>;
  /** The signal or exit code it ended with. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
};

function environment(settings: Settings): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'en_US.UTF-8', PORT: '0', ...settings };
}

/**
 * Starts the built program as a newcomer does; with the test it ends at the latest, also where that failed, and has said no secret of its
 * settings (AT-102).
 */
export function startProgram(args: readonly string[], settings: Settings): RunningProgram {
  return listenTo(
    spawn(process.execPath, [program, ...args], { env: environment(settings), stdio }),
    settings,
  );
}

/** Starts a line as a newcomer's shell does, with the settings before it; `interrupt` is the Ctrl+C there, sent to all in the foreground. */
export function startShell(line: string): RunningProgram & { readonly interrupt: () => void } {
  const shell = spawn('sh', ['-c', `exec env ${line}`], { env: shellEnvironment(), stdio, detached: true });
  return { ...listenTo(shell), interrupt: () => void process.kill(-(shell.pid ?? 0), 'SIGINT') };
}

const stdio = ['ignore', 'pipe', 'pipe'] as const satisfies StdioOptions;

function listenTo(
  child: ChildProcessByStdio<null, Readable, Readable>,
  settings: Settings = {},
): RunningProgram {
  let said = '';
  const listeners = new Set<() => void>();
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
    const told = secretsOfSettings(settings).filter((secret) => said.includes(secret));
    if (told.length > 0) throw new Error(`it has told ${told.length} secrets of its settings`);
  });
  return {
    process: child,
    said: () => said,
    ended,
    saying: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = what.exec(said);
          if (match === null) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then((how) => reject(new Error(`it ended (${how}) and had said: ${said}`)));
      }),
  };
}

export type Finished = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command of the program to its end. */
export async function runProgram(args: readonly string[], settings: Settings): Promise<Finished> {
  return finished(run(process.execPath, [program, ...args], { env: environment(settings) }));
}

/** Runs a line as a newcomer's shell does, where no setting of this run is set but those named. */
export async function runShell(line: string, settings: Settings = {}): Promise<Finished> {
  return finished(run('sh', ['-c', line], { env: shellEnvironment(settings) }));
}

function shellEnvironment(settings: Settings = {}): NodeJS.ProcessEnv {
  const { PORT, ...env } = environment(settings);
  return env;
}

async function finished(running: Promise<{ stdout: string; stderr: string }>): Promise<Finished> {
  try {
    const { stdout, stderr } = await running;
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return { code: Number(code), out: String(stdout), err: String(stderr) };
  }
}
