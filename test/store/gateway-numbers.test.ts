import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const [site, epoch] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000e'];

const file = readdirSync('migrations').find((name) => name.endsWith('_gateway_numbers.sql'));
/** What the migration does with rows that are there already. */
const moves = readFileSync(`migrations/${file}`, 'utf8')
  .split('--> statement-breakpoint')
  .filter((statement) => /^\s*(INSERT|UPDATE)/.test(statement));

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** What is known of a buffer whose numbers an older program kept as one multirange. */
async function moved(seen: string) {
  for (const table of ['gateway_epochs', 'gateway_holes', 'deadlines'])
    await owner.query(`delete from ${table}`);
  await owner.query(
    `insert into gateway_epochs (site_id, gateway_id, epoch, seen, first_seq, newest_seq, started_at)
      values ($1, 'gateway', $2, $3, 0, 0, now())`,
    [site, epoch, seen],
  );
  for (const statement of moves) await owner.query(statement);
  const read = async (text: string) => (await owner.query({ text, rowMode: 'array' })).rows;
  return {
    numbers: (await read('select first_seq::int, newest_seq::int8::text, holes from gateway_epochs'))[0],
    holes: await read(
      'select from_seq::text, to_seq::text, state from gateway_holes order by gateway_holes.from_seq',
    ),
    due: await read('select kind, ref from deadlines'),
  };
}

describe('the numbers that an older program has counted', () => {
  it('are the same after the migration, and what is missing is settled soon', async () => {
    expect(await moved('{[1,4),[6,7),[9,12)}')).toEqual({
      numbers: [1, '11', 2],
      holes: [
        ['4', '5', 'fresh'],
        ['7', '8', 'fresh'],
      ],
      due: [['gateway-gap', 'gateway']],
    });
  });

  it('have no hole where nothing is missing', async () => {
    expect(await moved('{[5,900)}')).toEqual({ numbers: [5, '899', 0], holes: [], due: [] });
  });

  it('are not missed behind a leap, nor where everything has holes', async () => {
    expect(await moved('{[1,3),[4294967290,4294967296)}')).toEqual({
      numbers: [1, '4294967295', 1],
      holes: [['3', '4294967289', 'skipped']],
      due: [],
    });
    const everySecond = Array.from({ length: 1002 }, (_, index) => `[${2 * index + 1},${2 * index + 2})`);
    const { numbers, holes, due } = await moved(`{${everySecond.join(',')}}`);
    expect(numbers).toEqual([1, '2003', 1001]);
    expect(new Set(holes.map(([, , state]) => state))).toEqual(new Set(['skipped']));
    expect(due).toEqual([]);
  });
});
