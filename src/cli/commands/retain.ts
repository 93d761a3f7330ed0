import { databaseOf } from '../../db/pool.ts';
import { isRecordClass, recordClasses } from '../../log/entry/record-classes.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { eraseDue } from '../../retention/due/erase-due.ts';
import { listDue } from '../../retention/due/list-due.ts';
import { loadCutoffs } from '../../retention/rules/load-cutoffs.ts';
import { withDatabase } from '../database/with-database.ts';
import { readOptions } from '../terminal/read-options.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { Command, Terminal } from '../terminal/terminal.ts';

export const retain: Command = {
  name: 'retain',
  summary: { ja: '保存期間を過ぎた記録を示し、消去する', en: 'show and erase records past their retention' },
  help: {
    ja: `  % retain
  % retain --erase

  --erase  消去する（なければ、種別・件数・期間を組織ごとに示すだけ）
  --json   1行に1件のJSON
保存期間が決まっていない種別は、消去しません（% retain decide）。サービスも1時間ごとに消去します。`,
    en: `  % retain
  % retain --erase

  --erase  erase (otherwise only class, count and range of each organisation are shown)
  --json   one JSON object a line
A class whose days nobody decided is not erased (% retain decide). The service erases every hour, too.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, { erase: { type: 'boolean' }, json: { type: 'boolean' } });
    await withDatabase(terminal, async (deps) => {
      const due = await listDue(deps);
      for (const line of tableLines(due, values.json ?? false)) terminal.write(line);
      await sayUndecided(terminal, deps);
      if (!values.erase) return;
      const count = await eraseDue(deps);
      terminal.say({ ja: `${count} 件を消去しました。`, en: `${count} records erased.` });
    });
    return 0;
  },
};

/** Nothing of such a class is ever due: an empty list alone would say that nothing is past its date. */
async function sayUndecided(terminal: Terminal, { pool, clock }: ActDeps): Promise<void> {
  const cutoffs = await loadCutoffs(databaseOf(pool), clock.now());
  const undecided = Object.keys(recordClasses)
    .filter(isRecordClass)
    .filter((recordClass) => cutoffs[recordClass].ofAll === undefined)
    .map((recordClass) => ({ recordClass, ...recordClasses[recordClass].says }));
  if (undecided.length === 0) return;
  const listed = (language: 'ja' | 'en') =>
    undecided.map(({ recordClass, [language]: says }) => `${recordClass} (${says})`).join(', ');
  terminal.say({
    ja: `保存期間が決まっていない組織があり、その記録は消去されない種別：${listed('ja')}`,
    en: `classes whose days are not decided everywhere, and of which nothing is erased there: ${listed('en')}`,
  });
}
