import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/cli/commands/replay.ts';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { aTerminal } from '../../support/a-terminal.ts';

describe('a file that replay cannot read', () => {
  it.each([
    ['neither UTF-8 nor Windows-31J', Uint8Array.of(0xff, 0xff, 0x20), 'save it as UTF-8'],
    ['not of these columns', Buffer.from('when,who\n'), 'line 1: no column timestamp'],
  ])('is refused in one line: %s', async (_, bytes, why) => {
    const test = aTerminal({ env: {}, readBytes: () => bytes });
    expect(await runCommandLine([replay], test.terminal, ['replay', 'reads.csv'])).toBe(1);
    expect(test.written).toEqual([]);
    expect(test.said).toEqual([expect.stringContaining(why)]);
    expect(test.said.join()).not.toContain('\n');
  });
});
