import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChance, type Chance } from '../../src/demo/traffic/chance.ts';
import { append, aSite, logEnd, passages } from '../support/a-site.ts';
import { type Follower, follow } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let instances: LiveInstance[];
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  instances = [await startInstance(test), await startInstance(test)];
  token = await aMachine(test, 'wall', [{ role: 'guard' }]);
});
afterAll(async () => {
  for (const instance of instances) await instance.close();
  await test.close();
});

/** Cuts the line at one of its moments: before it is open, at the nth frame, or some turns of the event loop after it. */
async function cut(follower: Follower, { between }: Chance): Promise<void> {
  const { socket, frames } = follower;
  const ended = follower.closed.catch(() => 0);
  if (between(0, 9) > 0) {
    const wanted = between(0, 4);
    await follower.until(() => frames.length >= Math.min(wanted, 2));
    for (let turns = between(0, 19); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  }
  socket.terminate();
  await ended;
}

describe('a console that loses its line', () => {
  it('ends with exactly the log after being cut at 1,000 random moments, on two instances', async () => {
    const chance = buildChance(20160601);
    const site = await aSite(test);
    const { epoch } = await logEnd(test, site);
    let cursor = 0;
    let last = 0;
    const seen: number[] = [];
    const take = ({ frames }: Follower) => {
      for (const frame of frames) {
        if (frame.type !== 'events') continue;
        expect(frame.after).toBe(cursor);
        seen.push(...frame.items.map(({ seq }) => seq));
        cursor = frame.upTo;
      }
    };
    const connect = () => {
      const { url } = instances[chance.between(0, 1)] ?? { url: '' };
      return follow(url, site, { token, after: `${epoch}:${cursor}` });
    };
    for (let moment = 0; moment < 1_000; moment += 1) {
      const written = append(test, site, passages(chance.between(1, 6)));
      const follower = connect();
      [last] = await Promise.all([written, cut(follower, chance)]);
      take(follower);
    }
    const finisher = connect();
    if (cursor < last) await finisher.reached(last);
    finisher.socket.terminate();
    take(finisher);
    expect(seen).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  });

  it('gets what another instance records while it is away', async () => {
    const site = await aSite(test);
    const { epoch, head } = await logEnd(test, site);
    const [one, other] = instances;
    const last = await append({ deps: one?.deps ?? test.deps }, site, passages(700));
    const follower = follow(other?.url ?? '', site, { token, after: `${epoch}:${head}` });
    const next = await append({ deps: one?.deps ?? test.deps }, site, passages(3));
    await follower.reached(next);
    expect(follower.items()).toHaveLength(next - head);
    expect(last).toBe(next - 3);
    follower.socket.close();
  });
});
