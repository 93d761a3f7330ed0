import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Checkout,
  type House,
  type HouseOptions,
  isGone,
  killAll,
  makeCheckout,
  postmasterOf,
  startHouse,
  up,
} from '../support/embedded-house.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';

let base: Folder;
let checkout: Checkout;
beforeAll(async () => {
  base = await aDataFolder();
  checkout = await makeCheckout(base.path);
});
afterAll(() => base.remove());

let counter = 0;
let dataDir: string;
let houses: House[];
beforeEach(() => {
  counter += 1;
  dataDir = join(base.path, `data-${counter}`);
  houses = [];
});
afterEach(async () => {
  for (const house of houses) {
    house.process.kill('SIGTERM');
    await house.ended;
  }
});

function start(options?: HouseOptions): House {
  const house = startHouse(checkout, dataDir, options);
  houses.push(house);
  return house;
}

async function ask(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows.map((row) => row.answer);
  } finally {
    await client.end();
  }
}

/** Asks until somebody answers. */
async function askAgain(url: string, sql: string): Promise<readonly unknown[]> {
  for (;;) {
    const answer = await ask(url, sql).catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(50);
  }
}

describe('the embedded server', () => {
  it('listens on its private socket alone and sorts text by code point', async () => {
    const { url } = await up(start());
    expect(await ask(url, "select current_setting('listen_addresses') as answer")).toEqual(['']);
    expect(
      await ask(url, 'select datlocale as answer from pg_database where datname = current_database()'),
    ).toEqual(['C.UTF-8']);
  });

  it('keeps its data over a kill -9, and adopts nothing that was left running', async () => {
    const first = start();
    const { url, home } = await up(first);
    await ask(url, "create table kept as select '塚神福' as answer");
    const left = await postmasterOf(home);
    first.process.kill('SIGKILL');
    await first.ended;

    const again = await up(start());
    expect(await isGone(left)).toBe(true);
    expect(await postmasterOf(home)).not.toBe(left);
    expect(await ask(again.url, 'select answer from kept')).toEqual(['塚神福']);
  });

  it('is started again by itself, in the same place, after a kill -9 of the server alone, twice', async () => {
    const { url, home } = await up(start());
    await ask(url, "create table kept as select '塚神福' as answer");
    for (let times = 0; times < 2; times += 1) {
      const killed = await postmasterOf(home);
      process.kill(killed, 'SIGKILL');
      expect(await isGone(killed)).toBe(true);
      expect(await askAgain(url, 'select answer from kept')).toEqual(['塚神福']);
      expect(await postmasterOf(home)).not.toBe(killed);
    }
  });

  it('starts again after a loss of power at any moment of its first start', async () => {
    for (const moment of [60, 120, 250, 350, 450, 600]) {
      const house = startHouse(checkout, dataDir);
      await sleep(moment);
      await killAll(house);
    }
    const { url } = await up(start());
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
  });

  it('starts at once after service and server were killed in one blow, ten times over', async () => {
    for (let times = 0; times < 10; times += 1) {
      const house = startHouse(checkout, dataDir);
      await up(house);
      await killAll(house);
    }
    const { url } = await up(start());
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
  });

  it.each([
    ['', undefined],
    [', also where postmaster.pid does not tell of it', ''],
  ])(
    'waits for a session that outlived its killed server, and never runs beside it%s',
    async (_where, left) => {
      const first = start();
      const { url, home } = await up(first);
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const session = Number(rows[0]?.pid);
      process.kill(session, 'SIGSTOP');
      await killAll(first);
      if (left !== undefined) await writeFile(join(home, 'cluster', 'postmaster.pid'), left);

      const again = up(start());
      const early = await Promise.race([again.then(() => 'up'), sleep(1_500, 'waiting')]);
      process.kill(session, 'SIGKILL');
      expect(early).toBe('waiting');
      expect((await again).home).toBe(home);
      await client.end().catch(() => undefined);
    },
  );

  it('is not deceived by a postmaster.pid whose number another process has now', async () => {
    const other = startHouse(checkout, `${dataDir}-other`);
    houses.push(other);
    const stranger = await postmasterOf((await up(other)).home);
    const first = start();
    const { home } = await up(first);
    first.process.kill('SIGTERM');
    await first.ended;
    expect(await isGone(await postmasterOf(home))).toBe(true);
    const cluster = join(home, 'cluster');
    await writeFile(
      join(cluster, 'postmaster.pid'),
      `${stranger}\n${cluster}\n1700000000\n5432\n\n\n\nready   \n`,
    );
    const { url } = await up(start());
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
    expect(await isGone(stranger, 100)).toBe(false);
  });

  it.each([
    ['empty, as a full disk leaves it', ''],
    ['with something else', 'no number\n/somewhere\n'],
  ])('is not kept from starting by a postmaster.pid %s', async (_what, text) => {
    const first = start();
    const { home } = await up(first);
    await killAll(first);
    await writeFile(join(home, 'cluster', 'postmaster.pid'), text);
    const { url } = await up(start());
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
  });

  it('leaves no orphan and no lock when PostgreSQL refuses to start', async () => {
    const { refused } = await start({ settings: { shared_buffers: 'nonsense' } }).next();
    expect(refused).toMatch(/did not start.*shared_buffers/s);
    const { url } = await up(start());
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
  });

  it('lets no setting open a port or weaken what durability asks', async () => {
    const { url } = await up(start({ settings: { listen_addresses: '*', fsync: 'on' } }));
    expect(await ask(url, "select current_setting('listen_addresses') as answer")).toEqual(['']);
    expect(await ask(url, "select current_setting('fsync') as answer")).toEqual(['off']);
  });

  it('takes a data folder whose path is longer than a socket may have', async () => {
    dataDir = join(dataDir, 'long'.repeat(30));
    const house = start({ manner: 'handles-signals' });
    const { url } = await up(house);
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
    expect((await start().next()).refused).toContain('is in use by process');
    house.process.kill('SIGINT');
    await house.ended;
    await expect(stat(String(new URL(url).searchParams.get('host')))).rejects.toThrow('ENOENT');
  });
});

