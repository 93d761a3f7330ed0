import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { append, aSite, logEnd, passages } from '../support/a-site.ts';
import { type Follower, follow, hello } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let instance: LiveInstance;
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  instance = await startInstance(test);
  token = await aMachine(test, 'wall', [{ role: 'guard' }]);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

const pings = ({ frames }: Follower) => frames.filter(({ type }) => type === 'ping').length;

/** Lets the clock run in steps that a healthy console answers. */
async function elapse(seconds: number, healthy: Follower): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 10) {
    const before = pings(healthy);
    test.clock.set(new Date(test.clock.now().getTime() + 10_000));
    await healthy.until((one) => pings(one) > before);
  }
}

describe('a console that stops reading', () => {
  it('is closed with 4008 after 30 s, and has lost nothing when it returns', async () => {
    const site = await aSite(test);
    const { epoch, head } = await logEnd(test, site);
    const stuck = await hello(follow(instance.url, site, { token }));
    const healthy = await hello(follow(instance.url, site, { token }));
    stuck.socket.pause();
    let last = 0;
    for (let batch = 0; batch < 8; batch += 1) last = await append(test, site, passages(500));
    await healthy.reached(last);
    await elapse(20, healthy);
    expect(stuck.socket.readyState).toBe(stuck.socket.OPEN);
    await elapse(20, healthy);
    stuck.socket.resume();
    await expect(stuck.closed).resolves.toBe(4008);
    const held = stuck.items().length;
    expect(held).toBeLessThan(last - head);
    const back = follow(instance.url, site, { token, after: `${epoch}:${stuck.upTo() ?? head}` });
    await back.reached(last);
    const seqs = [...stuck.items(), ...back.items()].map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: last - head }, (_, index) => head + 1 + index));
    healthy.socket.close();
    back.socket.close();
  });

  it('is noticed even when so little comes that every buffer has room for it', async () => {
    const site = await aSite(test);
    const stuck = await hello(follow(instance.url, site, { token }));
    const healthy = await hello(follow(instance.url, site, { token }));
    stuck.socket.pause();
    await elapse(50, healthy);
    stuck.socket.resume();
    await expect(stuck.closed).resolves.toBe(4008);
    healthy.socket.close();
  });

  it('goes on where it was when it reads again in time', async () => {
    const site = await aSite(test);
    const { head } = await logEnd(test, site);
    const slow = await hello(follow(instance.url, site, { token }));
    slow.socket.pause();
    let last = 0;
    for (let batch = 0; batch < 6; batch += 1) last = await append(test, site, passages(500));
    slow.socket.resume();
    await slow.reached(last);
    expect(slow.items()).toHaveLength(last - head);
    slow.socket.close();
  });
});
