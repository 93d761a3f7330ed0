import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmView } from '../../../src/alarms/alarm-view.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan, aQuietGateway } from '../../support/a-plan.ts';
import { anOffice, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: Officer;
let auditor: string;
let own: string;
/** By kind and door. */
let ids: Readonly<Record<'forced' | 'held' | 'tamper' | 'power', string>>;
let raisedAt: Date;

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, {
    plan: aPlan({
      gateways: [aQuietGateway],
      alarms: [{ id: 'power-lost', acknowledgeWithinMinutes: null }],
    }),
  });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await anOfficer(test, [{ role: 'guard' }]);
  auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
  own = await aMachine(test, 'own', [{ role: 'zone-officer', siteId: office.siteId, scope: 'server' }]);
  raisedAt = test.clock.now();
  await gateway.post(
    gateway.event('door-forced', { door: 'hall-office' }),
    gateway.event('door-held', { door: 'office-server' }),
    gateway.event('tamper'),
    gateway.event('power-lost'),
  );
  const [power, tamper, held, forced] = (await list()).items.map(({ id }) => id);
  ids = { forced: forced ?? '', held: held ?? '', tamper: tamper ?? '', power: power ?? '' };
  later(5);
  await take(ids.forced, 'acknowledge', { note: '警備員を向かわせた' });
  await take(ids.tamper, 'acknowledge');
  await gateway.post(gateway.event('tamper-restored'));
  await take(ids.tamper, 'resolve', { outcome: 'false' });
  later(60);
  await gateway.post(gateway.event('heartbeat'));
});
afterAll(() => test.close());

const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const url = (path = '') => `/api/v1/sites/${office.siteId}/alarms${path}`;
async function list(
  query = '',
  token = guard.token,
): Promise<{ readonly items: readonly AlarmView[]; readonly next: string | null }> {
  const { status, body } = await test.ask(token, { url: url(query) });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}
const take = (id: string, step: string, payload: object = {}) =>
  test.ask(guard.token, { method: 'POST', url: url(`/${id}/${step}`), payload });
const one = async (id: string, token = guard.token) => (await test.ask(token, { url: url(`/${id}`) })).body;
const at = (minutes: number) => new Date(raisedAt.getTime() + minutes * 60_000).toISOString();

describe('the list of alarms', () => {
  it('shows who acknowledged and resolved each, when, and by when somebody has to', async () => {
    const doneBy = { by: { type: 'person', id: guard.id }, name: '審査太郎', at: at(5) };
    const service = { by: { type: 'system', id: 'sekisho' }, name: null };
    const [power, tamper, held, forced] = (await list()).items;
    expect(forced).toMatchObject({
      title: '扉のこじ開け',
      state: 'acknowledged',
      acknowledged: doneBy,
      resolved: null,
      escalated: null,
      acknowledgeBy: null,
    });
    expect(held).toMatchObject({
      state: 'raised',
      acknowledged: null,
      escalated: { ...service, at: at(60) },
    });
    expect(tamper).toMatchObject({ acknowledged: doneBy, resolved: doneBy, outcome: 'false' });
    expect(power).toMatchObject({ state: 'raised', escalated: null, acknowledgeBy: null });
    await gateway.post(gateway.event('door-held', { door: 'hall-office' }));
    expect((await list('?limit=1')).items).toMatchObject([
      { state: 'raised', acknowledgeBy: at(65 + 60), raisedAt: at(65) },
    ]);
  });

  it('names whoever acted only for a viewer who may see names there', async () => {
    const shown = (await list('', auditor)).items.find(({ id }) => id === ids.forced);
    expect(shown?.acknowledged).toMatchObject({ by: { type: 'person', id: guard.id }, name: null });
    expect((await list('', own)).items.map(({ id }) => id)).toEqual([ids.held]);
  });

  it('and the single answer say the same, this one with what became of it', async () => {
    const { items } = await list(`?kind=tamper`);
    const { history, ...alarm } = await one(ids.tamper);
    expect(alarm).toEqual(items[0]);
    expect(history).toMatchObject([
      { what: 'raised', says: '発生', by: { type: 'machine', id: 'gateway' }, name: null },
      { what: 'acknowledged', says: '確認', name: '審査太郎', at: at(5) },
      { what: 'over', says: '終息' },
      { what: 'resolved', says: '解決', name: '審査太郎' },
    ]);
    expect((await one(ids.tamper, auditor)).history[1]).toMatchObject({ name: null, note: null });
    expect((await one(ids.forced)).history[1]).toMatchObject({ note: '警備員を向かわせた' });
  });

  it.each([
    ['open=true', ['power', 'held', 'forced']],
    ['open=false', ['tamper']],
    ['state=acknowledged', ['forced']],
    ['state=raised', ['power', 'held']],
    ['escalated=true', ['held']],
    ['escalated=false&open=true', ['power', 'forced']],
    ['active=false', ['tamper']],
    ['kind=door-held', ['held']],
    ['door=office-server', ['held']],
    ['gateway=gateway', ['power', 'tamper']],
    ['gateway=gateway&kind=power-lost&state=raised', ['power']],
    ['door=office-server&kind=tamper', []],
  ] as const)('is narrowed by %s', async (query, names) => {
    const known = Object.values(ids);
    const found = (await list(`?${query}`)).items.map(({ id }) => id).filter((id) => known.includes(id));
    expect(found).toEqual(names.map((name) => ids[name]));
  });

  it('goes on behind the last of a page, with the same filter', async () => {
    const all = (await list('?open=true')).items.map(({ id }) => id);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await list(`?open=true&limit=1${next === '' ? '' : `&after=${next}`}`);
      expect(page.items.length).toBeLessThanOrEqual(1);
      paged.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(paged).toEqual(all);
  });

  it('is not empty for a word that no alarm can have: that is refused', async () => {
    const refusal = async (query: string, token = guard.token) => {
      const { status, body } = await test.ask(token, { url: url(`?${query}`) });
      return [status, body.errors?.map((error: { at: string }) => error.at)];
    };
    expect(await refusal('kind=constructor')).toEqual([422, ['/query/kind']]);
    expect(await refusal('door=nowhere&gateway=none')).toEqual([422, ['/query/door', '/query/gateway']]);
    expect(await refusal('door=street-hall', own)).toEqual([422, ['/query/door']]);
    expect((await refusal('state=open'))[0]).toBe(400);
  });
});
