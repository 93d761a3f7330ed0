import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeCondition } from '../../../src/access/conditions/change-condition.ts';
import { gatewayEventSchemas } from '../../../src/gateways/gateway-event.ts';
import { ok } from '../../../src/kernel/result.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { revokeToken } from '../../../src/operators/tokens/revoke-token.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan, aReader } from '../../support/a-plan.ts';
import { anOffice, entriesOf, gatewayToken, type Office } from '../../support/an-office.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { onServer } from '../../support/server-connection.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  // Many cards here are unknown; that is told elsewhere.
  alarms: [{ id: 'unknown-cards', series: null }],
  readers: [
    aReader('street-hall', 'hall'),
    { ...aReader('hall-office', 'office'), gateway: 'other' },
    aReader('office-server', 'server'),
    aReader('office-server', 'office'),
  ],
  gateways: [
    { id: 'gateway', name: '1F' },
    { id: 'other', name: '2F' },
  ],
});
const at = '2026-04-06T09:00:00+09:00';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan });
});
afterAll(() => test.close());
beforeEach(() => {
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});

/** Posts a body as it stands. */
const postText = (payload: string, token = office.tokens.get('gateway')) =>
  test.ask(token, {
    method: 'POST',
    url: '/api/v1/gateway/events',
    headers: { 'content-type': 'application/json' },
    payload,
  });
const head = async () => (await entriesOf(test.pool, office.siteId)).at(-1)?.seq;
const anEpoch = () => randomBytes(16).toString('hex');

/** Begins or ends the emergency of the site. */
async function emergency(on: boolean) {
  const change = { condition: 'emergency', zone: null, on, reason: '訓練' } as const;
  const changed = await changeCondition(test.deps, fromTerminal(), office.siteId, change);
  expect(changed.ok).toBe(true);
}

async function quarantinedText(seq: number) {
  const { rows } = await test.pool.query(
    'select received, fault, gateway_id as gateway from quarantined_events where site_id = $1 and seq = $2',
    [office.siteId, seq],
  );
  return rows[0];
}

describe('an envelope nobody can read', () => {
  const good = () => ({ epoch: anEpoch(), events: [{ seq: 1, kind: 'heartbeat', at }] });

  it.each([
    ['no JSON', () => '{"epoch":'],
    ['nothing', () => ''],
    ['an array', () => '[]'],
    ['without an epoch', () => JSON.stringify({ ...good(), epoch: undefined })],
    ['an epoch of another length', () => JSON.stringify({ ...good(), epoch: 'abc' })],
    ['no events', () => JSON.stringify({ ...good(), events: [] })],
    ['events that are none', () => JSON.stringify({ ...good(), events: {} })],
    ['an event that is no object', () => JSON.stringify({ ...good(), events: [7] })],
    ['an event without seq', () => JSON.stringify({ ...good(), events: [{ kind: 'heartbeat', at }] })],
    ['two epochs', () => `{"epoch":"${anEpoch()}",${JSON.stringify(good()).slice(1)}`],
    ['events twice', () => `{"events":[],${JSON.stringify(good()).slice(1)}`],
    ['a seq of 0', () => JSON.stringify({ ...good(), events: [{ seq: 0, kind: 'heartbeat', at }] })],
    ['a seq as text', () => JSON.stringify({ ...good(), events: [{ seq: '1', kind: 'heartbeat', at }] })],
    ['a seq past 2^53', () => `{"epoch":"${anEpoch()}","events":[{"seq":9007199254740993}]}`],
    ['a seq of 1e400', () => `{"epoch":"${anEpoch()}","events":[{"seq":1e400}]}`],
    ['an unknown field beside it', () => JSON.stringify({ ...good(), site: office.siteId })],
    [
      'a thousand and one events',
      () =>
        JSON.stringify({
          epoch: anEpoch(),
          events: Array.from({ length: 1001 }, (_, i) => ({ seq: i + 1 })),
        }),
    ],
  ])('is refused whole: %s', async (_, body) => {
    const before = await head();
    const answer = await postText(body());
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ type: '/problems/bad-request', status: 400 });
    expect(answer.body.detail ?? answer.body.errors).toBeDefined();
    expect(await head()).toBe(before);
  });
});

