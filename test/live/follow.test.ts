import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notes } from '../../src/access/decide/notes.ts';
import { reasons } from '../../src/access/decide/reasons.ts';
import { doorNotes } from '../../src/access/doors/door-notes.ts';
import { alarmKinds } from '../../src/log/entry/alarm-kinds.ts';
import { aPlan } from '../support/a-plan.ts';
import { aPassage, append, aSite, logEnd, passages } from '../support/a-site.ts';
import { asOwner } from '../support/as-owner.ts';
import { follow, hello } from '../support/follower.ts';
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

const seqsOf = (items: readonly { seq: number }[]) => items.map(({ seq }) => seq);
const cursorBehind = (seq: number) => expect.stringMatching(`^[0-9a-f-]{36}:${seq}:[0-9a-f]{32}$`);
const oneTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a live stream', () => {
  it('says where the log stands, then gives what comes', async () => {
    const site = await aSite(test);
    const head = await append(test, site, passages(3));
    const wall = await hello(follow(instance.url, site, { token }));
    expect(wall.frames[0]).toMatchObject({ type: 'hello', head, oldest: 1 });
    const last = await append(test, site, [aPassage()]);
    await wall.reached(last);
    expect(seqsOf(wall.items())).toEqual([last]);
    expect(wall.items()[0]).toMatchObject({
      kind: 'card-read',
      verdict: 'grant',
      subject: { door: 'hall-office', from: 'hall', to: 'office' },
      names: { zones: { hall: '玄関ホール', office: '執務室' }, doors: { 'hall-office': 'hall-office' } },
    });
    wall.socket.close();
  });

  it('says why, and what a guard should see of a door, in words', async () => {
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    const ground = { clause: '2.3.1.1(2)(a)(ア)', row: 't1r19' };
    const last = await append(test, site, [
      aPassage({
        decision: {
          verdict: 'deny',
          direction: 'entering',
          reasons: [{ code: 'no-permission', ...ground }],
          notes: [{ code: 'repeated' }, { code: 'of-a-newer-program' }],
          rules: { policy: 'unified-h24-draft', site: 1, ministry: 1 },
        },
      }),
      {
        kind: 'door-opened',
        subject: { door: 'hall-office' },
        details: { notes: ['opened-without-grant'] },
      },
    ]);
    await wall.reached(last);
    const [denied, opened] = wall.items();
    const { says, fix } = reasons['no-permission'];
    expect(denied?.reasons).toEqual([{ code: 'no-permission', ...ground, says: says.ja, fix: fix.ja }]);
    expect(denied?.notes).toEqual([
      { code: 'repeated', says: notes.repeated.says.ja },
      { code: 'of-a-newer-program', says: 'of-a-newer-program' },
    ]);
    const { says: seen, fix: look } = doorNotes['opened-without-grant'];
    expect(opened?.notes).toEqual([{ code: 'opened-without-grant', says: seen.ja, fix: look.ja }]);
    wall.socket.close();
  });

  it('cuts over from backfill to live without a gap or a double while a writer appends', async () => {
    const site = await aSite(test);
    await append(test, site, passages(1_200));
    const { epoch } = await logEnd(test, site);
    let last = 0;
    const writing = (async () => {
      for (let batch = 0; batch < 60; batch += 1) last = await append(test, site, passages(20));
    })();
    const consoles = oneTo(5).map(() => follow(instance.url, site, { token, after: `${epoch}:0` }));
    await writing;
    await Promise.all(consoles.map((one) => one.reached(last)));
    for (const one of consoles) {
      expect(seqsOf(one.items())).toEqual(oneTo(last));
      expect(rangesFollow(one.frames)).toBe(true);
      one.socket.close();
    }
  });

  it('covers what its filter leaves out: a range comes though it holds nothing', async () => {
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token, zones: 'server', kinds: 'card-read' }));
    const none = await append(test, site, passages(2));
    await wall.reached(none);
    expect(wall.items()).toEqual([]);
    const shown = await append(test, site, [
      aPassage({ subject: { door: 'office-server', from: 'office', to: 'server' } }),
    ]);
    await wall.reached(shown);
    expect(seqsOf(wall.items())).toEqual([shown]);
    wall.socket.close();
  });

  it('gives an alarm before the range it stands in, whatever kinds are filtered', async () => {
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token, kinds: 'door-opened' }));
    const seq = await append(test, site, [
      {
        kind: 'door-forced',
        subject: { door: 'hall-office' },
        effects: [{ type: 'alarm', kind: 'door-forced', active: true, door: 'hall-office' }],
      },
    ]);
    await wall.reached(seq);
    const { instruction } = alarmKinds['door-forced'];
    expect(wall.frames.slice(1)).toMatchObject([
      { type: 'alarm', seq, ordinal: 0, kind: 'door-forced', active: true, door: 'hall-office', instruction },
      { type: 'events', upTo: seq, items: [] },
    ]);
    wall.socket.close();
  });

  it('tells the guard in the words of the site what to do, from the plan that brings them on', async () => {
    const own = '宿直室（内線110）に知らせてください。';
    const site = await aSite(test, aPlan({ alarms: [{ id: 'door-held', instruction: own }] }));
    const wall = await hello(follow(instance.url, site, { token }));
    const raised = (kind: 'door-held' | 'door-forced') => ({
      kind,
      effects: [{ type: 'alarm', kind, active: true, door: 'hall-office' } as const],
    });
    const seq = await append(test, site, [raised('door-held'), raised('door-forced')]);
    await wall.reached(seq);
    expect(wall.frames.filter(({ type }) => type === 'alarm')).toMatchObject([
      { kind: 'door-held', instruction: own },
      { kind: 'door-forced', instruction: alarmKinds['door-forced'].instruction },
    ]);
    wall.socket.close();
  });

  it('tells the guard nothing to do about an alarm that is over, and nothing of the end of none', async () => {
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    const over = { type: 'alarm', kind: 'door-held', active: false, door: 'hall-office' } as const;
    const raised = { ...over, active: true };
    const unraised = { ...over, kind: 'door-forced' } as const;
    const seq = await append(test, site, [
      { kind: 'door-held', effects: [raised] },
      { kind: 'door-closed', effects: [over, unraised] },
    ]);
    await wall.reached(seq);
    const [, ...ended] = wall.frames.filter(({ type }) => type === 'alarm');
    expect(ended).toMatchObject([{ seq, kind: 'door-held', active: false }]);
    expect(ended[0]).not.toHaveProperty('instruction');
    wall.socket.close();
  });

  it('says which entries are no longer kept', async () => {
    const site = await aSite(test);
    const last = await append(test, site, passages(20));
    const { epoch } = await logEnd(test, site);
    await asOwner(test, 'delete from entries where site_id = $1 and seq <= $2', [site, 10]);
    const wall = follow(instance.url, site, { token, after: `${epoch}:3` });
    await wall.reached(last);
    expect(wall.frames[0]).toMatchObject({ type: 'hello', oldest: 11 });
    expect(wall.frames[1]).toEqual({ type: 'gap', after: 3, upTo: 10, cursor: cursorBehind(10) });
    expect(seqsOf(wall.items())).toEqual(oneTo(last, 11));
    wall.socket.close();
  });

  it('gives what lies behind in frames of 64 KiB, and goes on from the cursor of each', async () => {
    const site = await aSite(test);
    const { epoch, head } = await logEnd(test, site);
    const drafts = Array.from({ length: 120 }, (_, nth) =>
      aPassage({ details: { words: '髙'.repeat(nth === 60 ? 30_000 : (nth * 37) % 900) } }),
    );
    const last = await append(test, site, drafts);
    const wall = follow(instance.url, site, { token, after: `${epoch}:0` });
    const lengths: number[] = [];
    wall.socket.on('message', (data: Buffer) => lengths.push(data.length));
    await wall.reached(last);
    const ranges = wall.frames.filter((frame) => frame.type === 'events');
    expect(ranges.length).toBeGreaterThan(3);
    for (const [nth, frame] of wall.frames.entries()) {
      if (frame.type === 'events' && frame.items.length > 1) expect(lengths[nth]).toBeLessThanOrEqual(65_536);
    }
    expect(Math.max(...lengths)).toBeGreaterThan(65_536);
    expect(seqsOf(wall.items())).toEqual(oneTo(last));
    for (const { cursor, upTo } of ranges.slice(0, -1)) {
      const back = follow(instance.url, site, { token, after: cursor });
      await back.reached(last);
      expect(seqsOf(back.items())).toEqual(oneTo(last, upTo + 1));
      back.socket.close();
    }
    expect(ranges.at(-1)?.upTo).toBe(head + 120);
    wall.socket.close();
  });

  it('serves two hundred consoles at once', async () => {
    const site = await aSite(test);
    const { epoch } = await logEnd(test, site);
    const consoles = oneTo(200).map(() => follow(instance.url, site, { token, after: `${epoch}:0` }));
    await Promise.all(consoles.map(hello));
    let last = 0;
    for (let batch = 0; batch < 20; batch += 1) last = await append(test, site, passages(10));
    await Promise.all(consoles.map((one) => one.reached(last)));
    for (const one of consoles) {
      expect(seqsOf(one.items())).toEqual(oneTo(last));
      one.socket.close();
    }
  });

  it('tells an idle console how far it has come', async () => {
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    test.clock.set(new Date(test.clock.now().getTime() + 10_000));
    await wall.until(({ frames }) => frames.some(({ type }) => type === 'ping'));
    expect(wall.frames.at(-1)).toEqual({ type: 'ping', upTo: 2, cursor: cursorBehind(2) });
    wall.socket.close();
  });
});

