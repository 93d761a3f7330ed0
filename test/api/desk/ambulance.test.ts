import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan, aQuietGateway, aReader, aZone } from '../../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { type Follower, follow, hello } from '../../support/follower.ts';
import { type LiveInstance, startInstance } from '../../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

/** With an annex that is on nobody’s way. */
const plan = aPlan({
  zones: [...aPlan().zones, aZone({ id: 'annex', name: '別館' })],
  readers: [...aPlan().readers, aReader('street-hall', 'street'), aReader('hall-office', 'hall')],
  gateways: [aQuietGateway],
});

let test: TestApp;
let instance: LiveInstance;
let office: Office;
let gateway: TestGateway;
let guard: string;

beforeAll(async () => {
  test = await startTestApp();
  instance = await startInstance(test);
  office = await anOffice(test.deps, { plan });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

const at = (time: string, on = '2026-04-06') => test.clock.set(new Date(`${on}T${time}:00+09:00`));
const get = async (path: string, token = guard) =>
  (await test.ask(token, { url: `/api/v1/sites/${office.siteId}/${path}` })).body;
const post = async (path: string, payload: object) => {
  const { status, body } = await test.ask(guard, {
    method: 'POST',
    url: `/api/v1/sites/${office.siteId}/emergency-entries${path}`,
    payload,
  });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};
/** Streams do not outlive that the clock is set: consoles go on from where they were. */
const followed = (officers: readonly Officer[], cursors: readonly string[] = []) =>
  Promise.all(
    officers.map(({ token }, nth) => {
      const after = cursors[nth];
      return hello(follow(instance.url, office.siteId, { token, ...(after === undefined ? {} : { after }) }));
    }),
  );
const emergencyKinds = (follower: Follower) =>
  follower
    .items()
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('emergency-entry'));
const alarmKinds = async () =>
  (await get('alarms?active=true')).items.map(({ kind }: { kind: string }) => kind);
const counted = async (zone: string) =>
  (await get('roll-call')).zones.find((one: { zone: string }) => one.zone === zone);

describe('an ambulance to class 3', () => {
  it('is let in by one act that the officers of every zone on its way are told of, is counted, is named later, and leaves with the patient', async () => {
    at('14:00');
    const [patient, companion] = office.persons;
    const ids = [patient?.id, companion?.id];
    for (const { number } of [patient, companion].flatMap((one) => one ?? [])) {
      for (const reader of ['street-hall-to-hall', 'hall-office-to-office', 'office-server-to-server']) {
        const granted = await gateway.post(gateway.read(number, reader));
        expect(granted.body.results, reader).toMatchObject([{ verdict: 'grant' }]);
        const door = reader.replace(/-to-.*/, '');
        await gateway.post(gateway.event('door-opened', { door }), gateway.event('door-closed', { door }));
      }
    }
    const officerOf = (scope: string) =>
      anOfficer(test, [{ role: 'zone-officer', siteId: office.siteId, scope }]);
    const zones = ['hall', 'office', 'server', 'annex'];
    const officers = await Promise.all(zones.map(officerOf));

    at('14:05');
    const streams = await followed(officers);
    const draft = { service: 'ambulance', persons: 3, door: 'street-hall', zone: 'server', minutes: 30 };
    const begun = await post('', { ...draft, words: 'サーバ室で急病人' });
    expect(begun.doors).toEqual(['street-hall', 'hall-office', 'office-server']);
    await Promise.all(streams.map((one) => one.reached(begun.seq)));
    const begins = ['emergency-entry'];
    expect(streams.map(emergencyKinds)).toEqual([begins, begins, begins, []]);
    const cursors = streams.map((one) => one.cursor());
    for (const { socket } of streams) socket.close();
    const lists = await Promise.all(officers.map(({ token }) => get('events?kind=emergency-entry', token)));
    expect(lists.map(({ items }) => items.length)).toEqual([1, 1, 1, 0]);
    expect(lists[1]?.items[0]).toMatchObject({
      subject: { door: 'street-hall', from: 'street', through: ['hall', 'office'], to: 'server' },
      names: { zones: { hall: '玄関ホール', office: '執務室' }, reason: 'サーバ室で急病人' },
    });
    // The name of a hidden room is told to its own officer alone.
    expect(lists[1]?.items[0].names.zones).not.toHaveProperty('server');
    expect(lists[2]?.items[0].names.zones).toHaveProperty('server');
    expect(await counted('server')).toMatchObject({ services: 3 });

    // Opened by key, kept open for the stretcher: nobody is called for what was announced.
    await gateway.post(
      ...begun.doors.map((door: string) => gateway.event('door-opened', { door })),
      ...begun.doors.map((door: string) => gateway.event('door-held', { door })),
    );
    at('14:20');
    const left = await post(`/${begun.id}/change`, { remaining: 0, leaving: ids });
    await gateway.post(...begun.doors.map((door: string) => gateway.event('door-closed', { door })));
    expect(await alarmKinds()).toEqual([]);
    const again = await followed(officers, cursors);
    await Promise.all(again.map((one) => one.reached(left.seq)));
    const changes = ['emergency-entry-changed'];
    expect(again.map(emergencyKinds)).toEqual([changes, changes, changes, []]);
    for (const { socket } of again) socket.close();
    expect((await get('presence?zone=street')).items).toMatchObject(
      ids.toSorted().map((person) => ({ person, certainty: 'assumed' })),
    );
    expect((await counted('server'))?.services ?? 0).toBe(0);

    at('16:00');
    const members = ['一郎', '二郎', '三郎'].map((name) => ({
      name: `救急 ${name}`,
      affiliation: '麹町消防署',
    }));
    await post(`/${begun.id}/names`, { members });
    at('14:05', '2026-04-07');
    await gateway.post(gateway.event('heartbeat'));
    expect(await alarmKinds()).toEqual([]);
    expect((await get('emergency-entries')).items).toEqual([]);
    const texts = (await entriesOf(test.pool, office.siteId)).map(({ text }) => text).join('');
    expect(texts).not.toMatch(/救急 |急病人/);
  });
});
