import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DeriveKey } from './derive-key.ts';

type Waiting = { readonly resolve: (key: string) => void; readonly reject: (error: Error) => void };

/** A child process, and who waits for it. */
type Deriving = { readonly child: ChildProcess; readonly waiting: Map<number, Waiting> };

/**
 * Derives keys in child processes that give way to everything else, each one key after the other: as many as keys were ever asked for
 * at once. The first starts with the first sign-in; one that ended, or could not be started, is started anew when it is needed, and
 * whoever waited for it is told of a fault.
 */
export function buildChildDerivation(): { readonly deriveKey: DeriveKey; readonly close: () => void } {
  const running = new Set<Deriving>();
  let lastId = 0;

  function start(): Deriving {
    // Its own environment is empty: no secret of the service's goes there.
    const child = fork(program, { env: {}, execArgv, serialization: 'advanced', stdio: 'ignore' });
    const waiting = new Map<number, Waiting>();
    const deriving = { child, waiting };
    child.on('message', ({ id, key }: { readonly id: number; readonly key: string }) => {
      waiting.get(id)?.resolve(key);
      waiting.delete(id);
    });
    const over = () => {
      running.delete(deriving);
      for (const { reject } of waiting.values()) reject(new Error('what derives keys has ended'));
      waiting.clear();
    };
    child.once('exit', over);
    // One that could not be started never exits.
    child.on('error', () => {
      child.kill();
      over();
    });
    child.unref();
    child.channel?.unref();
    running.add(deriving);
    return deriving;
  }

  return {
    deriveKey: (derivation) =>
      new Promise((resolve, reject) => {
        const idle = [...running].find(({ waiting }) => waiting.size === 0);
        const { child, waiting } = idle ?? start();
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.send({ id: lastId, ...derivation });
      }),
    close: () => {
      for (const { child } of running) child.kill();
    },
  };
}

/** Beside this file as it runs: bundled, or from its source. */
const isSource = import.meta.url.endsWith('.ts');
const program = fileURLToPath(new URL(`./derive-in-child.${isSource ? 'ts' : 'js'}`, import.meta.url));
const execArgv = isSource ? ['--import', 'tsx'] : [];
