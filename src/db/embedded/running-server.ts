import { setTimeout as sleep } from 'node:timers/promises';
import { clearLeftovers } from './clear-leftovers.ts';
import { type OwnProcess, type ProcessEnd, startProcess } from './own-process.ts';
import { readPostmaster } from './postmaster-file.ts';
import type { ServerUser } from './server-user.ts';

export type ServerPlan = {
  readonly program: string;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly user: ServerUser | undefined;
  readonly durable: boolean;
  readonly settings: Readonly<Record<string, string>>;
};

export type RunningServer = {
  readonly ended: Promise<ProcessEnd>;
  readonly stop: () => Promise<void>;
};

/** Replaying the log after a crash may take a while on a slow disk. */
const patience = 300_000;

/**
 * Starts the server and waits until it answers; what does not get that far, or is told to give up by `signal`, is not left
 * running.
 */
export async function startServer(plan: ServerPlan, signal: AbortSignal): Promise<RunningServer> {
  await clearLeftovers(plan.cluster, plan.socketFolder);
  const giveUpAt = performance.now() + patience;
  for (;;) {
    const server = startProcess(plan.program, argumentsOf(plan), { user: plan.user, cwd: plan.cluster });
    const end = await readyOrEnded(server, plan.cluster, giveUpAt, signal);
    if (end === undefined) return { ended: server.ended, stop: () => stopServer(server) };
    // Sessions of a server killed a moment ago: they notice and go.
    const notYet = end.log.includes('pre-existing shared memory block');
    if (!notYet || signal.aborted || performance.now() > giveUpAt) {
      throw new Error(`PostgreSQL did not start (${end.how}): ${end.log}`);
    }
    await sleep(100);
  }
}

/** Waits until the server says it is ready; if it ended instead, or had to be ended, how. */
async function readyOrEnded(
  server: OwnProcess,
  cluster: string,
  giveUpAt: number,
  signal: AbortSignal,
): Promise<ProcessEnd | undefined> {
  let end: ProcessEnd | undefined;
  server.ended.then((how) => {
    end = how;
  });
  while (end === undefined && !signal.aborted && performance.now() < giveUpAt) {
    const postmaster = await readPostmaster(cluster);
    if (postmaster?.ready === true && postmaster.pid === server.pid) return undefined;
    await sleep(10);
  }
  await stopServer(server);
  return server.ended;
}

/** Durability comes last, so that no setting takes it away. */
function argumentsOf({ cluster, socketFolder, durable, settings }: ServerPlan): readonly string[] {
  const toggle = durable ? 'on' : 'off';
  const chosen = {
    log_min_messages: 'warning',
    ...settings,
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    fsync: toggle,
    full_page_writes: toggle,
  };
  return ['-D', cluster, ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Fast shutdown: sessions are cut, what was committed is written. A server that hangs is made to quit. */
async function stopServer(server: OwnProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    server.kill(signal);
    const waiting = new AbortController();
    const ended = await Promise.race([
      server.ended.then(() => true),
      sleep(20_000, false, { signal: waiting.signal }).catch(() => false),
    ]);
    waiting.abort();
    if (ended) return;
  }
}