describe('signals', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s without a handler leaves no orphan',
    async (signal) => {
      const house = start();
      const { home } = await up(house);
      const server = await postmasterOf(home);
      house.process.kill(signal);
      expect(await house.ended).toBe(signal);
      expect(await isGone(server)).toBe(true);
    },
  );

  it('a fault nobody catches leaves no orphan', async () => {
    const house = start({ manner: 'throws' });
    const { home } = await up(house);
    const server = await postmasterOf(home);
    expect(await house.ended).not.toBe(0);
    expect(await isGone(server)).toBe(true);
  });

  it('Ctrl+C reaches the service first, and the database when the service stops it', async () => {
    const house = start({ manner: 'handles-signals' });
    const { home } = await up(house);
    const server = await postmasterOf(home);
    process.kill(-Number(house.process.pid), 'SIGINT'); // the terminal signals the whole group
    expect(await house.next()).toEqual({ databaseEndedFirst: false });
    expect(await house.ended).toBe(0);
    expect(await isGone(server)).toBe(true);
  });
});

describe('two on one data folder', () => {
  it('refuses the second with a word that names the first', async () => {
    const first = start();
    const { url } = await up(first);
    const second = start();
    const { refused } = await second.next();
    expect(refused).toContain(`${dataDir} is in use by process ${first.process.pid}`);
    expect(await second.ended).toBe(1);
    expect(await ask(url, 'select 1 as answer')).toEqual([1]);
  });

  it('lets exactly one of four simultaneous first starts win', async () => {
    const words = await Promise.all([start(), start(), start(), start()].map((house) => house.next()));
    expect(words.filter((word) => 'url' in word)).toHaveLength(1);
    expect(words.filter((word) => String(word.refused).includes('is in use by process'))).toHaveLength(3);
  });
});
