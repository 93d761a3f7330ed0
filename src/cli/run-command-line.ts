import type { Words } from '../kernel/words.ts';
import { overview } from './overview.ts';
import { BadUse, type Command, type ExitCode, Obstacle, type Terminal } from './terminal/terminal.ts';

/** Runs one command line; what stands in the way is said in one line, without a stack. */
export async function runCommandLine(
  commands: readonly Command[],
  terminal: Terminal,
  args: readonly string[],
): Promise<ExitCode> {
  const found = findCommand(commands, args);
  if (found === undefined) return explain(commands, terminal, args);
  const { command, rest } = found;
  if (asksHelp(rest)) {
    terminal.write(command.help[terminal.language].replaceAll('%', terminal.program));
    return 0;
  }
  try {
    return await command.run(terminal, rest);
  } catch (error) {
    if (error instanceof Obstacle) {
      terminal.say(asTyped(error.words, commands, terminal));
      return 1;
    }
    if (!(error instanceof BadUse)) throw error;
    const { ja, en } = error.words;
    const help = `${terminal.program} ${command.name} --help`;
    terminal.say({ ja: `${ja}（使い方: ${help}）`, en: `${en} (see ${help})` });
    return 2;
  }
}

/** In words a command is `sekisho migrate`, wherever they are read; at a terminal it is what is typed there. */
function asTyped(
  { ja, en }: Words,
  commands: readonly Command[],
  { program }: Pick<Terminal, 'program'>,
): Words {
  const called = new RegExp(`\\bsekisho (?=(?:${commands.map(({ name }) => name).join('|')})\\b)`, 'g');
  const typed = (text: string) => text.replaceAll(called, () => `${program} `);
  return { ja: typed(ja), en: typed(en) };
}

/** The command that is named; of two that begin alike (`retain`, `retain decide`) the one that says more. */
function findCommand(commands: readonly Command[], args: readonly string[]) {
  const named = commands
    .map((command) => ({ command, words: command.name.split(' ') }))
    .filter(({ words }) => words.every((word, index) => args[index] === word))
    .toSorted((one, other) => other.words.length - one.words.length);
  const [found] = named;
  return found && { command: found.command, rest: args.slice(found.words.length) };
}

function asksHelp(args: readonly string[]): boolean {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return options.includes('--help') || options.includes('-h');
}

function explain(commands: readonly Command[], terminal: Terminal, args: readonly string[]): ExitCode {
  const [first] = args;
  const inGroup = commands.filter(({ name }) => first !== undefined && name.startsWith(`${first} `));
  const shown = inGroup.length > 0 ? inGroup : commands;
  if (asksHelp(args)) {
    terminal.write(overview(shown, terminal));
    return 0;
  }
  if (first !== undefined && inGroup.length === 0) {
    terminal.say({ ja: `「${first}」というコマンドはありません。`, en: `there is no command "${first}".` });
  }
  const text = overview(shown, terminal);
  terminal.say({ ja: text, en: text });
  return 2;
}