/** Whoever reads no longer knows of alarms raised before. */
const resolveAlarms = () =>
  onServer(test.databaseUrl, (client) =>
    client.query("update alarms set state = 'resolved', active = false where site_id = $1", [office.siteId]),
  );
const entryOf = async (seq: number) =>
  JSON.parse((await entriesOf(test.pool, office.siteId)).find((one) => one.seq === seq)?.text ?? '{}');
const alarmsIn = ({
  effects,
}: {
  readonly effects: readonly { readonly type: string; readonly kind: string }[];
}) => effects.filter(({ type }) => type === 'alarm').map(({ kind }) => kind);

/** What may be strange about a card read, and what it is noted as. */
const strange: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ['a leap second', { at: '2026-06-30T23:59:60Z' }, ['clock-unreadable']],
  ['a day that does not exist', { at: '2000-00-00T00:00:00Z' }, ['clock-unreadable']],
  ['lower-case t and z', { at: '2026-04-06t00:00:00z' }, ['clock-unreadable']],
  ['an offset without colon', { at: '2026-04-06T09:00:00+0900' }, ['clock-unreadable']],
  ['a time without offset', { at: '2026-04-06T09:00:00' }, ['clock-unreadable']],
  ['a count of milliseconds', { at: 1_775_433_600_000 }, ['clock-unreadable']],
  ['null for a time', { at: null }, ['clock-unreadable']],
  ['no time', { at: undefined }, ['clock-unreadable']],
  ['an unknown field', { colour: 'red' }, ['field-ignored']],
  ['an unknown field and no time', { colour: 'red', at: undefined }, ['clock-unreadable', 'field-ignored']],
  ['null for what it decided alone', { decided: null }, ['field-ignored']],
  ['a verdict nobody knows', { decided: { verdict: 'maybe' } }, ['field-ignored']],
];
const strangeCards: readonly (readonly [string, unknown])[] = [
  ['null for a card', null],
  ['a text for a card', '0114C5220D19BE07'],
  ['a card without a number', { format: 'wiegand-26', facility: '1' }],
  ['a number that no card has', { format: 'wiegand-26', facility: '1', number: '山田太郎' }],
  ['a number of 1e21', { format: 'wiegand-26', facility: '1', number: 1e21 }],
];

