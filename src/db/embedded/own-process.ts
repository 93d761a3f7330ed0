import { type ChildProcess, spawn } from 'node:child_process';
import { identityOf, type ServerUser } from './server-user.ts';

/** How a process ended, in words, and the last it wrote. */
export type ProcessEnd = { readonly code: number | null; readonly how: string; readonly log: string };

export type OwnProcess = {
  readonly pid: number;
  /** Settles when the process has ended, whoever ended it. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The last it wrote so far. */
  readonly log: () => string;
};

/**
 * Starts a program of PostgreSQL in a session of its own, so that Ctrl+C reaches us alone and the service can finish
 * its work before the database goes. It does not outlive us, short of a `kill -9` of this process.
 */
export function startProcess(
  program: string,
  args: readonly string[],
  { user, cwd }: { readonly user: ServerUser | undefined; readonly cwd: string },
): OwnProcess {
  const child = spawn(program, [...args], {
    ...identityOf(user),
    cwd,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-8_192);
    });
  }
  const release = guard(child);
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('error', (error) => resolve({ code: null, how: error.message, log }));
    child.once('close', (code, signal) => resolve({ code, how: signal ?? `exit code ${code}`, log }));
  }).finally(release);
  return { pid: child.pid ?? 0, ended, kill: (signal) => child.kill(signal), log: () => log };
}

const deadly = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes the child with us when this process exits, or dies of a signal that nobody else handles. */
function guard(child: ChildProcess): () => void {
  const onExit = () => {
    child.kill('SIGINT');
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listeners(signal).some((listener) => !guards.has(listener))) return;
    onExit();
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    process.off('exit', onExit);
    for (const signal of deadly) process.off(signal, onSignal);
  };
  guards.add(onSignal);
  process.on('exit', onExit);
  // Ahead of the others: a `once` listener is gone from the list by the time the later ones run.
  for (const signal of deadly) process.prependListener(signal, onSignal);
  return release;
}

/** Our own signal listeners, to tell them from those of the service. */
const guards = new WeakSet<NodeJS.SignalsListener>();
