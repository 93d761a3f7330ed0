import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readlink, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findServerUser } from '../../src/db/embedded/server-user.ts';
import { sharedRoom } from '../../src/db/embedded/shared-room.ts';
import {
  type Checkout,
  type House,
  type HouseOptions,
  makeCheckout,
  postmasterOf,
  startHouse,
  up,
} from '../support/embedded-house.ts';
import { aFolder, type Folder } from '../support/folder.ts';

const asRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

let folder: Folder;
let checkout: Checkout;
let house: House | undefined;
beforeEach(async () => {
  folder = await aFolder();
  checkout = await makeCheckout(folder.path);
});
afterEach(async () => {
  await stop();
  await folder.remove();
});

async function start(dataDir: string, options: HouseOptions = {}): Promise<{ url: string; home: string }> {
  house = startHouse(checkout, dataDir, { ...options, manner: 'handles-signals' });
  return up(house);
}

async function stop(): Promise<void> {
  house?.process.kill('SIGINT');
  await house?.ended;
  house = undefined;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function programOf(home: string): Promise<string> {
  return readlink(`/proc/${await postmasterOf(home)}/exe`);
}

async function removeLinks(): Promise<void> {
  const libraries = join(checkout.platform, 'native', 'lib');
  for (const entry of await readdir(libraries, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await unlink(join(libraries, entry.name));
  }
}

function giveAway(path: string): void {
  execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, path]);
}

it('makes the links the package could not hold', async () => {
  await chmod(folder.path, 0o755);
  await removeLinks();
  const { url, home } = await start(join(folder.path, 'data'));
  expect(await ask(url, 'select 1 as answer')).toBe(1);
  expect(await programOf(home)).toContain(checkout.platform);
});

describe.skipIf(!asRoot)('an ordinary user (not run here unless by root)', () => {
  it('runs the server itself, out of a home closed to everybody else', async () => {
    giveAway(folder.path);
    await chmod(folder.path, 0o700);
    const { url, home } = await start(join(folder.path, '.data'), { user: nobody });
    expect(await ask(url, 'select 1 as answer')).toBe(1);
    expect(home).toBe(join(folder.path, '.data'));
    expect((await stat(`/proc/${await postmasterOf(home)}`)).uid).toBe(nobody.uid);
  });

  it('gets a copy beside the data where the links are missing and cannot be made', async () => {
    await chmod(folder.path, 0o755);
    await removeLinks();
    const own = join(folder.path, 'own');
    await mkdir(own);
    giveAway(own);
    const { url, home } = await start(own, { user: nobody });
    expect(await ask(url, 'select 1 as answer')).toBe(1);
    expect(await programOf(home)).toContain(own);
  });
});

describe.skipIf(!asRoot)('root (not run here unless by root)', () => {
  it('has another user run the server, alone in its folders', async () => {
    await chmod(folder.path, 0o755);
    const { home } = await start(join(folder.path, 'data'));
    const user = await findServerUser();
    expect((await stat(`/proc/${await postmasterOf(home)}`)).uid).toBe(user?.uid);
    for (const part of ['cluster', 'socket']) {
      const { uid, mode } = await stat(join(home, part));
      expect({ uid, mode: mode & 0o777 }).toEqual({ uid: user?.uid, mode: 0o700 });
    }
    expect((await stat(home)).mode & 0o777).toBe(0o755);
  });

  describe('with the checkout under a 0700 home', () => {
    it('keeps programs and data where the server can reach them, and stays there', async () => {
      await chmod(folder.path, 0o700);
      const dataDir = join(folder.path, '.data');
      const first = await start(dataDir);
      // Its own and no other: what services of other tests hold lies beside it.
      onTestFinished(() => rm(first.home, { recursive: true }));
      expect(first.home.startsWith(`${sharedRoom}/data-`)).toBe(true);
      expect(await programOf(first.home)).toContain(sharedRoom);
      expect((await stat(sharedRoom)).uid).toBe(0);
      await ask(first.url, 'create table kept as select 7 as answer');
      await stop();

      await chmod(folder.path, 0o755);
      const again = await start(dataDir);
      expect(again.home).toBe(first.home);
      expect(await ask(again.url, 'select answer from kept')).toBe(7);
    });

    it('says so, instead of starting empty, when data has become unreachable', async () => {
      await chmod(folder.path, 0o755);
      const dataDir = join(folder.path, '.data');
      await start(dataDir);
      await stop();
      await chmod(folder.path, 0o700);
      await expect(start(dataDir)).rejects.toThrow('cannot reach it');
    });
  });
});
