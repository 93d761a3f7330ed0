import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DerivingPriority } from './derive-in-child.ts';
import type { Derivation, DeriveKey } from './derive-key.ts';

type Waiting = { readonly resolve: (key: string) => void; readonly reject: (error: Error) => void };

/** A child process, and who waits for it. */
type Deriving = {
  readonly child: ChildProcess;
  readonly priority: DerivingPriority;
  readonly waiting: Map<number, Waiting>;
};

/** A key takes a third of a second: whoever waits so long is given no processor at all. */
const usualPatienceMs = 5_000;
/** For how long after that nobody tries to give way again: everybody behind would wait as long first. */
const hurriedMs = 60_000;

/**
 * Derives keys in child processes that give way to everything else, each one key after the other: as many as keys were ever asked for
 * at once. Where the machine has so much else to do that giving way means never, the key is derived anew at the priority of the service. The
 * first child starts with the first sign-in; one that ended, or could not be started, is started anew when it is needed, and whoever waited
 * for it is told of a fault.
 */
export function buildChildDerivation({ patienceMs = usualPatienceMs } = {}): {
  readonly deriveKey: DeriveKey;
  readonly close: () => void;
} {
  const running = new Set<Deriving>();
  let lastId = 0;
  let hurriedUntil = Number.NEGATIVE_INFINITY;

  function start(priority: DerivingPriority): Deriving {
    // Its own environment is empty: no secret of the service's goes there.
    const options = { env: {}, execArgv, serialization: 'advanced', stdio: 'ignore' } as const;
    const child = fork(program, [priority], options);
    const waiting = new Map<number, Waiting>();
    const deriving = { child, priority, waiting };
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

  function deriveAt(priority: DerivingPriority, derivation: Derivation) {
    const idle = [...running].find((one) => one.priority === priority && one.waiting.size === 0);
    const { child, waiting } = idle ?? start(priority);
    lastId += 1;
    const id = lastId;
    const key = new Promise<string>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, ...derivation });
    });
    const giveUp = () => {
      waiting.delete(id);
      // What gets no processor hears no other signal.
      child.kill('SIGKILL');
    };
    return { key, giveUp };
  }

  return {
    deriveKey: (derivation) => {
      if (performance.now() < hurriedUntil) return deriveAt('as the service', derivation).key;
      const { key, giveUp } = deriveAt('giving way', derivation);
      return new Promise((resolve, reject) => {
        const starved = setTimeout(() => {
          giveUp();
          hurriedUntil = performance.now() + hurriedMs;
          deriveAt('as the service', derivation).key.then(resolve, reject);
        }, patienceMs);
        key.then(resolve, reject).finally(() => clearTimeout(starved));
      });
    },
    close: () => {
      for (const { child } of running) child.kill();
    },
  };
}

/** Beside this file as it runs: bundled, or from its source. */
const isSource = import.meta.url.endsWith('.ts');
const program = fileURLToPath(new URL(`./derive-in-child.${isSource ? 'ts' : 'js'}`, import.meta.url));
const execArgv = isSource ? ['--import', 'tsx'] : [];
