import { hash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeCondition } from '../../../src/access/conditions/change-condition.ts';
import { forgetPassing } from '../../../src/retention/due/forget-passing.ts';
import { aGatewayOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, type Office, placeOf } from '../../support/an-office.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { type LiveInstance, startInstance } from '../../support/live-instance.ts';
import { postTo } from '../../support/post-to.ts';
import { seenNumbers } from '../../support/seen-numbers.ts';
import { onServer } from '../../support/server-connection.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let other: LiveInstance;
let office: Office;
let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  other = await startInstance(test);
  office = await anOffice(test.deps, { staff: 20 });
  token = office.tokens.get('gateway') ?? '';
});
afterAll(async () => {
  await other.close();
  await test.close();
});
beforeEach(() => {
  gateway = aGatewayOf(test, token);
});

/** The same events at the other instance. */
const postThere = (events: readonly GatewayEvent[]) =>
  postTo(other.url.replace('ws', 'http').replace('/api/v1', ''), token, { epoch: gateway.epoch, events });
const entries = async () => (await entriesOf(test.pool, office.siteId)).map(({ text }) => JSON.parse(text));
const head = async () => (await entries()).length;
const aDozen = () =>
  office.persons
    .slice(0, 6)
    .flatMap(({ number }) => [
      gateway.read(number, 'street-hall-to-hall'),
      gateway.event('door-opened', { door: 'street-hall' }),
    ]);

const seen = async () => (await seenNumbers(test.pool, office.siteId)).get(gateway.epoch);

/** As 90 days leave what was posted until now. */
async function forgetReceipts(): Promise<void> {
  await onServer(test.ownerUrl, (client) =>
    client.query(`update receipts set recorded_at = recorded_at - interval '91 days' where site_id = $1`, [
      office.siteId,
    ]),
  );
  await forgetPassing(test.deps);
}

describe('an event', () => {
  it('posted twice counts once and is answered as before', async () => {
    const events = aDozen();
    const first = await gateway.post(...events);
    const before = await head();
    const again = await gateway.post(...events);
    expect(again.body.results).toEqual(
      first.body.results.map((result: object) => ({ ...result, status: 'duplicate' })),
    );
    expect(await head()).toBe(before);
  });

  it('counts once however its post is cut, shuffled and repeated on two instances at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ there: fc.boolean(), order: fc.array(fc.nat(11), { minLength: 1, maxLength: 12 }) }),
          {
            minLength: 2,
            maxLength: 6,
          },
        ),
        async (posts) => {
          gateway = aGatewayOf(test, token);
          const events = aDozen();
          const before = await head();
          const answers = await Promise.all(
            posts.map(({ there, order }) => {
              const some = order.flatMap((index) => events[index] ?? []);
              return there ? postThere(some) : gateway.post(...some);
            }),
          );
          const results = answers.flatMap(({ body }) => body.results);
          const posted = new Set(posts.flatMap(({ order }) => order));
          expect(results.filter(({ status }) => status === 'stored')).toHaveLength(posted.size);
          expect((await head()) - before).toBe(posted.size);
          for (const index of posted) {
            const ofOne = results.filter(({ seq }) => seq === events[index]?.seq);
            expect(new Set(ofOne.map(({ entry }) => entry)).size).toBe(1);
            expect(new Set(ofOne.map(({ verdict }) => verdict)).size).toBe(1);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that stands twice in one post is answered from the first', async () => {
    const event = gateway.read('10000', 'street-hall-to-hall');
    const before = await head();
    const [first, second] = (await gateway.post(event, event)).body.results;
    expect(second).toEqual({ ...first, status: 'duplicate' });
    expect((await head()) - before).toBe(1);
  });

  it('of another epoch or another gateway is another event', async () => {
    const event = gateway.read('10000', 'street-hall-to-hall');
    await gateway.post(event);
    const reborn = aGatewayOf(test, token);
    expect((await reborn.post(event)).body.results[0].status).toBe('stored');
  });

  it('whose receipt is past its 90 days is a duplicate, without a decision', async () => {
    const event = gateway.read('10000', 'street-hall-to-hall');
    await gateway.post(event);
    await forgetReceipts();
    const before = await head();
    expect((await gateway.post(event)).body.results).toEqual([{ seq: event.seq, status: 'duplicate' }]);
    const changed = { ...event, reader: 'office-server-to-server' };
    expect((await gateway.post(changed)).body.results).toEqual([{ seq: event.seq, status: 'duplicate' }]);
    expect(await head()).toBe(before);
  });

  it('whose receipt is past its 90 days is no conflict where a number below it came later', async () => {
    const [late, event] = [
      gateway.read('10000', 'street-hall-to-hall'),
      gateway.read('10001', 'street-hall-to-hall'),
    ];
    await gateway.post(gateway.read('10002', 'street-hall-to-hall'), event);
    await forgetReceipts();
    await gateway.post(late);
    expect((await gateway.post(event)).body.results).toEqual([{ seq: event.seq, status: 'duplicate' }]);
  });
});