describe('a read in a strange form', () => {
  it.each(strange)('is decided by what could be read: %s', async (_, over, notes) => {
    await resolveAlarms();
    const read = gateway.read('10000', 'street-hall-to-hall', over);
    const [result] = (await gateway.post(read)).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant', openWithinMs: 10_000 });
    expect(result.fault).toMatch(/^(event|\/)/);
    const entry = await entryOf(result.entry);
    expect(entry.subject.person).toBe(office.persons[0]?.id);
    expect(entry.decision.notes).toEqual(expect.arrayContaining(notes.map((code) => ({ code }))));
    expect(alarmsIn(entry)).toEqual(
      notes.map((note) => (note === 'field-ignored' ? 'gateway-form' : 'gateway-clock')),
    );
    expect((await quarantinedText(result.entry)).received).toBe(JSON.stringify(read));
    await gateway.post(gateway.event('door-opened', atDoor), gateway.event('door-closed', atDoor));
  });

  it('is decided by the last of what it says twice, and kept with the first', async () => {
    await resolveAlarms();
    const plain = gateway.read('10000', 'street-hall-to-hall');
    const text = `{"reader":"nowhere",${JSON.stringify(plain).slice(1)}`;
    const post = () => postText(`{"epoch":"${gateway.epoch}","events":[${text}]}`);
    const [result] = (await post()).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant', openWithinMs: 10_000 });
    const entry = await entryOf(result.entry);
    expect(entry.decision.notes).toEqual(expect.arrayContaining([{ code: 'field-ignored' }]));
    expect(alarmsIn(entry)).toEqual(['gateway-form']);
    expect((await quarantinedText(result.entry)).received).toBe(text);
    for (const again of [await post(), await gateway.post(plain)]) {
      expect(again.body.results).toMatchObject([{ status: 'duplicate', verdict: 'grant' }]);
    }
    await gateway.post(gateway.event('door-opened', atDoor), gateway.event('door-closed', atDoor));
  });

  it('is a read of the card whose number came as a JSON number', async () => {
    const card = { format: 'wiegand-26', facility: 1, number: 10_000 };
    const [result] = (await gateway.post(gateway.read('', 'street-hall-to-hall', { card }))).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect((await entryOf(result.entry)).subject.person).toBe(office.persons[0]?.id);
    await gateway.post(gateway.event('door-opened', atDoor), gateway.event('door-closed', atDoor));
  });

  it.each(strangeCards)('is a bad read where no card can be told: %s', async (_, card) => {
    const [result] = (await gateway.post(gateway.read('', 'street-hall-to-hall', { card }))).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'deny', reasons: [{ code: 'bad-read' }] });
    const entry = (await entriesOf(test.pool, office.siteId)).find(({ seq }) => seq === result.entry);
    expect(entry?.text).not.toMatch(/山田|0114C5220D19BE07/);
  });

  it('opens by no parity that is not good', async () => {
    const card = { format: 'wiegand-26', facility: '1', number: '10000', parity: 'maybe' };
    const [result] = (await gateway.post(gateway.read('', 'street-hall-to-hall', { card }))).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'deny', reasons: [{ code: 'bad-read' }] });
  });

  it('raises one alarm a gateway and kind, however many come, until it is resolved', async () => {
    await resolveAlarms();
    const raised = async () => {
      const answers = await gateway.post(
        ...Array.from({ length: 3 }, () => gateway.read('77777', 'street-hall-to-hall', { at: 0 })),
      );
      const entries = await Promise.all(
        answers.body.results.map(({ entry }: { entry: number }) => entryOf(entry)),
      );
      return entries.flatMap(alarmsIn);
    };
    expect(await raised()).toEqual(['gateway-clock']);
    expect(await raised()).toEqual([]);
    await resolveAlarms();
    expect(await raised()).toEqual(['gateway-clock']);
  });
});

describe('leaving', () => {
  beforeAll(() => emergency(true));
  afterAll(() => emergency(false));

  it.each([
    ...strange.map(([name, over]) => [name, over] as const),
    ...strangeCards.map(([name, card]) => [name, { card }] as const),
  ])('in an emergency asks for nothing but the direction: %s', async (_, over) => {
    const read = gateway.read('10000', 'office-server-to-office', over);
    const [result] = (await gateway.post(read)).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant', openWithinMs: 10_000 });
    expect((await entryOf(result.entry)).decision.notes).toContainEqual({ code: 'emergency-release' });
    await gateway.post(gateway.event('door-opened', { door: 'office-server' }));
    await gateway.post(gateway.event('door-closed', { door: 'office-server' }));
  });

  it('that is refused for a reader of another gateway calls the guard', async () => {
    const other = aGatewayOf(test, office.tokens.get('other'));
    const [result] = (await other.post(other.read('10000', 'office-server-to-office'))).body.results;
    expect(result).toMatchObject({ status: 'quarantined', verdict: 'deny', fault: 'foreign reader' });
    expect(alarmsIn(await entryOf(result.entry))).toContain('refused-leaving');
  });
});

