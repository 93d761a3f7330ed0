import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { aTerminal } from '../../support/a-terminal.ts';

async function run(...args: readonly string[]) {
  const { terminal, written, said } = aTerminal({ env: {} });
  return {
    code: await runCommandLine(commands, terminal, args),
    text: written.join('\n'),
    said: said.join(),
  };
}

describe('a command line', () => {
  it.each(commands.map(({ name }) => name))('reaches the command it names: %s', async (name) => {
    const help = commands.find((command) => command.name === name)?.help.en.replaceAll('%', 'sekisho');
    expect(await run(...name.split(' '), '--help')).toEqual({ code: 0, text: help, said: '' });
  });

  it('that names none says which there are', async () => {
    const { code, said } = await run('retian');
    expect([code, said]).toEqual([2, expect.stringContaining('retain decide')]);
  });
});