describe('the same number with another body', () => {
  it('is a conflict with one entry and one alarm; its repeats make no further one', async () => {
    const event = gateway.read('10001', 'street-hall-to-hall');
    const forged = { ...event, card: { format: 'wiegand-26', facility: '1', number: '10002' } };
    const [answer] = (await gateway.post(event)).body.results;
    const before = await head();
    const [refused] = (await gateway.post(forged)).body.results;
    expect(refused).toEqual({ seq: event.seq, status: 'conflict', entry: before + 1, verdict: 'deny' });
    expect((await gateway.post(forged)).body.results).toEqual([refused]);
    const made = (await entries()).slice(before);
    expect(made).toMatchObject([
      { kind: 'event-conflict', effects: [{ type: 'alarm', kind: 'gateway-conflict', gateway: 'gateway' }] },
    ]);
    expect((await gateway.post(event)).body.results[0]).toEqual({ ...answer, status: 'duplicate' });
    // The alarm is open: another body under the key is an entry of its own, and no further alarm.
    const third = { ...forged, reader: 'office-server-to-server' };
    await gateway.post(third, third);
    expect((await head()) - before).toBe(2);
    expect((await entries()).at(-1)).toMatchObject({ kind: 'event-conflict', effects: [] });
  });

  it('makes one entry a body, in whatever turn they come, in one post or many', async () => {
    const event = gateway.read('10001', 'street-hall-to-hall');
    const bodies = ['10002', '10003', '10004'].map((number) => ({
      ...event,
      card: { format: 'wiegand-26', facility: '1', number },
    }));
    await gateway.post(event);
    const before = await head();
    const first = (await gateway.post(...bodies, ...bodies)).body.results;
    for (let turn = 0; turn < 3; turn += 1) {
      for (const [index, body] of bodies.entries()) {
        expect((await gateway.post(body)).body.results).toEqual([first[index]]);
      }
    }
    expect(await head()).toBe(before + bodies.length);
  });

  it('calls the guard where it is refused to leave, and nobody where it enters', async () => {
    const alarmsOf = async (reader: string) => {
      const event = gateway.read('10001', reader);
      await gateway.post(event);
      const other = { ...event, card: { format: 'wiegand-26', facility: '1', number: '10002' } };
      const [result] = (await gateway.post(other)).body.results;
      expect(result).toMatchObject({ status: 'conflict', verdict: 'deny' });
      const { effects } = (await entries()).at(-1);
      return effects.map(({ kind }: { kind: string }) => kind);
    };
    expect(await alarmsOf('office-server-to-office')).toContain('refused-leaving');
    expect(await alarmsOf('hall-office-to-office')).not.toContain('refused-leaving');
  });

  it('is released in an emergency by its own entry, moves nobody, and is repeated from that entry', async () => {
    const change = { condition: 'emergency', zone: null, reason: '訓練' } as const;
    await changeCondition(test.deps, fromTerminal(), office.siteId, { ...change, on: true });
    const event = gateway.read('10001', 'office-server-to-office');
    await gateway.post(event);
    const place = () => placeOf(test.pool, office.siteId, office.persons[2]?.id ?? '');
    const before = await place();
    const other = { ...event, card: { format: 'wiegand-26', facility: '1', number: '10002' } };
    const [released] = (await gateway.post(other)).body.results;
    expect(released).toMatchObject({ status: 'conflict', verdict: 'grant', openWithinMs: 10_000 });
    const entry = (await entries()).at(-1);
    expect(entry).toMatchObject({
      seq: released.entry,
      kind: 'event-conflict',
      decision: { verdict: 'grant', notes: [{ code: 'emergency-release' }] },
    });
    expect(entry.effects.filter(({ type }: { type: string }) => type !== 'alarm')).toEqual([]);
    const entering = { ...event, reader: 'hall-office-to-office' };
    expect((await gateway.post(entering)).body.results[0]).toMatchObject({ verdict: 'deny' });
    expect(await place()).toEqual(before);
    // Whoever nobody saw in the emergency is of unknown place once it is over; the repeat moves nobody either.
    await changeCondition(test.deps, fromTerminal(), office.siteId, { ...change, on: false });
    const after = await place();
    expect((await gateway.post(other)).body.results).toEqual([released]);
    expect(await place()).toEqual(after);
  });

  it('in one post is a conflict with the first of them', async () => {
    const event = gateway.read('10001', 'street-hall-to-hall');
    const forged = { ...event, at: '2026-04-06T01:02:03Z' };
    const before = await head();
    const { results } = (await gateway.post(event, forged, forged)).body;
    expect(results.map(({ status }: { status: string }) => status)).toEqual([
      'stored',
      'conflict',
      'conflict',
    ]);
    expect((await entries()).slice(before).map(({ kind }) => kind)).toEqual(['card-read', 'event-conflict']);
    await gateway.post(forged);
    expect((await head()) - before).toBe(2);
  });
});

