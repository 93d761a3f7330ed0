import { isUuid } from '../../kernel/ids.ts';
import { isInstant } from '../../kernel/is-instant.ts';
import { isRecordClass } from '../../log/entry/record-classes.ts';
import { mayStill } from '../../operators/principals/may-still.ts';
import { everyOrganisation } from '../../retention/rules/cutoffs.ts';
import { extendRetention } from '../../retention/rules/extend-retention.ts';
import { type HoldGround, holdGrounds } from '../../retention/rules/hold-grounds.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

const grounds = Object.entries(holdGrounds);

export const retainExtend: Command = {
  name: 'retain extend',
  summary: { ja: '保存を延長する', en: 'keep records beyond their days' },
  help: {
    ja: `  % retain extend visit --until 2027-03-31 --ground case --reference '令8(ワ)第5号' --by 0199… --person 0199…

  --until   この日まで消去しません
  --site    その庁舎だけ   --person  その人だけ
  --ground  ${grounds.map(([name, { says }]) => `${name}（${says}）`).join(' ')}`,
    en: `  % retain extend visit --until 2027-03-31 --ground case --reference 'no. 5' --by 0199… --person 0199…

  --until   nothing is erased up to this day
  --site    at this site only   --person  of this person only
  --ground  ${grounds.map(([name]) => name).join(' ')}`,
  },
  async run(terminal, args) {
    const text = { type: 'string' } as const;
    const { values, positionals } = readOptions(
      args,
      { until: text, ground: text, reference: text, by: text, site: text, person: text },
      { least: 1, most: 1 },
    );
    const [recordClass = ''] = positionals;
    const ground = needed(values.ground, '--ground');
    const ids = [needed(values.by, '--by'), values.site, values.person].filter((id) => id !== undefined);
    const keptUntil = needed(values.until, '--until');
    if (!isRecordClass(recordClass) || !isGround(ground) || !ids.every(isUuid) || !isDay(keptUntil)) {
      throw new BadUse({
        ja: '種別・理由・日付（YYYY-MM-DD）・識別子のどれかが正しくありません',
        en: 'a class, ground, day (YYYY-MM-DD) or id is not one',
      });
    }
    const extension = {
      recordClass,
      ground,
      keptUntil,
      reference: needed(values.reference, '--reference'),
      decidedBy: needed(values.by, '--by'),
      siteId: values.site ?? everyOrganisation,
      personId: values.person ?? null,
    };
    const { id } = await withDatabase(terminal, async (deps) =>
      expectDone(await extendRetention({ ...deps, mayStill }, terminalContext(), extension)),
    );
    terminal.write(id);
    return 0;
  },
};

function isGround(word: string): word is HoldGround {
  return Object.hasOwn(holdGrounds, word);
}

function isDay(text: string): boolean {
  return isInstant(`${text}T00:00:00Z`);
}
