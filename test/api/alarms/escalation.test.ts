import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/log/entry/parse-entry.ts';
import type { AlarmSetting } from '../../../src/zones/plan/alarm-setting.ts';
import { aGateway, aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan, aQuietGateway } from '../../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { type LiveInstance, startInstance } from '../../support/live-instance.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let guard: string;
let there: LiveInstance;
beforeAll(async () => {
  test = await startTestApp();
  there = await startInstance(test);
  guard = await aMachine(test, 'guards', [{ role: 'guard' }]);
});
afterAll(async () => {
  await there.close();
  await test.close();
});

let offices = 0;
const aHouse = (alarms: AlarmSetting[] = []) => {
  offices += 1;
  return anOffice(test.deps, {
    plan: aPlan({ gateways: [aQuietGateway], alarms }),
    firstNumber: 10_000 * offices,
    staff: 1,
  });
};
const here = ({ tokens }: Office) => aGatewayOf(test, tokens.get('gateway'));
/** The same gateway with another buffer, speaking to another instance. */
const atOther = ({ url }: LiveInstance, { tokens }: Office): TestGateway =>
  aGateway(async (payload) => {
    const answer = await fetch(`${url.replace('ws', 'http')}/gateway/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.get('gateway')}`, 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return { status: answer.status, headers: {}, body: await answer.json() };
  }, test.clock.now);

const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const alarmsOf = async ({ siteId }: Office) =>
  (await test.ask(guard, { url: `/api/v1/sites/${siteId}/alarms` })).body.items;
const take = ({ siteId }: Office, id: string, step: string, payload: object = {}) =>
  test.ask(guard, { method: 'POST', url: `/api/v1/sites/${siteId}/alarms/${id}/${step}`, payload });
const escalations = async ({ siteId }: Office) =>
  (await entriesOf(test.pool, siteId))
    .filter(({ kind }) => kind === 'alarm-escalated')
    .map(({ text }) => parseEntry(text));
const force = (gateway: TestGateway, door = 'hall-office') =>
  gateway.post(gateway.event('door-forced', { door }));
const beat = (gateway: TestGateway) => gateway.post(gateway.event('heartbeat'));

describe('an alarm that nobody acknowledges', () => {
  it('is escalated by the service when its time is over, however often it was repeated, and once', async () => {
    const office = await aHouse();
    const gateway = here(office);
    await force(gateway);
    const raisedAt = test.clock.now().getTime();
    const [{ id }] = await alarmsOf(office);
    later(9);
    await force(gateway);
    expect(await escalations(office)).toEqual([]);
    later(1);
    await beat(gateway);
    const [escalated] = await escalations(office);
    expect(escalated).toMatchObject({
      at: new Date(raisedAt + 600_000).toISOString(),
      actor: { type: 'system', id: 'sekisho' },
      subject: { door: 'hall-office' },
      details: { alarm: id, alarmKind: 'door-forced' },
      effects: [{ type: 'alarm-step', alarm: id, step: 'escalate' }],
    });
    await force(gateway);
    later(60);
    await beat(gateway);
    expect(await escalations(office)).toHaveLength(1);
    const { body } = await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/alarms/${id}` });
    expect(body.history.map(({ what }: { what: string }) => what)).toEqual([
      'raised',
      'escalated',
      'repeated',
    ]);
    await expectAsReplayed(test.pool, office.siteId);
    expect((await take(office, id, 'acknowledge')).status).toBe(200);
  });

  it('is escalated once, whichever instances settle at that moment', async () => {
    const office = await aHouse();
    const [ours, theirs] = [here(office), atOther(there, office)];
    await force(ours);
    await force(ours, 'office-server');
    later(10);
    const posts = Array.from({ length: 10 }, (_, nth) => beat(nth % 2 === 0 ? ours : theirs));
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual(posts.map(() => 200));
    const doors = (await escalations(office)).map(({ subject }) => subject.door);
    expect(doors.toSorted()).toEqual(['hall-office', 'office-server']);
  });

  it.each([
    ['acknowledged', 'acknowledge', {}],
    ['resolved', 'resolve', { outcome: 'false' }],
  ])('is not escalated once it was %s', async (_, step, payload) => {
    const office = await aHouse();
    const gateway = here(office);
    await force(gateway);
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
    const [{ id }] = await alarmsOf(office);
    later(9);
    expect((await take(office, id, step, payload)).status).toBe(200);
    later(60);
    await beat(gateway);
    expect(await escalations(office)).toEqual([]);
  });

  it('is not escalated where an older program took it and left its deadline', async () => {
    const office = await aHouse();
    const gateway = here(office);
    await force(gateway);
    const [{ id }] = await alarmsOf(office);
    await take(office, id, 'acknowledge');
    await test.pool.query(
      `insert into deadlines (site_id, kind, ref, due_at) values ($1, 'alarm-unacknowledged', $2, $3)`,
      [office.siteId, id, test.clock.now()],
    );
    later(1);
    await beat(gateway);
    expect(await escalations(office)).toEqual([]);
  });

  it('is escalated by the time of its site, and never where the site says so', async () => {
    const office = await aHouse([
      { id: 'door-forced', acknowledgeWithinMinutes: 2 },
      { id: 'tamper', acknowledgeWithinMinutes: null },
      { id: 'power-lost', instruction: '自家発電を確かめてください。' },
    ]);
    const gateway = here(office);
    await force(gateway);
    await gateway.post(gateway.event('tamper'), gateway.event('power-lost'));
    const kinds = async () => (await escalations(office)).map(({ details }) => details.alarmKind);
    later(2);
    await beat(gateway);
    expect(await kinds()).toEqual(['door-forced']);
    later(58);
    await beat(gateway);
    expect(await kinds()).toEqual(['door-forced', 'power-lost']);
    later(600);
    await beat(gateway);
    expect((await kinds()).filter((kind) => kind === 'tamper')).toEqual([]);
  });

  it('is escalated after a restart, with the time at which it fell due', async () => {
    const office = await aHouse();
    await force(here(office));
    const raisedAt = test.clock.now().getTime();
    await test.app.close();
    await there.close();
    later(25);
    there = await startInstance(test);
    expect((await beat(atOther(there, office))).status).toBe(200);
    expect(await escalations(office)).toMatchObject([{ at: new Date(raisedAt + 600_000).toISOString() }]);
  });
});
