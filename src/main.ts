import { readFileSync } from 'node:fs';
import { hostname, uptime, userInfo } from 'node:os';
import { basename, relative } from 'node:path';
import { commands } from './cli/commands.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import { languageOf } from './cli/terminal/language-of.ts';
import { takesColours } from './cli/terminal/takes-colours.ts';
import type { ExitCode, Terminal } from './cli/terminal/terminal.ts';
import type { Words } from './kernel/words.ts';

const language = languageOf(process.env);

let progressShown = false;

function say(words: Words): void {
  process.stderr.write(`${progressShown ? '\n' : ''}${words[language]}\n`);
  progressShown = false;
}

function progress(line: string): void {
  process.stderr.write(`\r\x1b[2K${line}`);
  progressShown = true;
}

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`; // a user without an entry in passwd, as in a container
  }
}

/** As it can be typed again: the command where it is installed as one, else the file. */
function programName(path: string): string {
  return basename(path) === 'sekisho' ? 'sekisho' : `node ${relative(process.cwd(), path)}`;
}

/** A stop that takes longer than this is broken off. */
const stopWithinMs = 10_000;
/** npm passes on the Ctrl+C that the terminal has sent already; only a later one is a second. */
const sameSignalMs = 1_000;

function untilStopped(stop: () => Promise<void>): Promise<ExitCode> {
  return new Promise((resolve) => {
    let stoppingSince: number | undefined;

    function begin(): void {
      stoppingSince = performance.now();
      setTimeout(() => {
        say({ ja: '止まらないため打ち切ります。', en: 'it does not stop: breaking off.' });
        process.exit(1);
      }, stopWithinMs).unref();
      stop().then(
        () => resolve(0),
        (error: unknown) => fail(error),
      );
    }

    function onSignal(): void {
      if (stoppingSince === undefined) {
        begin();
      } else if (performance.now() - stoppingSince > sameSignalMs) {
        process.exit(130);
      }
    }

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

function fail(error: unknown): never {
  for (let one = error; one !== undefined; one = one instanceof Error ? one.cause : undefined) {
    process.stderr.write(`${one instanceof Error ? one.stack : String(one)}\n`);
  }
  process.exit(1);
}

const terminal: Terminal = {
  env: process.env,
  readText: (path) => readFileSync(path, 'utf8'),
  readBytes: (path) => readFileSync(path),
  isOutputShown: process.stdout.isTTY === true,
  write: (line) => process.stdout.write(`${line}\n`),
  say,
  progress: process.stderr.isTTY === true ? progress : undefined,
  colours: takesColours(process.env, process.stdout.isTTY === true),
  language,
  osUser: osUser(),
  host: hostname(),
  now: () => new Date(),
  elapsed: () => uptime() * 1000,
  program: programName(process.argv[1] ?? 'sekisho'),
  untilStopped,
};

process.on('uncaughtException', fail);
runCommandLine(commands, terminal, process.argv.slice(2)).then((code) => process.exit(code), fail);
