import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/log/entry/effects.ts';
import { leafHash } from '../../src/log/entry/leaf-hash.ts';
import { isRecordClass, recordClasses } from '../../src/log/entry/record-classes.ts';
import { mayStill } from '../../src/operators/principals/may-still.ts';
import { eraseDue } from '../../src/retention/due/erase-due.ts';
import { everyOrganisation } from '../../src/retention/rules/cutoffs.ts';
import { decideRetention } from '../../src/retention/rules/decide-retention.ts';
import { aYear } from '../support/a-year.ts';
import { liveYear, startYearHouse, type YearHouse } from '../support/a-year-house.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { aToken } from '../support/test-app.ts';
import {
  keysLentTold,
  keysTold,
  loadTold,
  movementsTold,
  permitsTold,
  staysTold,
  type ToldEntry,
  visitsTold,
  worksTold,
} from '../support/told-by-the-log.ts';

let house: YearHouse;
/** Texts and hashes of the whole log when the year was over. */
let before: readonly { readonly text: string; readonly hash: Buffer }[];

const told = {
  visits: visitsTold,
  passages: staysTold,
  movements: movementsTold,
  things: (all) => permitsTold(all, ['system-item', 'private-device']),
  photography: (all) => permitsTold(all, ['photography']),
  works: worksTold,
  keys: keysTold,
} as const satisfies Record<string, (all: readonly ToldEntry[]) => readonly object[]>;

beforeAll(async () => {
  house = await startYearHouse();
  for (const recordClass of Object.keys(recordClasses).filter(isRecordClass)) {
    const decided = await decideRetention({ ...house.test.deps, mayStill }, fromTerminal(), {
      recordClass,
      organisationId: everyOrganisation,
      days: 120,
      basis: '標準文書保存期間基準 3',
      document: '令8文書第12号',
      decidedBy: house.officers[0].id,
      second: house.officers[1].id,
    });
    if (!decided.ok) throw new Error(decided.refusal.code);
  }
  const [year = []] = fc.sample(aYear, { seed: 20260406, numRuns: 1 });
  await liveYear(house, year);
  before = await textsAndHashes();
}, 120_000);
afterAll(() => house.test.close());

async function textsAndHashes(): Promise<typeof before> {
  const { rows } = await house.test.pool.query(
    'select e.text, l.hash from entries e join leaf_hashes l using (site_id, seq) where e.site_id = $1 order by e.seq',
    [house.site],
  );
  return rows;
}

/** A record as it is exported, with the columns of what it is compared with, in an order that says nothing. */
async function exported(record: string, like: readonly object[]) {
  const token = await aToken(house.test, { type: 'person', id: house.officers[0].id });
  const period = 'from=2026-04-01&until=2027-05-01';
  const { status, body } = await house.get(token, `/sites/${house.site}/records/${record}?${period}`);
  expect(status).toBe(200);
  const columns = Object.keys(like[0] ?? {});
  const rows = body.items.map((row: Record<string, unknown>) =>
    Object.fromEntries(columns.map((column) => [column, row[column]])),
  );
  return inOrder(rows);
}

function inOrder(rows: readonly object[]): readonly object[] {
  const words = (row: object) => JSON.stringify(Object.entries(row).toSorted());
  return rows.toSorted((one, other) => (words(one) < words(other) ? -1 : 1));
}

/** The tables of the database in which any of these words still stand, each with one row. */
async function tablesWith(words: readonly string[]): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: house.test.ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(
        `select t::text as row from "${name}" t where t::text ~ $1 limit 1`,
        [words.join('|')],
      );
      if (rows[0] !== undefined) found.push(`${name}: ${rows[0].row}`);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** What somebody is told of the log when they ask what is held of them, and what of it names them. */
async function disclosedTo(person: string) {
  const token = await aToken(house.test, { type: 'person', id: house.officers[0].id });
  const { status, body } = await house.post(token, '/disclosures?format=json', {
    ...{ persons: [person], askedBy: '本人', basis: 'own-request', number: '令8開示第1号' },
  });
  expect(status).toBe(200);
  const items: readonly { readonly table: string; readonly told: string; readonly place: string | null }[] =
    body.items;
  const here = items.filter(({ place }) => place === '第一庁舎');
  return {
    entries: here.flatMap(({ table, told }) =>
      table.startsWith('entries') ? [Number(/記録番号：(\d+)/.exec(told)?.[1])] : [],
    ),
    moves: here.filter(({ table }) => table === 'moves').length,
    keys: here.filter(({ table, told }) => table === 'zone_keys' && told.includes('貸出中')).length,
  };
}

function isMoveOf(effect: Effect, person: string): boolean {
  return (effect.type === 'presence' || effect.type === 'past-presence') && effect.person === person;
}

const words = [
  // Of visitors.
  ...['商店', '気付', 'の車', 'の件', 'の端末', '手を引く', '聞き違い', '見当たらない', '廊下'],
  // Of acts: what things were permitted, lent and done for, and what was said of them.
  ...['広報誌', '3枚', '移行', '空調', '済んだ', '学校', '早い開錠', '巡回で'],
];

describe('a year at an office, with the names of visitors going on their dates', () => {
  it.each(Object.entries(told))('has in the record of %s what the log alone says', async (record, byLog) => {
    const rows = byLog(await loadTold(house.test.pool, house.site));
    expect(rows.length).toBeGreaterThan(3);
    expect(await exported(record, rows)).toEqual(inOrder(rows));
  });

  it('tells whoever asks every entry that names them, and where they were', async () => {
    const all = await loadTold(house.test.pool, house.site);
    const guests = all.flatMap(({ entry }) =>
      entry.kind === 'visit-planned' ? (entry.subject.person ?? []) : [],
    );
    for (const person of [house.host.id, guests[0] ?? '', guests.at(-1) ?? '']) {
      const named = all.filter(({ entry }) => JSON.stringify(entry).includes(person));
      const moves = named.flatMap(({ entry }) => entry.effects.filter((effect) => isMoveOf(effect, person)));
      expect(named.length).toBeGreaterThan(3);
      expect(await disclosedTo(person)).toEqual({
        entries: named.map(({ entry }) => entry.seq),
        moves: moves.length,
        keys: keysLentTold(all, person),
      });
    }
  });

  it('says the same once every name is over, keeps no word that anybody wrote, and every proof still holds', async () => {
    expect(await tablesWith(words)).not.toEqual([]);
    house.test.clock.set(new Date('2027-09-01T00:00:00Z'));
    await eraseDue(house.test.deps);
    expect(await tablesWith(words)).toEqual([]);
    const all = await loadTold(house.test.pool, house.site);
    for (const [record, byLog] of Object.entries(told)) {
      const rows = byLog(all);
      expect(await exported(record, rows)).toEqual(inOrder(rows));
    }
    const after = await textsAndHashes();
    for (const { text, hash } of after) expect(leafHash(text).equals(hash)).toBe(true);
    expect(after.slice(0, before.length)).toEqual(before);
  });
});
