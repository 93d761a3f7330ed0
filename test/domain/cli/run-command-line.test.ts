import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { type Command, Obstacle } from '../../../src/cli/terminal/terminal.ts';
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

  it('that names none says which there are, in 24 lines', async () => {
    const { code, said } = await run('retian');
    expect(code).toBe(2);
    const { text } = await run('--help');
    expect(said).toContain(text);
    expect(text.split('\n').length).toBeLessThanOrEqual(24);
    for (const { name } of commands) for (const word of name.split(' ')) expect(text).toContain(word);
  });

  it('that names a group shows each command of it', async () => {
    expect((await run('token')).said).toContain('mint a token');
    expect((await run('role', '--help')).text).toContain('role end');
  });

  it('that is stopped says what to type next as it is typed here', async () => {
    const stopped: Command = {
      name: 'serve',
      summary: { ja: '', en: '' },
      help: { ja: '', en: '' },
      async run() {
        throw new Obstacle({
          ja: 'sekisho migrate を。sekisho_app と sekisho の',
          en: 'sekisho token create; sekisho_app, and sekisho alone',
        });
      },
    };
    const said: string[] = [];
    const { terminal } = aTerminal({
      env: {},
      program: 'node dist/sekisho.js',
      say: ({ ja, en }) => said.push(ja, en),
    });
    expect(await runCommandLine([...commands, stopped].toReversed(), terminal, ['serve'])).toBe(1);
    expect(said).toEqual([
      'node dist/sekisho.js migrate を。sekisho_app と sekisho の',
      'node dist/sekisho.js token create; sekisho_app, and sekisho alone',
    ]);
  });
});