describe('a refused upgrade', () => {
  it('leaves no socket behind, whatever it asked for', async () => {
    const passing = await startInstance(test);
    const paths = ['/sites', '/nowhere', '/healthz'].map((path) => `${passing.url}${path}/`);
    for (const url of [...paths, passing.url]) {
      await follow(url, 'x', { token: 'sk_0_x' }).closed.catch(() => undefined);
    }
    await passing.close();
  });
});

describe('the end of a stream', () => {
  it('comes with 4010 for a cursor ahead of the log and 4011 for another epoch', async () => {
    const site = await aSite(test);
    const { epoch, head } = await logEnd(test, site);
    await expect(follow(instance.url, site, { token, after: `${epoch}:${head + 1}` }).closed).resolves.toBe(
      4010,
    );
    const other = '00000000-0000-4000-8000-000000000000';
    await expect(follow(instance.url, site, { token, after: `${other}:0` }).closed).resolves.toBe(4011);
  });

  it('comes with 4000 for a cursor or filter that is none and for a console that talks', async () => {
    const site = await aSite(test);
    for (const after of ['', '3', 'x:3', `${site}:-1`, `${site}:1e3`, `${site}:99999999999999999`]) {
      await expect(follow(instance.url, site, { token, after }).closed).resolves.toBe(4000);
    }
    for (const nothing of [{ zones: 'A,' }, { zones: 'attic' }, { kinds: 'door-opened,tea-time' }]) {
      await expect(follow(instance.url, site, { token, ...nothing }).closed).resolves.toBe(4000);
    }
    const wall = await hello(follow(instance.url, site, { token }));
    wall.socket.send('hello');
    await expect(wall.closed).resolves.toBe(4000);
  });

  it('comes with 4009 for a cursor too far behind', async () => {
    const near = await startInstance(test, { tickMs: 25, maxBacklog: 5 });
    const site = await aSite(test);
    await append(test, site, passages(10));
    const { epoch, head } = await logEnd(test, site);
    await expect(follow(near.url, site, { token, after: `${epoch}:${head - 6}` }).closed).resolves.toBe(4009);
    await near.close();
  });

  it('comes with 4011 to everybody when the log begins a new epoch', async () => {
    const site = await aSite(test);
    const wall = await hello(follow(instance.url, site, { token }));
    await test.pool.query('update heads set epoch = gen_random_uuid() where site_id = $1', [site]);
    await expect(wall.closed).resolves.toBe(4011);
  });

  it('comes with 1001 when the service stops', async () => {
    const site = await aSite(test);
    const passing = await startInstance(test);
    const wall = await hello(follow(passing.url, site, { token }));
    await passing.close();
    await expect(wall.closed).resolves.toBe(1001);
  });

  it('is an HTTP problem for an unknown site, a wrong parameter, and a request that is no WebSocket', async () => {
    const site = await aSite(test);
    const unknown = '01890000-0000-7000-8000-000000000000';
    await expect(follow(instance.url, unknown, { token }).closed).rejects.toThrow('404');
    await expect(follow(instance.url, 'x', { token }).closed).rejects.toThrow('400');
    const plain = await test.ask(token, { url: `/api/v1/sites/${site}/live` });
    expect(plain).toMatchObject({ status: 426, body: { type: '/problems/upgrade-required' } });
  });
});

function rangesFollow(frames: readonly { type: string }[]): boolean {
  const ranges = frames.filter(
    (frame): frame is { type: 'events'; after: number; upTo: number } => frame.type === 'events',
  );
  return ranges.every((range, index) => index === 0 || range.after === ranges[index - 1]?.upTo);
}
