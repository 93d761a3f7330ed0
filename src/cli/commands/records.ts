import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Principal } from '../../authority/principal.ts';
import { buildPlaceBook } from '../../live/entries/place-book.ts';
import { prepareRecord } from '../../records/asking/prepare-record.ts';
import { recordFormatNames, recordFormats } from '../../records/formats/record-formats.ts';
import { isRecordKind, recordKindNames } from '../../records/kinds/record-kinds.ts';
import { notedRecord } from '../../records/reads/noted-record.ts';
import { eras } from '../../records/shown/shown-record.ts';
import { withDatabase } from '../database/with-database.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import { BadUse, type Command, Obstacle } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

export const records: Command = {
  name: 'records',
  summary: { ja: '訪問記録、入退室記録簿などをファイルに書く', en: 'write a record to a file' },
  help: {
    ja: `  % records visits --site 0199… --from 2026-04-01 --until 2026-05-01 --out visits.pdf
  % records passages --site 0199… --words '先週 クラス3に22時以降入った人' --out night.xlsx

記録は ${recordKindNames.join('、')}。形式はファイルの名前で選びます（${recordFormatNames.join('、')}）。
--zone 区域の符号、--era wareki|seireki、--encoding windows-31j（CSV）も使えます。取り出したことは庁舎の記録に残ります。`,
    en: `  % records visits --site 0199… --from 2026-04-01 --until 2026-05-01 --out visits.pdf
  % records passages --site 0199… --words '先週 クラス3に22時以降入った人' --out night.xlsx

Records: ${recordKindNames.join(', ')}. The name of the file tells its form (${recordFormatNames.join(', ')}).
Also --zone, --era wareki|seireki and, for CSV, --encoding windows-31j. The log of the site tells that it was read.`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(
      args,
      {
        site: { type: 'string' },
        zone: { type: 'string' },
        from: { type: 'string' },
        until: { type: 'string' },
        words: { type: 'string' },
        era: { type: 'string', default: 'wareki' },
        encoding: { type: 'string', default: 'utf-8' },
        out: { type: 'string' },
      },
      { least: 1, most: 1 },
    );
    const [record = ''] = positionals;
    if (!isRecordKind(record)) throw notAmong(record, recordKindNames);
    const out = needed(values.out, '--out');
    const format = oneOf(extname(out).slice(1), recordFormatNames);
    const era = oneOf(values.era, eras);
    const encoding = oneOf(values.encoding, ['utf-8', 'windows-31j'] as const);
    const siteId = needed(values.site, '--site');
    const { zone, from, until, words } = values;
    const query = { record, zone, from, until, words, era, search: {} };
    await withDatabase(terminal, async ({ pool, clock }) => {
      const deps = { pool, clock, placeBook: buildPlaceBook(pool) };
      const prepared = await prepareRecord(deps, officerAtTerminal(), siteId, query);
      if (!prepared.ok) {
        const why = JSON.stringify(prepared.refusal.errors ?? prepared.refusal.code);
        throw new Obstacle({ ja: `取り出せません: ${why}`, en: `cannot be read: ${why}` });
      }
      const asked = JSON.stringify({ ...query, by: `${terminal.osUser}@${terminal.host}` });
      const noted = await notedRecord({ pool, clock }, officerAtTerminal(), prepared.value, asked);
      const bytes = Readable.from(recordFormats[format].write(noted, { encoding }));
      // For whoever ran it alone, and over nothing that is there.
      await pipeline(bytes, createWriteStream(out, { flags: 'wx', mode: 0o600 }));
    });
    terminal.say({ ja: `${out} に書きました。`, en: `written to ${out}.` });
    return 0;
  },
};

/** Whoever holds the database reads all of it anyway; they are shown what 情報セキュリティ責任者 is shown. */
function officerAtTerminal(): Principal {
  return {
    ...terminalContext().principal,
    roles: [{ role: 'security-officer', siteId: null, scope: null }],
  };
}

function oneOf<Word extends string>(word: string, words: readonly Word[]): Word {
  const found = words.find((one) => one === word);
  if (found === undefined) throw notAmong(word, words);
  return found;
}

function notAmong(word: string, words: readonly string[]): BadUse {
  return new BadUse({
    ja: `${word} は使えません。次のどれかです: ${words.join('、')}`,
    en: `${word} is none of ${words.join(', ')}`,
  });
}
