import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeCondition } from '../../../src/access/conditions/change-condition.ts';
import { aGatewayOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const door = 'hall-office';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let offices = 0;
const morning = new Date('2026-04-06T00:00:00.000Z');
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
/** Each test has an office of its own, on the same morning, whose gateways were let in two hours ago. */
beforeEach(async () => {
  offices += 1;
  test.clock.set(morning);
  office = await anOffice(test.deps, { staff: 2, firstNumber: 20_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  test.clock.set(new Date(morning.getTime() + 7_200_000));
});

const activeAlarms = async () => {
  const { rows } = await test.pool.query(
    'select kind, door_id as door from alarms where site_id = $1 and active order by kind, door_id',
    [office.siteId],
  );
  return rows;
};
const raisedAlarms = async () => {
  const { rows } = await test.pool.query('select kind from alarms where site_id = $1 order by raised_seq', [
    office.siteId,
  ]);
  return rows.map(({ kind }) => kind);
};
const conditions = async () => {
  const { rows } = await test.pool.query(
    'select condition, place, door_id as door from conditions where site_id = $1 order by 1, 2, 3',
    [office.siteId],
  );
  return rows;
};
const position = async () => {
  const { rows } = await test.pool.query(
    'select position from door_states where site_id = $1 and door_id = $2',
    [office.siteId, door],
  );
  return rows[0]?.position;
};
const first = () => office.persons[0] ?? { id: '', number: '' };
const numbered = (seq: number, kind: string, fields: object = {}): GatewayEvent => ({
  ...gateway.event(kind, { ...fields }),
  seq,
});
const inForce = async () => (await conditions()).some(({ condition }) => condition === 'emergency');

/** Each event in a post of its own, in this order. */
async function tell(...events: readonly GatewayEvent[]) {
  for (const event of events) await gateway.post(event);
}

type Story = readonly (readonly [kind: string, fields?: object])[];

const stories: Readonly<Record<string, Story>> = {
  'a door forced and shut': [
    ['door-forced', { door }],
    ['door-closed', { door }],
  ],
  'a door opened and shut': [
    ['door-opened', { door }],
    ['door-closed', { door }],
  ],
  'a door held and restored': [
    ['door-held', { door }],
    ['door-restored', { door }],
  ],
  'a door shut and forced again': [
    ['door-closed', { door }],
    ['door-forced', { door }],
  ],
  'power lost and restored': [['power-lost'], ['power-restored']],
  'power lost again': [['power-restored'], ['power-lost']],
  'tamper at a door, restored': [
    ['tamper', { door }],
    ['tamper-restored', { door }],
  ],
  'tamper at a door, all restored': [['tamper', { door }], ['tamper-restored']],
  'tamper after all was restored': [['tamper-restored'], ['tamper', { door }]],
  'an intrusion, disarmed': [['intrusion-armed'], ['intrusion-alarm', { door }], ['intrusion-disarmed']],
  'armed again after it was disarmed': [['intrusion-disarmed'], ['intrusion-armed']],
  'two doors': [
    ['door-forced', { door }],
    ['door-opened', { door: 'office-server' }],
  ],
};

/** Every order of a few events. */
function ordersOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((one, index) =>
    ordersOf(items.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
  );
}

describe('what a gateway told of a door or condition', () => {
  it.each(Object.entries(stories))(
    'is the last by its number, in whatever order it came: %s',
    async (_, story) => {
      const told = story.map(([kind, fields], index) => numbered(index + 1, kind, fields));
      const states = [];
      for (const order of ordersOf(told)) {
        office = await anOffice(test.deps, { staff: 0 });
        gateway = aGatewayOf(test, office.tokens.get('gateway'));
        await tell(...order);
        states.push({
          position: await position(),
          conditions: await conditions(),
          active: await activeAlarms(),
        });
        await expectAsReplayed(test.pool, office.siteId);
      }
      for (const state of states) expect(state).toEqual(states[0]);
    },
  );

  it('is told of as what was where something later is on record', async () => {
    await tell(numbered(3, 'door-closed', { door }), numbered(2, 'door-forced', { door }));
    expect(await position()).toBe('closed');
    expect(await raisedAlarms()).toEqual(['door-forced']);
    expect(await activeAlarms()).toEqual([]);
    expect((await lastEntryOf(test.pool, office.siteId)).details.notes).toEqual(['superseded']);
  });

  it('still counts where only something else was told since', async () => {
    await tell(numbered(3, 'heartbeat'), numbered(4, 'door-closed', { door: 'office-server' }));
    await tell(numbered(2, 'door-forced', { door }));
    expect(await activeAlarms()).toEqual([{ kind: 'door-forced', door }]);
  });

  it('before a new buffer does not overtake what that one tells', async () => {
    await tell(numbered(9, 'door-closed', { door }));
    const fresh = aGatewayOf(test, office.tokens.get('gateway'));
    await fresh.post(fresh.event('door-forced', { door }));
    expect(await position()).toBe('forced');
  });

  it('in a backlog of many posts stays late, and ends with its last word', async () => {
    const then = new Date(test.clock.now().getTime() - 3_600_000).toISOString();
    await tell(numbered(2001, 'door-forced', { door }));
    const post = (from: number, count: number) =>
      test.ask(office.tokens.get('gateway'), {
        method: 'POST',
        url: '/api/v1/gateway/events',
        payload: {
          epoch: gateway.epoch,
          backlog: true,
          events: Array.from({ length: count }, (_, index) =>
            numbered(from + index, index % 2 === 0 ? 'door-opened' : 'door-closed', { door, at: then }),
          ),
        },
      });
    expect((await post(1, 1000)).status).toBe(200);
    expect((await post(1001, 1000)).status).toBe(200);
    expect(await position()).toBe('forced');
    expect(await activeAlarms()).toEqual([{ kind: 'door-forced', door }]);
  });
});

describe('forced and held', () => {
  it.each([
    ['door-forced', 'door-closed'],
    ['door-held', 'door-closed'],
    ['door-forced', 'door-restored'],
    ['door-held', 'door-restored'],
  ])('end when the door is shut, also when it was opened between: %s, %s', async (begins, shut) => {
    await tell(gateway.event(begins, { door }), gateway.event('door-opened', { door }));
    expect(await activeAlarms()).toEqual([{ kind: begins, door }]);
    await tell(gateway.event(shut, { door }));
    expect(await activeAlarms()).toEqual([]);
    expect(await position()).toBe('closed');
  });
});

describe('conditions of a gateway', () => {
  const other = 'office-server';

  it('stand by door, as their alarms do', async () => {
    await tell(gateway.event('tamper', { door }), gateway.event('tamper', { door: other }));
    await tell(gateway.event('tamper-restored', { door }));
    expect(await conditions()).toEqual([{ condition: 'tamper', place: 'gateway', door: other }]);
    expect(await activeAlarms()).toEqual([{ kind: 'tamper', door: other }]);
  });

  it.each([
    ['intrusion-alarm', 'intrusion-disarmed'],
    ['tamper', 'tamper-restored'],
  ])('end at every door by a word that names none: %s, %s', async (begins, ends) => {
    await tell(
      gateway.event(begins, { door }),
      gateway.event(begins, { door: other }),
      gateway.event(begins),
    );
    await tell(gateway.event(ends));
    expect(await conditions()).toEqual([]);
    expect(await activeAlarms()).toEqual([]);
  });
});

describe('a card read', () => {
  it('given up before it came moves nobody', async () => {
    await tell(numbered(2, 'read-abandoned', { read: 1 }));
    const read = { ...gateway.read(first().number, 'hall-office-to-office'), seq: 1 };
    const [answer] = (await gateway.post(read)).body.results;
    expect(answer).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect(answer).not.toHaveProperty('openWithinMs');
    expect(await placeOf(test.pool, office.siteId, first().id)).toBeUndefined();
    expect((await lastEntryOf(test.pool, office.siteId)).decision.notes).toContainEqual({ code: 'given-up' });
  });

  it('is decided live, however high the numbers told before', async () => {
    await tell(numbered(90, 'door-closed', { door }));
    const read = { ...gateway.read(first().number, 'hall-office-to-office'), seq: 5 };
    const [answer] = (await gateway.post(read)).body.results;
    expect(answer).toMatchObject({ verdict: 'grant', openWithinMs: 10_000 });
  });

  it.each(['in one post', 'in two posts'])('is not confirmed by an opening before it, %s', async (how) => {
    const read = { ...gateway.read(first().number, 'hall-office-to-office'), seq: 5 };
    const opened = numbered(3, 'door-opened', { door });
    if (how === 'in one post') await gateway.post(read, opened);
    else await tell(read, opened);
    expect(await placeOf(test.pool, office.siteId, first().id)).toMatchObject({ zone: null, pending: door });
    await tell(numbered(6, 'door-opened', { door }));
    expect(await placeOf(test.pool, office.siteId, first().id)).toMatchObject({ zone: 'office' });
  });

  it('is confirmed by the opening after it, though something else was told since', async () => {
    const read = { ...gateway.read(first().number, 'hall-office-to-office'), seq: 5 };
    const opened = numbered(6, 'door-opened', { door, at: '2000-01-01T00:00:00Z' });
    await tell(read, numbered(8, 'exit-request', { door: 'office-server' }), opened);
    expect(await placeOf(test.pool, office.siteId, first().id)).toMatchObject({ zone: 'office' });
  });

  it('is not taken before its grant, whatever the clock of the gateway says', async () => {
    const granted = test.clock.now();
    await tell({ ...gateway.read(first().number, 'hall-office-to-office'), seq: 5 });
    test.clock.set(new Date(granted.getTime() + 5_000));
    const opened = numbered(6, 'door-opened', { door, at: '2000-01-01T00:00:00Z' });
    await tell(numbered(8, 'exit-request', { door: 'office-server' }), opened);
    expect(await placeOf(test.pool, office.siteId, first().id)).toMatchObject({
      zone: 'office',
      since: granted,
    });
  });
});

describe('a fire signal', () => {
  const at = (minutes: number) => new Date(test.clock.now().getTime() + minutes * 60_000).toISOString();

  it.each([
    ['with a day that does not exist', { at: '2000-00-00T00:00:00Z' }],
    ['without a time', { at: undefined }],
    ['with an unknown field', { zone: 'all' }],
    ['with a door nobody knows', { door: 'nowhere' }],
    ['with a door that is none', { door: 7 }],
    ['with a time long ago', { at: '2000-01-01T00:00:00Z' }],
  ])('begins the emergency %s', async (_, fields) => {
    const [answer] = (await gateway.post(gateway.event('fire-signal', fields))).body.results;
    expect(answer.status).toBe('stored');
    expect(await inForce()).toBe(true);
    expect(await raisedAlarms()).toContain('fire');
  });

  it('begins it though younger things were told, unless its time is older, too', async () => {
    await tell(numbered(9, 'exit-request', { door }), numbered(3, 'fire-signal'));
    expect(await inForce()).toBe(true);
  });

  it('begins it beside what the gateway did alone', async () => {
    const decided = { decided: { verdict: 'grant' } };
    await gateway.post(
      gateway.read(first().number, 'hall-office-to-office', decided),
      gateway.event('fire-signal'),
    );
    expect(await inForce()).toBe(true);
  });

  it('that lies before what was told, by number and by time, is an alarm for a person to decide', async () => {
    await tell(numbered(9, 'exit-request', { door }), numbered(3, 'fire-signal', { at: at(-60) }));
    expect(await inForce()).toBe(false);
    expect(await activeAlarms()).toEqual([{ kind: 'fire', door: null }]);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      at: at(-60),
      details: { notes: ['fire-past'] },
    });
  });

  it('in a backlog is such an alarm, too', async () => {
    await test.ask(office.tokens.get('gateway'), {
      method: 'POST',
      url: '/api/v1/gateway/events',
      payload: { epoch: gateway.epoch, backlog: true, events: [gateway.event('fire-signal')] },
    });
    expect(await inForce()).toBe(false);
    expect(await raisedAlarms()).toEqual(['fire']);
  });

  it('is over with the emergency; what became of it a person says', async () => {
    await tell(gateway.event('fire-signal'), gateway.event('fire-signal', { door }));
    const end = { condition: 'emergency', zone: null, on: false, reason: '鎮火' } as const;
    expect((await changeCondition(test.deps, fromTerminal(), office.siteId, end)).ok).toBe(true);
    expect(await activeAlarms()).toEqual([]);
    const { rows } = await test.pool.query('select state from alarms where site_id = $1', [office.siteId]);
    expect(rows).toEqual([{ state: 'raised' }, { state: 'raised' }]);
    await expectAsReplayed(test.pool, office.siteId);
  });
});

describe('a danger under a number that has counted for something else', () => {
  const alarmOf = {
    'fire-signal': 'fire',
    duress: 'duress',
    'door-forced': 'door-forced',
    'door-held': 'door-held',
    tamper: 'tamper',
    'power-lost': 'power-lost',
    'intrusion-alarm': 'intrusion',
    'buffer-lost': 'gateway-buffer-lost',
  };
  beforeEach(() => tell(numbered(1, 'exit-request', { door }), numbered(2, 'heartbeat')));

  it.each(Object.entries(alarmOf))('is heard as often as it says something new: %s', async (kind, alarm) => {
    const danger = numbered(1, kind, ['door-forced', 'door-held', 'tamper'].includes(kind) ? { door } : {});
    const [first] = (await gateway.post(danger)).body.results;
    expect(first.status).toBe('conflict');
    expect(await raisedAlarms()).toEqual(['gateway-conflict', alarm]);
    expect(await position()).toBeUndefined();
    expect((await conditions()).map(({ condition }) => condition)).toEqual(
      kind === 'fire-signal' ? ['emergency'] : [],
    );
    const { seq } = await lastEntryOf(test.pool, office.siteId);
    expect((await gateway.post(danger, danger)).body.results).toEqual([first, first]);
    await tell({ ...danger, seq: 2 });
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      seq: seq + 1,
      kind: 'event-conflict',
    });
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('is told of as what was, where that lasts', async () => {
    await tell(numbered(1, 'door-forced', { door }));
    expect(await activeAlarms()).toEqual([{ kind: 'gateway-conflict', door: null }]);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      subject: { door },
      details: { notes: ['superseded'] },
    });
  });

  it('begins no emergency where its time is older, too, and leaves it to a person', async () => {
    const at = new Date(test.clock.now().getTime() - 3_600_000).toISOString();
    await tell(numbered(1, 'fire-signal', { at }));
    expect(await inForce()).toBe(false);
    expect(await activeAlarms()).toEqual([
      { kind: 'fire', door: null },
      { kind: 'gateway-conflict', door: null },
    ]);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      at,
      details: { notes: ['fire-past'] },
    });
  });
});
