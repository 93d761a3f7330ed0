import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DeriveKey } from './derive-key.ts';

type Waiting = { readonly resolve: (key: string) => void; readonly reject: (error: Error) => void };

/**
 * Derives keys in a child process that gives way to everything else. It starts with the first sign-in; one that ended is started anew at
 * the next, and whoever waited for it is told of a fault.
 */
export function buildChildDerivation(): { readonly deriveKey: DeriveKey; readonly close: () => void } {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let lastId = 0;

  function start(): ChildProcess {
    // Its own environment is empty: no secret of the service's goes there.
    const started = fork(program, { env: {}, execArgv, serialization: 'advanced', stdio: 'ignore' });
    started.on('message', ({ id, key }: { readonly id: number; readonly key: string }) => {
      waiting.get(id)?.resolve(key);
      waiting.delete(id);
    });
    started.on('error', () => started.kill());
    started.once('exit', () => {
      if (child === started) child = undefined;
      for (const { reject } of waiting.values()) reject(new Error('what derives keys has ended'));
      waiting.clear();
    });
    started.unref();
    started.channel?.unref();
    return started;
  }

  return {
    deriveKey: (derivation) =>
      new Promise((resolve, reject) => {
        child ??= start();
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.send({ id: lastId, ...derivation });
      }),
    close: () => child?.kill(),
  };
}

/** Beside this file as it runs: bundled, or from its source. */
const isSource = import.meta.url.endsWith('.ts');
const program = fileURLToPath(new URL(`./derive-in-child.${isSource ? 'ts' : 'js'}`, import.meta.url));
const execArgv = isSource ? ['--import', 'tsx'] : [];
