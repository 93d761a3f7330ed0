import { databaseOf } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { mayStill } from '../../operators/principals/may-still.ts';
import { eraseByTwo } from '../../retention/early/erase-by-two.ts';
import { linesOf, weighEarly } from '../../retention/early/weigh-early.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import { tableLines } from '../terminal/table-lines.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const retainEarly: Command = {
  name: 'retain early',
  summary: { ja: '期日の前に消去する', en: 'erase before the date' },
  help: {
    ja: `  % retain early 0199… --site 0199…
  % retain early 0199… --site 0199… --erase --reason '本人の請求' --reference '令9利用停止第3号' --by 0199… --second 0199…

  --site   その庁舎の来訪者・報道の人（なければ、離れた職員など）
  --erase  消去する（なければ、消えるものを示すだけ）。決定した2人と、理由・番号が要ります
  --json   1行に1件のJSON`,
    en: `  % retain early 0199… --site 0199…
  % retain early 0199… --site 0199… --erase --reason 'on request' --reference 'no. 3' --by 0199… --second 0199…

  --site   visitors and press of this site (otherwise staff who have left)
  --erase  erase (otherwise what would go is only shown); asks for the two who decided, a reason and a reference
  --json   one JSON object a line`,
  },
  async run(terminal, args) {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values, positionals } = readOptions(
      args,
      { site: text, reason: text, reference: text, by: text, second: text, erase: flag, json: flag },
      { least: 1, most: 50 },
    );
    const ids = [...positionals, values.site, values.by, values.second].filter((id) => id !== undefined);
    const wrong = ids.find((id) => !isUuid(id));
    if (wrong !== undefined) {
      throw new BadUse({ ja: `識別子ではありません: ${wrong}`, en: `no id: ${wrong}` });
    }
    const erasing = values.erase ?? false;
    const erasure = {
      site: values.site ?? null,
      persons: positionals,
      reason: erasing ? needed(values.reason, '--reason') : '',
      reference: erasing ? needed(values.reference, '--reference') : '',
    };
    await withDatabase(terminal, async (deps) => {
      const early = expectDone(await weighEarly(deps.pool, databaseOf(deps.pool), erasure, deps.clock.now()));
      for (const line of tableLines(linesOf(early), values.json ?? false)) terminal.write(line);
      if (!erasing) return;
      const deciders = { decidedBy: needed(values.by, '--by'), second: needed(values.second, '--second') };
      const count = expectDone(await eraseByTwo({ ...deps, mayStill }, terminalContext(), erasure, deciders));
      terminal.say({ ja: `${count} 件を消去しました。`, en: `${count} records erased.` });
    });
    return 0;
  },
};
