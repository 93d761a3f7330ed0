import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { append, aSite, passages } from '../support/a-site.ts';
import { asOwner } from '../support/as-owner.ts';
import { follow, hello } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let token: string;
let instance: LiveInstance;
afterAll(async () => {
  await test.close();
});
beforeAll(async () => {
  test = await startTestApp();
  token = await aMachine(test, 'wall', [{ role: 'guard' }]);
});

const anHour = 3_600_000;
const listening = `
  from pg_stat_activity
  where datname = current_database() and application_name = 'sekisho live' and query ~ '^\\s*(listen|select site_id as "siteId")'`;

describe('hints', () => {
  it('are heard across instances, without waiting for the comparison of heads', async () => {
    instance = await startInstance(test, { tickMs: anHour });
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    for (let round = 0; round < 3; round += 1) await wall.reached(await append(test, site, passages(2)));
    wall.socket.close();
    await instance.close();
  });

  it('are heard again after the LISTEN connection was killed, and nothing is lost between', async () => {
    instance = await startInstance(test, { tickMs: anHour });
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    await wall.reached(await append(test, site, passages(1)));
    for (let round = 0; round < 3; round += 1) {
      expect(await asOwner(test, `select pg_terminate_backend(pid) ${listening}`)).toBe(1);
      await wall.reached(await append(test, site, passages(2)));
      await wall.reached(await append(test, site, passages(2)));
    }
    wall.socket.close();
    await instance.close();
  });

  it('are heard beside the pool: one connection serves a console and everybody else', async () => {
    const site = await aSite(test);
    const small = await startInstance(test, { tickMs: 25 }, { poolSize: 1 });
    const walls = await Promise.all([1, 2, 3].map(() => hello(follow(small.url, site, { token }))));
    const seq = await append(small, site, passages(2));
    await Promise.all(walls.map((wall) => wall.reached(seq)));
    const ready = await fetch(new URL('/readyz', small.url.replace('ws', 'http')));
    expect(ready.status).toBe(200);
    for (const wall of walls) wall.socket.close();
    await small.close();
  });

  it('are not needed: the comparison of heads finds what nobody hinted at', async () => {
    instance = await startInstance(test);
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    const silent = { changed: () => undefined, close: async () => undefined };
    await wall.reached(await append({ deps: { ...test.deps, hints: silent } }, site, passages(2)));
    wall.socket.close();
    await instance.close();
  });
});
