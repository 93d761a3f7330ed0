import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../src/cli/commands/replay.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { aTerminal, type TestTerminal } from '../support/a-terminal.ts';
import { badgeCsv } from '../support/badge-file.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** A made-up file: Aoki's card is replaced and used all the same, Baba has one for a day, Chiba jumps, two lines are bad. */
const day = (on: string, ...reads: readonly string[]) => reads.map((read) => `2016-02-${on} ${read}`);
const lines = [
  ...day('01', '08:00:00 aoki001 1 Hall', '08:01:00 aoki001 2 Office', '08:05:00 baba001 1 Hall'),
  ...day('01', '08:06:00 baba001 2 Office', '08:30:00 chiba001 1 Hall', '08:31:00 chiba001 1 Store'),
  ...day('01', '09:00:00 chiba001 1 Hall', '09:30:00 aoki001 2 Server Room', '09:45:00 aoki001 2 Office'),
  ...day('01', '17:00:00 aoki001 1 Hall', '17:01:00 baba001 1 Hall'),
  ...day('02', '07:00:00 aoki002 1 Hall', '07:01:00 aoki002 2 Office', '08:10:00 baba002 1 Hall'),
  ...day('02', '08:11:00 baba002 2 Office', '10:00:00 aoki001 2 Office', '10:01:00 aoki001 2 Server Room'),
  ...day('02', '10:05:00 aoki001 2 Office', '16:00:00 baba002 1 Hall', '16:05:00 aoki002 1 Hall'),
  ...day('03', '08:00:00 baba001 1 Hall', '08:02:00 aoki002 1 Hall', '08:03:00 aoki002 2 Office'),
  ...day('06', '23:00:00 chiba001 1 Hall', '23:10:00 chiba001 2 Server Room'),
];
const csv = `\uFEFF${`${badgeCsv(lines)}2016-02-30 08:00:00, fixed-prox, aoki002, 1, Hall\nnonsense\n`.replaceAll('\n', '\r\n')}`;

type Record = { readonly section: string; readonly oddity?: string; readonly found?: unknown };
type Played = TestTerminal & { readonly code: number };

async function play({ url, ownerUrl }: TestDatabase, ...args: readonly string[]): Promise<Played> {
  const env = { DATABASE_URL: url, MIGRATE_DATABASE_URL: ownerUrl };
  const test = aTerminal({ env, readBytes: () => Buffer.from(csv) });
  const code = await runCommandLine([replay], test.terminal, ['replay', 'reads.csv', ...args]);
  return { ...test, code };
}

let database: TestDatabase;
let other: TestDatabase;
let client: pg.Client;
let played: Played;
let found: (section: string, oddity?: string) => unknown;
beforeAll(async () => {
  [database, other] = [await createTestDatabase(), await createTestDatabase()];
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  played = await play(database, '--json');
  const records = played.written.map((line): Record => JSON.parse(line));
  found = (section, oddity) =>
    records.find((record) => record.section === section && record.oddity === oddity)?.found;
});
afterAll(async () => {
  await client.end();
  await database.drop();
  await other.drop();
});

describe('a file of badge reads', () => {
  it('is played whole, its bad lines told by number', () => {
    expect(played).toMatchObject({
      code: 0,
      said: ['playing 25 reads.', expect.stringMatching(/^played 25 /)],
    });
    expect(found('file')).toMatchObject({ reads: 25, played: 25, days: 4, cards: 5, persons: 3 });
    expect(found('file')).toMatchObject({ badLines: [{ line: 27 }, { line: 28 }] });
  });

  it('has a lost card refused at every door it asks for after the new one appeared, and a card for a day opens', () => {
    expect(found('changes')).toMatchObject([
      { kind: 'reissue', old: 'aoki001', card: 'aoki002', at: '2016-02-02 07:00:00' },
      { kind: 'lend', old: 'baba001', card: 'baba002', at: '2016-02-02 08:10:00' },
    ]);
    expect(found('verdicts')).toEqual({ granted: 22, denied: 3, reasons: [['card-lost', 3]] });
    expect(found('oddities', 'stoppedCards')).toMatchObject([
      { card: 'aoki001', replacedBy: 'aoki002', reads: 3, denied: 3, highClassZones: ['2, Server Room'] },
    ]);
    expect(found('oddities', 'twoCardsInTurns')).toMatchObject([{ person: 'aoki', turns: 2 }]);
  });

  it('is asked what is odd in it', () => {
    expect(found('oddities', 'jumps')).toMatchObject([
      { from: '1, Hall', to: '2, Server Room', times: 1, cards: ['chiba001'] },
      { from: 'outside', to: '2, Office', times: 1, cards: ['aoki001'] },
    ]);
    expect(found('oddities', 'singleUseZones')).toMatchObject([{ zone: '1, Store', card: 'chiba001' }]);
    expect(found('oddities', 'nightReads')).toEqual({ reads: 2, persons: 1, days: 1 });
    expect(found('oddities', 'weekendReads')).toEqual({ reads: 2, persons: 1, days: 1 });
    expect(found('oddities', 'class3Visitors')).toMatchObject([
      { card: 'aoki001', granted: 1, denied: 1 },
      { card: 'chiba001', granted: 1, denied: 0 },
    ]);
  });

  it('stands in the record at the times of the file, as often as it was answered', async () => {
    expect(found('record')).toMatchObject({ granted: 22, denied: 3 });
    const { rows } = await client.query(`
      select count(*)::int as reads, count(*) filter (where recorded_at <> at)::int as shifted,
        min(at) as first, (select count(*)::int from entries_default) as homeless
      from entries where kind = 'card-read'`);
    expect(rows).toEqual([
      { reads: 25, shifted: 0, first: new Date('2016-01-31T23:00:00.000Z'), homeless: 0 },
    ]);
    const watched = await client.query(
      `select kind from entries where kind in ('disk-level', 'restored', 'clock-off', 'default-partition-used')`,
    );
    expect(watched.rows).toEqual([]);
    const stopped = await client.query(
      `select state from cards where number = 'AOKI001' and until_seq is null`,
    );
    expect(stopped.rows).toEqual([{ state: 'lost' }]);
  });

  it('gives the same report each time it is played', async () => {
    const again = await play(other, '--json');
    expect(again.written).toEqual(played.written);
  });

  it('is not mixed into an office that is there already', async () => {
    const again = await play(database);
    expect(again).toMatchObject({ code: 1, written: [] });
    expect(again.said.join()).toContain('a replay needs an empty database');
  });

  it('is refused with the line where it cannot be read at all', async () => {
    const test = aTerminal({ env: {}, readBytes: () => Buffer.from('when,who\n') });
    expect(await runCommandLine([replay], test.terminal, ['replay', 'reads.csv'])).toBe(1);
    expect(test.said.join()).toContain('reads.csv, line 1: no column timestamp');
  });
});
