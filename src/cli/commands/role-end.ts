import { isUuid } from '../../kernel/ids.ts';
import { endRole } from '../../operators/roles/end-role.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const roleEnd: Command = {
  name: 'role end',
  summary: { ja: '役割を終わらせる', en: 'end a role' },
  help: {
    ja: `  % role end 0199… --reason 異動

識別子は「% role list」で分かります。`,
    en: `  % role end 0199… --reason moved

"% role list" tells the id.`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(args, { reason: { type: 'string' } }, { least: 1, most: 1 });
    const [assignmentId = ''] = positionals;
    if (!isUuid(assignmentId)) {
      throw new BadUse({
        ja: `割当ての識別子ではありません: ${assignmentId}`,
        en: `no id of an assignment: ${assignmentId}`,
      });
    }
    const reason = needed(values.reason, '--reason');
    await withDatabase(terminal, async (deps) =>
      expectDone(await endRole(deps, terminalContext(), { assignmentId, reason })),
    );
    terminal.say({ ja: '役割を終わらせました。', en: 'the role is ended.' });
    return 0;
  },
};