describe('a bad event', () => {
  beforeEach(resolveAlarms);

  it('is quarantined alone, with the text received beside the entry and never in it', async () => {
    const bad = gateway.event('card-read', { reader: '山田太郎', card: { number: '10000' } });
    const answer = await gateway.post(
      gateway.read('10000', 'street-hall-to-hall'),
      bad,
      gateway.read('10001', 'street-hall-to-hall'),
    );
    const [first, second, third] = answer.body.results;
    expect(first).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect(second).toMatchObject({ seq: bad.seq, status: 'quarantined', verdict: 'deny' });
    expect(third).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect(await quarantinedText(second.entry)).toMatchObject({
      received: JSON.stringify(bad),
      gateway: 'gateway',
    });
    const entry = (await entriesOf(test.pool, office.siteId)).find(({ seq }) => seq === second.entry);
    expect(entry?.text).not.toContain('山田');
    expect(JSON.parse(entry?.text ?? '{}')).toMatchObject({
      kind: 'event-quarantined',
      effects: [{ type: 'alarm', kind: 'event-quarantined', active: true, gateway: 'gateway' }],
    });
  });

  it.each([
    ['an unknown kind', { kind: 'card-burnt' }, undefined],
    ['no kind', { kind: undefined }, undefined],
    ['a kind that is no text', { kind: 7 }, undefined],
    ['no reader', { reader: undefined }, 'deny'],
    ['NUL', { reader: 'street\u0000hall' }, 'deny'],
    ['a lone surrogate', { reader: '\ud800' }, 'deny'],
    ['a reader of another gateway', { reader: 'hall-office-to-office' }, 'deny'],
    ['a reader nobody knows', { reader: 'nowhere' }, 'deny'],
    ['a door that is no text', { kind: 'door-opened', door: 7 }, undefined],
    ['a restored door that cannot be told', { kind: 'tamper-restored', door: 7 }, undefined],
  ])('is one with %s', async (_, over, verdict) => {
    const bad = gateway.read('10000', 'street-hall-to-hall', over);
    const [beside, result] = (await gateway.post(gateway.event('exit-request', { door: 'street-hall' }), bad))
      .body.results;
    expect(beside.status).toBe('stored');
    expect(result.status).toBe('quarantined');
    expect(result.verdict).toBe(verdict);
    expect((await quarantinedText(result.entry)).received).toBe(JSON.stringify(bad));
  });

  it('does not make its neighbours run one by one: it is found before the batch', async () => {
    const before = await batchesFailed();
    await gateway.post(
      gateway.read('10000', 'street-hall-to-hall', { at: '0000-01-01T00:00:00Z' }),
      gateway.read('10000', 'street-hall-to-hall', { at: '2026-06-30T23:59:60Z' }),
      gateway.read('10000', 'street\u0000hall'),
    );
    expect(await batchesFailed()).toBe(before);
  });

  it.each([
    ['__proto__', '"__proto__":{"kind":"heartbeat"}'],
    ['constructor', '"constructor":{"prototype":{"kind":"heartbeat"}}'],
    ['a depth of 10,000', `"card":${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['1e400', '"card":1e400'],
  ])('harms none beside it though it holds %s', async (_, member) => {
    const bad = `{"seq":1,"kind":"card-read","reader":"street-hall-to-hall","at":"${at}",${member}}`;
    const answer = await postText(
      `{"epoch":"${gateway.epoch}","events":[${bad},{"seq":2,"kind":"exit-request","door":"street-hall","at":"${at}"}]}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.body.results).toMatchObject([
      { seq: 1, status: 'stored', verdict: 'deny' },
      { seq: 2, status: 'stored' },
    ]);
    const { received } = await quarantinedText(answer.body.results[0].entry);
    expect(received.length).toBeGreaterThan(80);
    expect(JSON.parse(received)).toMatchObject({ seq: 1, kind: 'card-read' });
  });

  it('is quarantined where it speaks of a door another gateway controls', async () => {
    const answer = await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect(answer.body.results[0]).toMatchObject({ status: 'quarantined', fault: 'foreign door' });
    expect(answer.body.results[0]).not.toHaveProperty('verdict');
  });
});

const fields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'card-read': { reader: 'street-hall-to-hall', card: { format: 'uid', facility: '', number: '04A1' } },
  'pin-read': { reader: 'street-hall-to-hall', accepted: true },
  duress: { reader: 'street-hall-to-hall' },
  'read-abandoned': { read: 1 },
};
const atDoor = { door: 'street-hall' };
const ofDoor = [
  'exit-request',
  ...['opened', 'closed', 'forced', 'held', 'restored'].map((s) => `door-${s}`),
];

