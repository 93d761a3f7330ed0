import type { World } from '../../src/cli/world.ts';
import type { Words } from '../../src/kernel/words.ts';

/** The world of a command under test, with what it wrote and said. */
export type TestWorld = {
  readonly world: World;
  readonly written: string[];
  readonly said: string[];
  /** The Ctrl+C of whoever sits there; resolves once the command has stopped. */
  readonly interrupt: () => Promise<void>;
};

export function aWorld(over: Pick<World, 'env'> & Partial<World>): TestWorld {
  const written: string[] = [];
  const said: string[] = [];
  let stopping: () => Promise<void> = () => Promise.resolve();
  const world: World = {
    readText: () => '',
    write: (line) => written.push(line),
    say: ({ en }: Words) => said.push(en),
    progress: undefined,
    colours: false,
    language: 'en',
    osUser: 'test',
    host: 'test',
    now: () => new Date(),
    program: 'sekisho',
    untilStopped: (stop, ended) =>
      new Promise((resolve) => {
        stopping = () => stop().then(() => resolve(0));
        void ended.then(() => resolve(1));
      }),
    ...over,
  };
  return { world, written, said, interrupt: () => stopping() };
}
