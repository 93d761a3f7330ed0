import type { Environment, ReadText } from '../../environment.ts';
import type { Words } from '../../kernel/words.ts';

/** 0 done, 1 failed, 2 bad use, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** All that a command sees of the process it runs in. */
export type Terminal = {
  readonly env: Environment;
  /** A file of our own or of the operator's: settings, secrets, certificates. */
  readonly readText: ReadText;
  /** A file from elsewhere, whose encoding is still to be found. Throws where it cannot be read. */
  readonly readBytes: (path: string) => Uint8Array;
  /** Whether somebody sees the standard output: it is a terminal. */
  readonly isOutputShown: boolean;
  /** Data, to the standard output. */
  readonly write: (line: string) => void;
  /** Progress and refusals, to the standard error. */
  readonly say: (words: Words) => void;
  /** Writes a line of the terminal over again; undefined where the standard error is none. The next `say` begins below it. */
  readonly progress: ((line: string) => void) | undefined;
  /** Whether the standard output takes colours. */
  readonly colours: boolean;
  /** Which of two texts is said: that of the terminal's locale. */
  readonly language: keyof Words;
  /** Who stands at which machine: minting a token says so. */
  readonly osUser: string;
  readonly host: string;
  readonly now: () => Date;
  /** Milliseconds that only go on, whatever is done to the clock, and also while the machine sleeps. */
  readonly elapsed: () => number;
  /** How this program is called, for lines to be copied. */
  readonly program: string;
  /** Keeps running until a signal, then stops gracefully. A second Ctrl+C does not wait. */
  readonly untilStopped: (stop: () => Promise<void>) => Promise<ExitCode>;
};

/** One subcommand. */
export type Command = {
  /** As typed: `token create`. */
  readonly name: string;
  readonly summary: Words;
  /** What `--help` shows: examples first. */
  readonly help: Words;
  readonly run: (terminal: Terminal, args: readonly string[]) => Promise<ExitCode>;
};

/** The command was called in a way it does not understand: exit code 2. */
export class BadUse extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.name = 'BadUse';
    this.words = words;
  }
}

/** Something outside the program stands in the way; one clear line says what and what to do: exit code 1. */
export class Obstacle extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.name = 'Obstacle';
    this.words = words;
  }
}
