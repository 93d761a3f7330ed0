import type { Terminal } from '../../src/cli/terminal/terminal.ts';
import type { Words } from '../../src/kernel/words.ts';

/** The terminal of a command under test, with what it wrote and said. */
export type TestTerminal = {
  readonly terminal: Terminal;
  readonly written: string[];
  readonly said: string[];
  /** The Ctrl+C of whoever sits there; resolves once the command has stopped. */
  readonly interrupt: () => Promise<void>;
};

export function aTerminal(over: Pick<Terminal, 'env'> & Partial<Terminal>): TestTerminal {
  const written: string[] = [];
  const said: string[] = [];
  let stopping: () => Promise<void> = () => Promise.resolve();
  const terminal: Terminal = {
    readText: () => '',
    readBytes: () => new Uint8Array(),
    isOutputShown: false,
    write: (line) => written.push(line),
    say: ({ en }: Words) => said.push(en),
    progress: undefined,
    colours: false,
    language: 'en',
    osUser: 'test',
    host: 'test',
    now: () => new Date(),
    elapsed: () => performance.now(),
    program: 'sekisho',
    untilStopped: (stop) =>
      new Promise((resolve) => {
        stopping = () => stop().then(() => resolve(0));
      }),
    ...over,
  };
  return { terminal, written, said, interrupt: () => stopping() };
}
