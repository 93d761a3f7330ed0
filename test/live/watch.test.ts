import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchWith } from '../../src/cli/commands/watch.ts';
import { aPlan } from '../support/a-plan.ts';
import { append, aSite, passages } from '../support/a-site.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { anOffice } from '../support/an-office.ts';
import { aLineTo, type DatabaseLine } from '../support/database-line.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let instance: LiveInstance;
let line: DatabaseLine;
let token: string;
let site: string;
beforeAll(async () => {
  test = await startTestApp();
  instance = await startInstance(test);
  // Any line of TCP can be watched and cut.
  line = await aLineTo(new URL(instance.url.replace('ws:', 'http:')).origin);
  token = await aMachine(test, 'wall', [{ role: 'guard' }]);
  site = await aSite(test);
});
afterAll(async () => {
  await line.close();
  await instance.close();
  await test.close();
});

const patience = { silence: 1_500, opening: 500, pause: 50 };

const begin = (...args: readonly string[]) => beginAt(site, ...args);
function beginAt(where: string, ...args: readonly string[]) {
  const watching = aTerminal({ env: { SEKISHO_TOKEN: token }, now: test.clock.now });
  const ended = watchWith(watching.terminal, [line.url, '--site', where, ...args], patience);
  return { ...watching, ended };
}

const seqsIn = (lines: readonly string[]) =>
  lines.flatMap((one) => /^(\d+) {2}.*granted/.exec(one)?.slice(1).map(Number) ?? []);
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);

describe('the watch', () => {
  it('shows what stands and the last 20 entries, and goes on without gap or double after a line that fell silent', async () => {
    const last = await append(test, site, passages(25));
    const watch = begin();
    await expect.poll(() => seqsIn(watch.written).at(-1)).toBe(last);
    expect(watch.written.slice(0, 3)).toEqual(['open alarms: none', 'conditions: none', 'the last entries:']);
    expect(seqsIn(watch.written)).toEqual(from(last - 19, last));
    expect(watch.said[0]).toMatch(/^watching \(epoch [0-9a-f-]{36}, \d+ entries so far\)\.$/);

    const seen = await append(test, site, passages(2));
    await expect.poll(() => seqsIn(watch.written).at(-1)).toBe(seen);
    line.freeze();
    const missed = await append(test, site, passages(3));
    await expect
      .poll(() => watch.said.join('\n'))
      .toMatch(
        /connection lost, last heard \d\d:\d\d:\d\d \(no word from the service\); going on from there\./,
      );
    await line.cut();
    await line.mend();
    await expect.poll(() => seqsIn(watch.written).at(-1)).toBe(missed);
    expect(seqsIn(watch.written)).toEqual(from(last - 19, missed));
    expect(watch.said).toContain('connected again, going on from there.');
    await watch.interrupt();
    expect(await watch.ended).toBe(0);

    const [, cursor = ''] = /--after (\S+)$/.exec(watch.said.at(-1) ?? '') ?? [];
    const next = await append(test, site, passages(1));
    const again = begin('--after', cursor);
    await expect.poll(() => seqsIn(again.written)).toEqual([next]);
    expect(again.said[0]).toMatch(/^watching \(epoch .*, from where you said\)\.$/);
    await again.interrupt();
    expect(await again.ended).toBe(0);
  });

  it('tells times by the clocks of the site', async () => {
    const plan = aPlan();
    const { siteId } = await anOffice(test.deps, {
      plan: { ...plan, site: { ...plan.site, timeZone: 'Pacific/Honolulu' } },
    });
    const last = await append(test, siteId, passages(1));
    const watch = beginAt(siteId);
    await expect.poll(() => seqsIn(watch.written).at(-1)).toBe(last);
    const [, time] = /^\d+ {2}(.+?) {2}granted/.exec(watch.written.at(-1) ?? '') ?? [];
    const there = DateTime.fromJSDate(test.clock.now(), { zone: 'Pacific/Honolulu' });
    expect(time).toBe(there.toFormat('HH:mm:ss'));
    await watch.interrupt();
    await watch.ended;
  });

  it('waits for a service that is too busy, also where it asks which site it sees', async () => {
    let busyFor = 2;
    const taken: Socket[] = [];
    const proxy = createServer((near) => {
      taken.push(near);
      busyFor -= 1;
      if (busyFor >= 0) {
        near.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
        return;
      }
      const far = connect(Number(new URL(line.url).port), '127.0.0.1');
      for (const socket of [near, far]) socket.on('error', () => near.destroy());
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const here = await aMachine(test, 'hall', [{ role: 'guard', siteId: site }]);
    const watching = aTerminal({ env: { SEKISHO_TOKEN: here }, now: test.clock.now });
    const ended = watchWith(watching.terminal, [url], patience);
    await expect.poll(() => watching.written).toContain('open alarms: none');
    expect(watching.said[0]).toBe('the service is too busy (503); trying on.');
    expect(watching.said.filter((one) => one.includes('too busy'))).toHaveLength(1);
    await watching.interrupt();
    expect(await ended).toBe(0);
    for (const socket of taken) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('ends with the reason where its cursor is none', async () => {
    await expect(begin('--after', 'nonsense').ended).rejects.toThrow(
      '(4000): the request is not well formed',
    );
  });
});
