import { decideSetting } from '../../rights/settings/decide-setting.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import type { Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const networks: Command = {
  name: 'networks',
  summary: { ja: '管理者権限を使える接続元を決める', en: 'decide from where administrators act' },
  help: {
    ja: `  % networks 10.1.2.0/24 192.0.2.7 --reason 管理用の端末

これまでの一覧に代わります。この機械からは、いつでも使えます。決めたことは記録されます。`,
    en: `  % networks 10.1.2.0/24 192.0.2.7 --reason "administrators' desks"

Takes the place of the list before. From this machine itself they act always. The decision is recorded.`,
  },
  async run(terminal, args) {
    const options = { reason: { type: 'string' } } as const;
    const { values, positionals } = readOptions(args, options, { least: 0, most: 100 });
    const reason = needed(values.reason, '--reason');
    const decision = { name: 'admin-networks', value: { networks: positionals }, reason } as const;
    await withDatabase(terminal, async (deps) =>
      expectDone(await decideSetting(deps, terminalContext(), decision)),
    );
    terminal.say({ ja: '接続元を決めました。', en: 'the networks are decided.' });
    return 0;
  },
};
