import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterOf } from '../../src/db/embedded/find-home.ts';
import { readPostmaster } from '../../src/db/embedded/postmaster-file.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import type { ServerNews } from '../../src/db/embedded/supervise-server.ts';
import { killDatabase } from '../support/embedded-house.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';

let folder: Folder;
let former: EmbeddedServer;
let present: EmbeddedServer;
const news: ServerNews[] = [];

const pidOf = async ({ home }: EmbeddedServer) => (await readPostmaster(clusterOf(home)))?.pid ?? 0;

async function answers({ url }: EmbeddedServer): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ one: number }>('select 1 as one');
  await client.end();
  return rows[0]?.one === 1;
}

beforeAll(async () => {
  folder = await aDataFolder();
  const start = (onNews: (one: ServerNews) => void) =>
    startEmbedded({ dataDir: folder.path, durable: false, onNews });
  former = await start((one) => news.push(one));
  const pid = await pidOf(former);
  // Somebody begins anew without stopping the service first.
  for (const name of await readdir(folder.path)) await rm(join(folder.path, name), { recursive: true });
  present = await start(() => undefined);
  killDatabase(pid);
});
afterAll(async () => {
  await present.stop();
  await folder.remove();
});

describe('a service whose data folder is somebody else’s by now', () => {
  it('starts nothing there again, says so, and leaves the other one alone, also when it stops', async () => {
    const pid = await pidOf(present);
    await expect
      .poll(() => news.find(({ is }) => is === 'not-started'))
      .toMatchObject({ why: expect.stringContaining('is not ours any more') });
    expect(await pidOf(present)).toBe(pid);
    expect(await answers(present)).toBe(true);
    await former.stop();
    expect(await pidOf(present)).toBe(pid);
    expect(await answers(present)).toBe(true);
  });
});
