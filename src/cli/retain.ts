import { eraseDue } from '../retention/erase-due.ts';
import { listDue } from '../retention/list-due.ts';
import { readOptions } from './read-options.ts';
import { tableLines } from './table-lines.ts';
import type { Command } from './terminal.ts';
import { withDatabase } from './with-database.ts';

export const retain: Command = {
  name: 'retain',
  summary: { ja: '保存期間を過ぎた記録を示し、消去する', en: 'show and erase records past their retention' },
  help: {
    ja: `  % retain
  % retain --erase

  --erase  消去する（なければ、種別・件数・期間を組織ごとに示すだけ）
  --json   1行に1件のJSON
保存期間が決まっていない種別は、消去しません（% retain decide）。サービスも毎日消去します。`,
    en: `  % retain
  % retain --erase

  --erase  erase (otherwise only class, count and range of each organisation are shown)
  --json   one JSON object a line
A class whose days nobody decided is not erased (% retain decide). The service erases daily, too.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, { erase: { type: 'boolean' }, json: { type: 'boolean' } });
    await withDatabase(terminal, async (deps) => {
      const due = await listDue(deps);
      for (const line of tableLines(due, values.json ?? false)) terminal.write(line);
      if (!values.erase) return;
      const count = await eraseDue(deps);
      terminal.say({ ja: `${count} 件を消去しました。`, en: `${count} records erased.` });
    });
    return 0;
  },
};
