import type { Client, ClientBase } from 'pg';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { detachMonth, dropMonth, listMonths, type Month } from '../../db/list-months.ts';
import { newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { monthlyTables } from '../../log/entry/record-classes.ts';
import { performAct } from '../../log/writing/perform-act.ts';
import { takeEveryHead } from '../../log/writing/take-every-head.ts';
import { forgetCounts } from '../../retention/months/forget-counts.ts';
import { forgetMoves } from '../../retention/months/forget-moves.ts';
import { keepsMonth, whatKeepsMonth } from '../../retention/months/what-keeps-month.ts';
import { type Owner, withOwner } from '../database/with-owner.ts';
import { readOptions } from '../terminal/read-options.ts';
import { tableLines } from '../terminal/table-lines.ts';
import { BadUse, type Command, type ExitCode, Obstacle, type Terminal } from '../terminal/terminal.ts';

const options = { do: { type: 'boolean' }, json: { type: 'boolean' } } as const;

export const months: Command = {
  name: 'months',
  summary: { ja: '記録の月の区画を示す', en: "show the months of the record's partitions" },
  help: {
    ja: `  % months

月ごとに、区画の大きさと、外せない理由を示します。データベースの所有者（MIGRATE_DATABASE_URL）で行います。
  --json  1行に1件のJSON`,
    en: `  % months

Shows the size of each month, and what keeps it from being taken out; as the owner of the database (MIGRATE_DATABASE_URL).
  --json  one JSON object a line`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, { json: options.json });
    await withOwner(terminal, async ({ client }) => {
      const all = await listMonths(client, monthlyTables);
      const lines = [];
      for (const { month, state, bytes } of all) {
        const kept = state === 'attached' ? await whatKeepsMonth(client, all, month, terminal.now()) : [];
        lines.push({ month, state, bytes, kept: kept.map(({ why, count }) => `${why} ${count}`).join(', ') });
      }
      for (const line of tableLines(lines, values.json ?? false)) terminal.write(line);
    });
    return 0;
  },
};

export const monthsDetach: Command = {
  name: 'months detach',
  summary: { ja: '古い月の区画を記録から外す', en: 'take an old month out of the record' },
  help: {
    ja: `  % months detach 2020-04
  % months detach 2020-04 --do

外した月は照会に出なくなり、表としては残ります（戻せます）。--do がなければ、外すものと外せない理由を示すだけです。
外す前に、その月のバックアップを取ってください。`,
    en: `  % months detach 2020-04
  % months detach 2020-04 --do

Nobody is told of a month that is out, and its tables stay (they can be put back). Without --do only what would be taken out, and
what keeps it, is shown. Back the month up before.`,
  },
  run: (terminal, args) =>
    onMonth(terminal, args, 'attached', {
      kind: 'month-detached',
      keeps: async (client, { month }, all) => {
        const kept = await whatKeepsMonth(client, all, month, terminal.now());
        return kept.map(({ why, count }) => `${keepsMonth[why]}（${count}）`);
      },
      work: detachMonth,
    }),
};

export const monthsDrop: Command = {
  name: 'months drop',
  summary: { ja: '外した月の区画を消す', en: 'drop a month that was taken out' },
  help: {
    ja: `  % months drop 2020-04
  % months drop 2020-04 --do

外した月の記録の本文と、その月の所在を消します。ハッシュ値は残ります。--do がなければ、消すものを示すだけです。`,
    en: `  % months drop 2020-04
  % months drop 2020-04 --do

Drops the texts of a month that is out, and where people were in it; its hashes stay. Without --do only what would go is shown.`,
  },
  run: (terminal, args) =>
    onMonth(terminal, args, 'detached', {
      kind: 'month-dropped',
      keeps: async () => [],
      // The month is out already, and its entries still tell where people were: whoever is stopped here begins again.
      before: async (client, { month }) => {
        await forgetMoves(client, month);
        await forgetCounts(client, month);
      },
      work: dropMonth,
    }),
};

type Step = {
  readonly kind: 'month-detached' | 'month-dropped';
  /** What keeps the month, in words. */
  readonly keeps: (client: Client, month: Month, all: readonly Month[]) => Promise<readonly string[]>;
  /** What takes long, and is done before doors have to wait. */
  readonly before?: (client: Client, month: Month) => Promise<void>;
  readonly work: (client: ClientBase, month: Month) => Promise<void>;
};

/** Shows what a step would do to a month and, where it is asked to and nothing keeps the month, does it by an entry in every log. */
async function onMonth(
  terminal: Terminal,
  args: readonly string[],
  state: Month['state'],
  step: Step,
): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, options, { least: 1, most: 1 });
  const [name = ''] = positionals;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(name)) {
    throw new BadUse({ ja: `月（YYYY-MM）ではありません: ${name}`, en: `no month (YYYY-MM): ${name}` });
  }
  return withOwner(terminal, async (owner) => {
    const all = await listMonths(owner.client, monthlyTables);
    const month = all.find((one) => one.month === name && one.state === state);
    if (month === undefined) throw noMonth(name, state);
    const kept = await step.keeps(owner.client, month, all);
    const lines = month.tables.map((table) => ({ table, month: name }));
    for (const line of tableLines(lines, values.json ?? false)) terminal.write(line);
    for (const words of kept) terminal.say({ ja: words, en: words });
    if (values.do !== true) return kept.length === 0 ? 0 : 1;
    if (kept.length > 0) throw new Obstacle({ ja: 'この月は外せません。', en: 'this month stays.' });
    await takeStep(owner, month, step);
    terminal.say({ ja: `${name} を終えました。`, en: `${name} is done.` });
    return 0;
  });
}

/** A month that is gone has its entry, and a month that has its entry is gone: both are of one transaction. */
async function takeStep({ client, deps }: Owner, month: Month, { kind, before, work }: Step): Promise<void> {
  await before?.(client, month);
  const details = { month: month.month, tables: month.tables.length, bytes: month.bytes };
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  await performAct(deps, context, async (tx) => {
    const sites = await takeEveryHead(tx);
    tx.recordMinistry({ kind, details }, sites);
    tx.onceRecorded(() => work(tx.client, month));
    return ok(undefined);
  });
}

function noMonth(name: string, state: Month['state']): Obstacle {
  return state === 'attached'
    ? new Obstacle({ ja: `${name} の区画は記録にありません。`, en: `the record has no month ${name}.` })
    : new Obstacle({ ja: `${name} は外されていません。`, en: `${name} has not been taken out.` });
}
