import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundled } from '../bundled.ts';
import type { Answer, Return, Told, Upload } from './work.ts';

/** Other clients of a service than those that are timed, in a process of their own. */
export type Beside = {
  /** Has them make ready what they will send; nothing is sent yet. */
  readonly prepare: (work: Upload | Return) => Promise<void>;
  /** Has them begin; how many milliseconds it took. */
  readonly begin: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts the process beside. A gateway or a console is a machine of its own: in the process that times card reads, what it sends and
 * reads would be counted as waiting for the service.
 */
export async function startBeside(): Promise<Beside> {
  const { folder, remove } = await bundled({ clients: 'bench/beside/clients.ts' });
  const child = fork(join(folder, 'clients.js'));
  return {
    async prepare(work) {
      await ask(child, work);
    },
    async begin() {
      const answer = await ask(child, { is: 'begin' });
      if (answer.is !== 'done') throw new Error('the process beside made ready again instead of beginning');
      return answer.tookMs;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await remove();
    },
  };
}

function ask(child: ChildProcess, told: Told): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the process beside ended'));
    child.once('exit', onExit);
    child.once('message', (answer: Answer) => {
      child.off('exit', onExit);
      if (answer.is === 'failed') reject(new Error(answer.why));
      else resolve(answer);
    });
    child.send(told);
  });
}
