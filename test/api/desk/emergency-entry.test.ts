import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { anOffice, entriesOf, lastEntryOf, type Office } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** Everybody is read at every door: an opening that nothing accounts for is noticed. */
const plan = aPlan({
  readers: [...aPlan().readers, aReader('street-hall', 'street'), aReader('hall-office', 'hall')],
  gateways: [aQuietGateway],
});
const night = new Date('2026-04-06T15:00:00.000Z');
let offices = 0;
beforeEach(async () => {
  test.clock.set(night);
  offices += 1;
  office = await anOffice(test.deps, { plan, firstNumber: 10_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
});

const get = async (path: string) =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/${path}` })).body;
const post = (path: string, payload: object) =>
  test.ask(guard, { method: 'POST', url: `/api/v1/sites/${office.siteId}/${path}`, payload });
const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const number = () => office.persons[0]?.number ?? '';
const lead = async () =>
  (await gateway.post(gateway.read(number(), 'office-server-to-server'))).body.results[0];
const draft = { service: 'ambulance', persons: 3, door: 'street-hall', zone: 'server', minutes: 20 };
const begin = async (over: object = {}) => post('emergency-entries', { ...draft, ...over });
const alarmKinds = async () =>
  (await get('alarms?active=true')).items.map(({ kind }: { kind: string }) => kind);

async function equalsItsReplay() {
  await expectAsReplayed(test.pool, office.siteId);
}

describe('an emergency entry', () => {
  it('is one act by which a crew of an ambulance comes into class 3, and is counted there', async () => {
    await post('lockdowns', { reason: '不審者' });
    const begun = await begin();
    expect(begun).toMatchObject({
      status: 201,
      body: {
        doors: ['street-hall', 'hall-office', 'office-server'],
        until: '2026-04-06T15:20:00.000Z',
        namesDue: '2026-04-07T15:00:00.000Z',
      },
    });
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      seq: begun.body.seq,
      kind: 'emergency-entry',
      subject: { door: 'street-hall', from: 'street', to: 'server' },
      details: { service: 'ambulance', persons: 3, minutes: 20 },
    });
    const roll = await get('roll-call');
    expect(roll.zones.find(({ zone }: { zone: string }) => zone === 'server')).toMatchObject({ services: 3 });
    expect(roll.groups).toMatchObject([{ id: begun.body.id, says: '救急', zone: 'server', persons: 3 }]);
    await equalsItsReplay();
  });

  it('expects its doors to open while it lasts, and lets staff lead it, past hours and lockdown', async () => {
    await post('lockdowns', { reason: '不審者' });
    expect((await lead()).verdict).toBe('deny');
    await begin();
    await gateway.post(gateway.event('door-opened', { door: 'street-hall' }));
    await gateway.post(gateway.event('door-held', { door: 'street-hall' }));
    await gateway.post(gateway.event('door-forced', { door: 'hall-office' }));
    expect(await lead()).toMatchObject({ verdict: 'grant' });
    const read = JSON.parse((await entriesOf(test.pool, office.siteId)).at(-1)?.text ?? '');
    const notes = read.decision.notes.map(({ code }: { code: string }) => code);
    expect(notes).toEqual(expect.arrayContaining(['emergency-entry', 'lockdown', 'outside-schedule']));
    expect(await alarmKinds()).toEqual([]);
    for (const door of ['street-hall', 'hall-office']) {
      await gateway.post(gateway.event('door-closed', { door }));
    }
    later(20);
    expect((await lead()).verdict).toBe('deny');
    await gateway.post(gateway.event('door-opened', { door: 'street-hall' }));
    expect(await alarmKinds()).toEqual(['tailgating-suspected']);
    await equalsItsReplay();
  });

  it('refuses whoever leads it with a card that was stopped', async () => {
    await begin();
    const officer = await aMachine(test, 'stopper', [{ role: 'guard' }]);
    const stopped = await test.ask(officer, {
      method: 'POST',
      url: `/api/v1/cards/${office.persons[0]?.cardId}/suspend`,
      payload: { reason: '確認のため' },
    });
    expect(stopped.status).toBe(200);
    expect((await lead()).verdict).toBe('deny');
  });

  it('ends with the last of its crew, and the patient leaves with it', async () => {
    const { id } = (await begin()).body;
    const patient = office.persons[1]?.id;
    expect((await post(`emergency-entries/${id}/change`, { remaining: 4 })).status).toBe(422);
    expect((await post(`emergency-entries/${id}/change`, { remaining: 1, minutes: 60 })).status).toBe(200);
    const [left] = (await get('emergency-entries')).items;
    expect(left).toMatchObject({ persons: 1, until: '2026-04-06T16:00:00.000Z' });
    const over = await post(`emergency-entries/${id}/change`, { remaining: 0, leaving: [patient] });
    expect(over.status).toBe(200);
    expect((await get('presence?zone=street')).items).toMatchObject([
      { person: patient, certainty: 'assumed' },
    ]);
    expect((await post(`emergency-entries/${id}/change`, { remaining: 0 })).status).toBe(409);
    expect((await lead()).verdict).toBe('deny');
    expect((await get('emergency-entries')).items).toMatchObject([{ zone: null, persons: 0, until: null }]);
    await equalsItsReplay();
  });

  it('has a day for its names; what is missing then is an alarm, which ends when they are written down', async () => {
    const { id } = (await begin()).body;
    later(24 * 60);
    await gateway.post(gateway.event('heartbeat'));
    expect(await alarmKinds()).toEqual(['crew-names-missing']);
    const members = [{ name: '救急太郎', affiliation: '麹町消防署' }];
    const few = await post(`emergency-entries/${id}/names`, { members });
    expect([few.status, few.body.errors[0].at]).toEqual([422, '/members']);
    expect(few.body.errors[0].message).toContain('3人');
    expect(await alarmKinds()).toEqual(['crew-names-missing']);
    const unknown = { persons: 2, reason: '名乗らずに立ち去った' };
    expect((await post(`emergency-entries/${id}/names`, { members, unknown })).status).toBe(200);
    expect((await lastEntryOf(test.pool, office.siteId)).details).toMatchObject({ named: 1, unknown: 2 });
    expect(await alarmKinds()).toEqual([]);
    expect((await post(`emergency-entries/${id}/names`, { members })).status).toBe(409);
    const { text } = (await entriesOf(test.pool, office.siteId)).at(-1) ?? { text: '' };
    expect(text).not.toContain('救急太郎');
    await equalsItsReplay();
  });

  it('refuses a place that is none, and a way there is not', async () => {
    expect((await begin({ zone: 'cellar' })).body.errors).toMatchObject([{ at: '/zone' }]);
    expect((await begin({ door: 'window' })).body.errors).toMatchObject([{ at: '/door' }]);
    expect((await begin({ service: 'pizza' })).status).toBe(400);
    const unknown = `emergency-entries/${newId<'group'>()}`;
    expect((await post(`${unknown}/change`, { remaining: 0 })).status).toBe(404);
    const members = [{ name: '消防次郎', affiliation: '消防署' }];
    expect((await post(`${unknown}/names`, { members })).status).toBe(404);
  });
});
