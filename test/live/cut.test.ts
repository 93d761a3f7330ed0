import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** A small generator (mulberry32), so that a failing run can be run again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Cuts the line at one of its moments: before it is open, at the nth frame, or some turns of the event loop after it. */
async function cut(follower: Follower, draw: (below: number) => number): Promise<void> {
  const { socket, frames } = follower;
  const ended = follower.closed.catch(() => 0);
  if (draw(10) > 0) {
    const wanted = draw(5);
    await follower.until(() => frames.length >= Math.min(wanted, 2));
    for (let turns = draw(20); turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
  }
  socket.terminate();
  await ended;
}

describe('a console that loses its line', () => {
  it('ends with exactly the log after being cut at 1,000 random moments, on two instances', async () => {
    const draw = seeded(20160601);
    const site = await aSite(test);
    const { epoch } = await logEnd(test, site);
    let cursor = 0;
    let last = 0;
    let writing = Promise.resolve();
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
      const { url } = instances[draw(2)] ?? { url: '' };
      return follow(url, site, { token, after: `${epoch}:${cursor}` });
    };
    for (let moment = 0; moment < 1_000; moment += 1) {
      writing = writing.then(async () => {
        last = await append(test, site, passages(1 + draw(6)));
      });
      const follower = connect();
      await cut(follower, draw);
      take(follower);
    }
    await writing;
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
