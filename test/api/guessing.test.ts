import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { protocol } from '../../src/live/connect/offered-ticket.ts';
import { anOffice, lastEntryOf, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { follow } from '../support/follower.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let guard: string;
let gateway: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  guard = await aMachine(test, 'wall', [{ role: 'guard' }]);
  [gateway = ''] = office.tokens.values();
});
afterAll(() => test.close());

const guesser = '192.0.2.7';
const wrong = (token: string, nth: number) => `${token.slice(0, -43)}${String(nth).padStart(43, '0')}`;
const show = (token: string | undefined, remoteAddress = guesser) =>
  test.ask(token, { url: `/api/v1/sites/${office.siteId}/conditions`, remoteAddress });
const heartbeat = (token: string) =>
  test.ask(token, {
    url: '/api/v1/gateway/events',
    method: 'POST',
    remoteAddress: guesser,
    payload: {
      epoch: '0'.repeat(32),
      events: [{ seq: 1, kind: 'heartbeat', at: test.clock.now().toISOString() }],
    },
  });

async function guess(times: number, token: string, remoteAddress = guesser) {
  const answers = [];
  for (let n = 0; n < times; n += 1) answers.push(await show(wrong(token, n), remoteAddress));
  return answers;
}

async function countOf(table: 'entries' | 'alarms', siteId: string): Promise<number | undefined> {
  const { rows } = await test.pool.query<{ count: number }>(
    `select count(*)::int as count from ${table} where site_id = $1 and kind = 'secrets-guessed'`,
    [siteId],
  );
  return rows[0]?.count;
}

describe('whoever guesses secrets', () => {
  it('is slowed after ten, whether the token exists or not, and the right one is let in from the same address', async () => {
    const unknown = `sk_${'0'.repeat(16)}_${'a'.repeat(43)}`;
    const addresses = ['198.51.100.1', '198.51.100.2'];
    const told = await Promise.all([guard, unknown].map((token, nth) => guess(13, token, addresses[nth])));
    for (const answers of told) {
      expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429, 429, 429]);
      expect(answers.slice(10).map(({ headers }) => headers['retry-after'])).toEqual(['1', '2', '4']);
      expect(answers.at(-1)?.body).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    }
    for (const address of [...addresses, guesser]) expect((await show(guard, address)).status).toBe(200);
  });

  it('locks nobody out: a gateway and a person in the same building pass at once beside 300 guesses', async () => {
    expect((await heartbeat(gateway)).status).toBe(200);
    const guesses = Array.from({ length: 300 }, (_, n) => show(wrong(n % 2 === 0 ? guard : gateway, n)));
    const passed = await Promise.all([show(guard), heartbeat(gateway)]);
    expect(passed.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await Promise.all(guesses);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401, 429]));
    expect((await heartbeat(gateway)).status).toBe(200);
  });

  it('is told of by one entry and one alarm a site, however much is guessed, and again later', async () => {
    await expect.poll(() => countOf('entries', ministryLogId)).toBe(1);
    const later = () => test.clock.set(new Date(test.clock.now().getTime() + 1_200_000));
    await guess(200, guard);
    later();
    // What was guessed in between is told first: what is told next is of the next ones alone.
    await expect.poll(() => countOf('entries', ministryLogId)).toBe(2);
    later();
    await guess(11, guard, '203.0.113.9');
    await expect.poll(() => countOf('entries', ministryLogId)).toBe(3);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'secrets-guessed',
      actor: { type: 'system' },
      details: { networks: 1, tokens: 1 },
      subject: { token: guard.slice(3, 19) },
    });
    expect(await countOf('alarms', office.siteId)).toBe(1);
    const { rows } = await test.pool.query<{ times: number; text: string }>(
      `select times, (select string_agg(text, '') from entries where kind = 'secrets-guessed') as text
       from alarms where site_id = $1 and kind = 'secrets-guessed'`,
      [office.siteId],
    );
    expect(rows).toMatchObject([{ times: 3 }]);
    // An address is told by the service's log: the record is for ever.
    expect(rows[0]?.text).not.toContain('203.0.113.9');
  });

  it('counts neither who shows nothing nor whose token has ended', async () => {
    const [address, other] = ['203.0.113.20', '203.0.113.21'];
    const ended = await aMachine(test, 'gone', [{ role: 'guard' }]);
    await asOwner(test, 'update api_tokens set revoked_at = $2 where token_id = $1', [
      ended.slice(3, 19),
      test.clock.now(),
    ]);
    for (let n = 0; n < 12; n += 1) {
      expect((await show(undefined, address)).status).toBe(401);
      expect((await show(ended, other)).status).toBe(401);
    }
  });

  it('counts what is no token of ours at all', async () => {
    const statuses = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await show(`x${n}`, '203.0.113.30')).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('whoever guesses tickets of the live stream', () => {
  it('is slowed after ten, and a right ticket opens it from the same address', async () => {
    const url = `${await test.app.listen({ host: '127.0.0.1', port: 0 })}/api/v1`.replace('http', 'ws');
    const open = (ticket: string) =>
      follow(url, office.siteId, { protocols: [protocol, `ticket.${ticket}`] });
    const outcomes = [];
    for (let n = 0; n < 12; n += 1) {
      outcomes.push(await open(String(n).padStart(43, 'x')).closed.catch((error: Error) => error.message));
    }
    expect(outcomes).toEqual([...Array(10).fill(4001), 'refused: 429', 'refused: 429']);
    const { body } = await test.ask(guard, {
      url: `/api/v1/sites/${office.siteId}/live-tickets`,
      method: 'POST',
    });
    const right = open(body.ticket);
    await right.until(({ frames }) => frames.length > 0);
    right.socket.close();
  });
});
