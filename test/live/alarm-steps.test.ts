import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmKinds } from '../../src/log/entry/alarm-kinds.ts';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { aPlan, aQuietGateway } from '../support/a-plan.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { type Follower, type Frame, follow, hello } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let instance: LiveInstance;
let guard: Officer;
let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
  instance = await startInstance(test);
  guard = await anOfficer(test, [{ role: 'guard' }]);
  office = await anOffice(test.deps, { plan: aPlan({ gateways: [aQuietGateway] }) });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

const url = (path: string) => `/api/v1/sites/${office.siteId}/${path}`;
const tell = (kind: string, door: string) => gateway.post(gateway.event(kind, { door }));
const take = (id: string, step: string, payload: object) =>
  test.ask(guard.token, { method: 'POST', url: url(`alarms/${id}/${step}`), payload });
const newest = async () => (await test.ask(guard.token, { url: url('alarms') })).body.items[0].id;
const alarmsIn = ({ frames }: Follower) =>
  frames.filter((frame): frame is Extract<Frame, { type: 'alarm' }> => frame.type === 'alarm');

describe('the steps of an alarm', () => {
  it('come on the stream in words, with who took them where the viewer may know, and are in the list of what was recorded', async () => {
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
    const own = await aMachine(test, 'own', [
      { role: 'zone-officer', siteId: office.siteId, scope: 'server' },
    ]);
    const open = (token: string) => hello(follow(instance.url, office.siteId, { token, kinds: 'card-read' }));
    const [wall, unnamed, elsewhere] = [await open(guard.token), await open(auditor), await open(own)];

    await tell('door-forced', 'hall-office');
    const id = await newest();
    await tell('door-forced', 'hall-office');
    await tell('door-closed', 'hall-office');
    test.clock.set(new Date(test.clock.now().getTime() + 600_000));
    await gateway.post(gateway.event('heartbeat'));
    await take(id, 'acknowledge', { note: '警備員を向かわせた' });
    const { body } = await take(id, 'resolve', { outcome: 'false', note: '点検だった' });
    for (const one of [wall, unnamed, elsewhere]) await one.reached(body.seq);

    const { instruction } = alarmKinds['door-forced'];
    const told = { alarm: id, kind: 'door-forced', title: '扉のこじ開け', door: 'hall-office' };
    const byGateway = { type: 'machine', id: 'gateway' };
    const bySomebody = { type: 'person', id: guard.id };
    expect(alarmsIn(wall)).toMatchObject([
      { ...told, what: 'raised', says: '発生', active: true, by: byGateway, instruction },
      { ...told, what: 'repeated', says: '再発', active: true, times: 2, by: byGateway, instruction },
      { ...told, what: 'over', says: '終息', active: false },
      { ...told, what: 'escalated', by: { type: 'system' }, times: 2, instruction },
      {
        ...told,
        what: 'acknowledged',
        says: '確認',
        by: bySomebody,
        names: { reason: '警備員を向かわせた' },
      },
      { ...told, what: 'resolved', outcome: 'false', by: bySomebody, names: { reason: '点検だった' } },
    ]);
    expect(alarmsIn(wall).at(-1)).toMatchObject({
      seq: body.seq,
      at: test.clock.now().toISOString(),
      names: { persons: { [guard.id]: { name: '審査太郎' } }, doors: { 'hall-office': 'hall-office' } },
    });
    const withoutNames = alarmsIn(unnamed);
    expect(withoutNames.map(({ what, by }) => [what, by])).toEqual(
      alarmsIn(wall).map(({ what, by }) => [what, by]),
    );
    for (const { names } of withoutNames) {
      expect(names.persons).toEqual({});
      expect(names).not.toHaveProperty('reason');
    }
    expect(alarmsIn(elsewhere)).toEqual([]);

    const listed = await test.ask(guard.token, { url: url('events?kind=alarm-resolved') });
    expect(listed.body.items).toMatchObject([
      { seq: body.seq, alarms: [{ ...told, what: 'resolved', says: '解決', outcome: 'false', times: 2 }] },
    ]);
    for (const one of [wall, unnamed, elsewhere]) one.socket.close();
  });

  it('name the alarm that was open then, also when they are read again after it was resolved', async () => {
    const first = follow(instance.url, office.siteId, { token: guard.token });
    await hello(first);
    await tell('door-held', 'office-server');
    const before = await newest();
    await tell('door-closed', 'office-server');
    await take(before, 'resolve', { outcome: 'real' });
    await tell('door-held', 'office-server');
    const after = await newest();
    await tell('door-held', 'office-server');
    const { body } = await take(after, 'acknowledge', {});
    await first.reached(body.seq);
    const told = alarmsIn(first).map(({ alarm, what }) => [alarm, what]);
    expect(told).toEqual([
      [before, 'raised'],
      [before, 'over'],
      [before, 'resolved'],
      [after, 'raised'],
      [after, 'repeated'],
      [after, 'acknowledged'],
    ]);
    const start = first.frames.find((frame) => frame.type === 'hello');
    const again = follow(instance.url, office.siteId, {
      token: guard.token,
      after: `${start?.epoch}:${start?.head}`,
    });
    await again.reached(body.seq);
    expect(alarmsIn(again).map(({ alarm, what }) => [alarm, what])).toEqual(told);
    first.socket.close();
    again.socket.close();
  });

  it('tell an end once: what was over before does not end again with the next at its door', async () => {
    const wall = await hello(follow(instance.url, office.siteId, { token: guard.token }));
    for (const kind of ['door-held', 'door-closed', 'door-forced', 'door-closed'])
      await tell(kind, 'street-hall');
    const ends = () => alarmsIn(wall).filter(({ what }) => what === 'over');
    await wall.until(() => ends().some(({ kind }) => kind === 'door-forced'));
    expect(ends().map(({ kind }) => kind)).toEqual(['door-held', 'door-forced']);
    wall.socket.close();
  });
});
