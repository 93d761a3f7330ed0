import { isUuid } from '../../kernel/ids.ts';
import { isRecordClass, recordClasses } from '../../log/entry/record-classes.ts';
import { mayStill } from '../../operators/principals/may-still.ts';
import { everyOrganisation } from '../../retention/rules/cutoffs.ts';
import { decideRetention } from '../../retention/rules/decide-retention.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { needed, readOptions, wholeNumber } from '../terminal/read-options.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

const classes = Object.entries(recordClasses);

export const retainDecide: Command = {
  name: 'retain decide',
  summary: { ja: '保存期間を決める', en: 'decide for how long records are kept' },
  help: {
    ja: `  % retain decide visit --days 364 --basis '標準文書保存期間基準 3' --document '令8文書第12号' --by 0199… --second 0199…

  --organisation  その組織だけ（なければ、決定のないすべての組織）
  --by, --second  決定した2人
種別: ${classes.map(([name, { says }]) => `${name}（${says.ja}）`).join(' ')}`,
    en: `  % retain decide visit --days 364 --basis 'schedule 3' --document 'no. 12' --by 0199… --second 0199…

  --organisation  of this organisation only (otherwise of every one without a decision)
  --by, --second  the two who decided
Classes: ${classes.map(([name, { says }]) => `${name} (${says.en})`).join(' ')}`,
  },
  async run(terminal, args) {
    const text = { type: 'string' } as const;
    const { values, positionals } = readOptions(
      args,
      { days: text, basis: text, document: text, by: text, second: text, organisation: text },
      { least: 1, most: 1 },
    );
    const [recordClass = ''] = positionals;
    if (!isRecordClass(recordClass)) {
      throw new BadUse({ ja: `種別ではありません: ${recordClass}`, en: `no class: ${recordClass}` });
    }
    const decision = {
      recordClass,
      organisationId: values.organisation === undefined ? everyOrganisation : idOf(values.organisation),
      days: wholeNumber(needed(values.days, '--days'), '--days', 1, 36_500),
      basis: needed(values.basis, '--basis'),
      document: needed(values.document, '--document'),
      decidedBy: idOf(needed(values.by, '--by')),
      second: values.second === undefined ? undefined : idOf(values.second),
    };
    const { id } = await withDatabase(terminal, async (deps) =>
      expectDone(await decideRetention({ ...deps, mayStill }, terminalContext(), decision)),
    );
    terminal.write(id);
    return 0;
  },
};

function idOf(value: string): string {
  if (isUuid(value)) return value;
  throw new BadUse({ ja: `識別子ではありません: ${value}`, en: `no id: ${value}` });
}