describe('every kind', () => {
  const kinds = gatewayEventSchemas.map((schema) =>
    String((schema as { properties: { kind: { const: string } } }).properties.kind.const),
  );

  it('of the protocol is here', () => {
    expect(kinds).toHaveLength(20);
  });

  it.each(kinds)('%s is accepted and stored', async (kind) => {
    const own = fields[kind] ?? (ofDoor.includes(kind) ? atDoor : {});
    const event = gateway.event(kind, own);
    const [result] = (await gateway.post(event)).body.results;
    expect(result).toMatchObject({ seq: event.seq, status: 'stored' });
    if (kind === 'heartbeat') return expect(result).not.toHaveProperty('entry');
    const entry = (await entriesOf(test.pool, office.siteId)).at(-1);
    expect(entry).toMatchObject({ seq: result.entry, kind });
  });
});

describe('a heartbeat', () => {
  it('without a change makes no entry, counts once, and tells the clock of its gateway', async () => {
    const before = await head();
    const beat = gateway.event('heartbeat', { at: '2026-04-06T00:00:07.000Z' });
    await gateway.post(beat);
    expect((await gateway.post(beat)).body.results[0]).toMatchObject({ status: 'duplicate' });
    expect(await head()).toBe(before);
    const { rows } = await test.pool.query(
      'select clock_offset_ms as offset from gateway_states where site_id = $1 and gateway_id = $2',
      [office.siteId, 'gateway'],
    );
    expect(rows).toEqual([{ offset: 7000 }]);
  });
});

describe('a gateway', () => {
  it('of another site speaks of its own site only, whatever names it uses', async () => {
    const elsewhere = await anOffice(test.deps, { plan: aPlan({ doors: [], readers: [] }), staff: 0 });
    const before = await head();
    const foreign = aGatewayOf(test, elsewhere.tokens.get('gateway'));
    const [result] = (await foreign.post(foreign.read('10000', 'street-hall-to-hall'))).body.results;
    expect(result).toMatchObject({ status: 'quarantined', fault: 'foreign reader', verdict: 'deny' });
    expect(await head()).toBe(before);
    expect((await entriesOf(test.pool, elsewhere.siteId)).at(-1)).toMatchObject({ seq: result.entry });
  });

  it('that the plan does not know any more is refused at once and nothing is stored', async () => {
    const other = aGatewayOf(test, office.tokens.get('other'));
    expect((await other.post(other.event('heartbeat'))).status).toBe(200);
    await performAct(test.deps, fromTerminal(), async (tx) => {
      await tx.takeHeads([office.siteId]);
      const seq = tx.record(office.siteId, { kind: 'plan-changed' });
      await tx.client.query(
        "update plan_elements set until_seq = $2 where site_id = $1 and kind = 'gateway' and element_id = 'other'",
        [office.siteId, seq],
      );
      return ok(undefined);
    });
    const before = await head();
    expect((await other.post(other.event('heartbeat'))).status).toBe(401);
    expect(await head()).toBe(before);
  });

  it('is refused at once when its token is revoked, though it was just remembered', async () => {
    const token = await gatewayToken(test.deps, office.siteId, 'gateway');
    const revoked = aGatewayOf(test, token);
    expect((await revoked.post(revoked.event('exit-request', atDoor))).status).toBe(200);
    const tokenId = /^[^_]+_([^_]+)_/.exec(token)?.[1] ?? '';
    const outcome = await revokeToken(test.deps, fromTerminal(), { tokenId, reason: '紛失' });
    expect(outcome.ok).toBe(true);
    const before = await head();
    const answer = await revoked.post(revoked.event('exit-request', atDoor));
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ type: '/problems/unauthenticated' });
    expect(await head()).toBe(before);
  });

  it('without a token is asked for one', async () => {
    const request = { method: 'POST', url: '/api/v1/gateway/events', payload: {} } as const;
    expect((await test.ask(undefined, request)).status).toBe(401);
  });
});

async function batchesFailed(): Promise<number> {
  const { body } = await test.ask(undefined, { method: 'GET', url: '/metrics' });
  const line = /sekisho_batch\w*\{[^}]*outcome="failed"[^}]*\} (\d+)/.exec(String(body));
  return Number(line?.[1] ?? 0);
}
