import type { Logger } from 'pino';
import { buildLogger, type LogSettings } from '../../src/cli/starting/build-logger.ts';

/** The log of a service under test, with what was written to it. */
export type TestLog = {
  readonly log: Logger;
  readonly text: () => string;
  // biome-ignore lint/suspicious/noExplicitAny: a line of the log is of every shape
  readonly lines: () => readonly any[];
};

export function aLog({ level = 'trace', as = 'json', colours = false }: Partial<LogSettings> = {}): TestLog {
  let text = '';
  const to = {
    write(line: string) {
      text += line;
    },
  };
  return {
    log: buildLogger({ level, as, colours, to }),
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
}