describe('the same event in another spelling', () => {
  it('is answered as before, and nothing is recorded of it', async () => {
    const event = gateway.read('10003', 'street-hall-to-hall', {
      at: '2026-04-06T09:00:00.000+09:00',
      card: { format: 'wiegand-26', facility: '1', number: '10003' },
    });
    const [first] = (await gateway.post(event)).body.results;
    const before = await head();
    const again = {
      card: { number: '010003', facility: '1', format: 'WIEGAND-26' },
      at: '2026-04-06T00:00:00Z',
      reader: 'street-hall-to-hall',
      kind: 'card-read',
      seq: event.seq,
    };
    expect((await gateway.post(again)).body.results).toEqual([{ ...first, status: 'duplicate' }]);
    expect(await head()).toBe(before);
  });

  it('is the same too by a receipt of the text that was received', async () => {
    const event = gateway.read('10003', 'street-hall-to-hall');
    const [first] = (await gateway.post(event)).body.results;
    await onServer(test.ownerUrl, (client) =>
      client.query('update receipts set digest = $3 where site_id = $1 and epoch = $2::uuid', [
        office.siteId,
        gateway.epoch,
        hash('sha256', JSON.stringify(event), 'buffer'),
      ]),
    );
    const before = await head();
    expect((await gateway.post(event)).body.results).toEqual([{ ...first, status: 'duplicate' }]);
    expect(await head()).toBe(before);
    const { results } = (await gateway.post({ ...event, reader: 'office-server-to-server' })).body;
    expect(results[0].status).toBe('conflict');
  });
});

describe('what a gateway has told', () => {
  it('is known exactly and for ever, its holes are the gaps', async () => {
    const events = Array.from({ length: 12 }, () => gateway.event('exit-request', { door: 'street-hall' }));
    const pick = (...seqs: readonly number[]) => seqs.flatMap((seq) => events[seq - 1] ?? []);
    await gateway.post(...pick(1, 2, 3));
    await gateway.post(...pick(7));
    await gateway.post(...pick(12, 9, 10));
    expect(await seen()).toBe('{[1,4),[7,8),[9,11),[12,13)}');
    await forgetReceipts();
    await gateway.post(...events);
    expect(await seen()).toBe('{[1,13)}');
  });

  it('stands also where it could not be read: a quarantined event is not asked for again', async () => {
    await gateway.post(gateway.event('card-burnt'));
    expect(await seen()).toBe('{[1,2)}');
  });
});

describe('a gateway whose index began anew more than 90 days later', () => {
  it('is told of, and whoever stands at its doors is answered, released in an emergency', async () => {
    const first = gateway.event('exit-request', { door: 'street-hall' });
    await gateway.post(first, gateway.event('exit-request', { door: 'street-hall' }));
    await forgetReceipts();
    const at = new Date(test.clock.now().getTime() + 60_000).toISOString();
    const anew = (event: GatewayEvent) => ({ ...event, seq: first.seq, at });
    const read = anew(gateway.read('10004', 'office-server-to-office'));
    const [refused] = (await gateway.post(read)).body.results;
    expect(refused).toMatchObject({ status: 'conflict', verdict: 'deny' });
    await gateway.post(anew(gateway.event('fire-signal')));
    expect((await entries()).at(-1).effects).toContainEqual(expect.objectContaining({ kind: 'fire' }));
    const other = anew(gateway.read('10005', 'office-server-to-office'));
    expect((await gateway.post(other)).body.results[0]).toMatchObject({
      status: 'conflict',
      verdict: 'grant',
    });
    const end = { condition: 'emergency', zone: null, on: false, reason: '鎮火' } as const;
    expect((await changeCondition(test.deps, fromTerminal(), office.siteId, end)).ok).toBe(true);
    expect((await gateway.post(first)).body.results).toEqual([{ seq: first.seq, status: 'duplicate' }]);
  });
});
