import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { aPlan } from '../../support/a-plan.ts';
import { aSystem } from '../../support/a-system.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOfficerOf } from '../../support/people-house.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let general: Officer;
let ofOffice: Officer;
let ofServer: Officer;

beforeAll(async () => {
  const { zones } = aPlan();
  const holdsNothing = { holdsProtectedSystems: false, holdsStableSystems: false };
  const unheld = zones.map((zone) => (zone.id === 'hall' ? { ...zone, ...holdsNothing } : zone));
  house = await startVisitHouse({}, aPlan({ zones: unheld }));
  general = await anOfficer(house.test, [{ role: 'general-officer' }]);
  ofOffice = await anOfficerOf(house, 'office');
  ofServer = await anOfficerOf(house, 'server');
});
afterAll(() => house.test.close());

/** What a row asks in a zone, and where it comes from. */
async function ofRow(row: RowId, zone: string) {
  const { body } = await house.get(general.token, `/sites/${house.site}/zones/${zone}/requirements`);
  const { value, inScope, chain } = body.items.find((item: { row: string }) => item.row === row);
  return { value, inScope, register: chain.find(({ layer }: { layer: string }) => layer === 'register') };
}

/** What is asked for servers. */
const ofRow39 = (zone: string) => ofRow('t1r39', zone);

const register = (by: Officer, over: object) =>
  house.post(by.token, '/information-systems', { ...aSystem(house.section, house.host.id), ...over });
const survey = (by: Officer, zone: string, on = '2026-04-01') =>
  house.post(by.token, `/sites/${house.site}/zones/${zone}/systems-survey`, { on, how: '見て回った' });

describe('the register of information systems', () => {
  it('binds a zone that the plan releases, is named in the chain, and lets it go when the system ends', async () => {
    expect(await ofRow39('hall')).toMatchObject({ value: 'not-applicable', inScope: false });
    const places = [{ site: house.site, zone: 'hall' }];
    const made = await register(general, { name: '会計システム', databaseNumber: 'A001', places });
    expect(made.status).toBe(201);
    const words = '情報システム「会計システム」がこの区域にある';
    expect(await ofRow39('hall')).toEqual({
      value: 'required',
      inScope: true,
      register: { layer: 'register', value: 'required', source: made.body.id, words },
    });
    const told = await lastEntryOf(house.test.pool, house.site);
    expect(told.kind).toBe('system-registered');
    const ended = await house.post(general.token, `/information-systems/${made.body.id}/end`, {
      reason: '更改',
    });
    expect(ended.status).toBe(200);
    expect((await ofRow39('hall')).inScope).toBe(false);
    const again = await house.post(general.token, `/information-systems/${made.body.id}/end`, {
      reason: '更改',
    });
    expect(again.status).toBe(404);
  });

  it('binds 9a and 9b by 可用性2 alone, and is named in their chains', async () => {
    const places = [{ site: house.site, zone: 'hall' }];
    const grades = { confidentiality: 1, integrity: 1, availability: 1 };
    const made = await register(general, { name: '放送システム', places, ...grades });
    const asked = async () => [await ofRow('9a', 'hall'), await ofRow('9b', 'hall'), await ofRow39('hall')];
    expect((await asked()).map(({ inScope }) => inScope)).toEqual([false, false, false]);
    const url = `/information-systems/${made.body.id}`;
    expect((await house.patch(general.token, url, { integrity: 2 })).status).toBe(200);
    expect((await asked()).map(({ inScope }) => inScope)).toEqual([false, false, true]);
    expect((await house.patch(general.token, url, { integrity: 1, availability: 2 })).status).toBe(200);
    const words = '情報システム「放送システム」がこの区域にある';
    const link = { layer: 'register', value: 'required', source: made.body.id, words };
    for (const row of await asked())
      expect(row).toEqual({ value: 'required', inScope: true, register: link });
    const ended = await house.post(general.token, `${url}/end`, { reason: '廃止' });
    expect(ended.status).toBe(200);
    expect((await asked()).map(({ inScope }) => inScope)).toEqual([false, false, false]);
  });

  it('is changed by whoever read its last version, and by its own officer', async () => {
    const officer = await anOfficer(house.test, [{ role: 'system-officer' }]);
    const other = await anOfficer(house.test, [{ role: 'system-officer' }]);
    expect((await register(other, { officerId: officer.id })).status).toBe(403);
    const made = await register(officer, { officerId: officer.id, name: '人事システム' });
    const url = `/information-systems/${made.body.id}`;
    const change = { places: [{ site: house.site, zone: 'server' }] };
    expect((await house.patch(other.token, url, change)).status).toBe(403);
    const stale = await house.test.ask(officer.token, {
      method: 'PATCH',
      url: `/api/v1${url}`,
      payload: change,
      headers: { 'if-match': '"1"' },
    });
    expect(stale.status).toBe(412);
    expect((await house.patch(officer.token, url, change)).status).toBe(200);
    // The server room is hidden: who answers for another zone reads the system without it.
    expect((await house.get(general.token, url)).body.places).toEqual(change.places);
    const listed = await house.get(general.token, `/information-systems?site=${house.site}&zone=server`);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([made.body.id]);
  });

  it('refuses what is not there and a number that another system bears, each at its field', async () => {
    await register(general, { databaseNumber: 'B001' });
    const refused = await register(general, {
      databaseNumber: 'B001',
      organisationId: house.site,
      officerId: house.site,
      places: [
        { site: house.site, zone: 'office' },
        { site: house.site, zone: 'moon' },
      ],
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/organisationId',
      '/officerId',
      '/databaseNumber',
      '/places/1',
    ]);
  });
});

describe('what may be added in a zone', () => {
  const ask = async (zone: string, question: string) => {
    const { status, body } = await house.get(general.token, `/sites/${house.site}/zones/${zone}/${question}`);
    return { status, track: body.track, conditions: body.conditions, lines: body.lines };
  };

  it('is answered with its row, its conditions and the chain', async () => {
    expect(await ask('server', 'installing?installed=network-device')).toMatchObject({
      track: 'free',
      conditions: [],
      lines: [{ zone: 'server', row: 't2r25', value: 'allowed', chain: [{ layer: 'regulation' }] }],
    });
    expect((await ask('street', 'installing?installed=network-device')).track).toBe('exception');
    expect(await ask('street', 'installing?installed=terminal&approvedMobile=true')).toMatchObject({
      track: 'free',
      conditions: [{ code: 'mobile-approved' }],
    });
    expect((await ask('moon', 'installing?installed=server')).status).toBe(404);
  });

  it('is answered for both zones of a link', async () => {
    expect(await ask('street', 'linking?other=office')).toMatchObject({
      track: 'permission',
      conditions: [{ code: 'risk-review' }],
      lines: [{ zone: 'street' }, { zone: 'office' }],
    });
    expect((await ask('office', 'linking?other=moon')).status).toBe(404);
  });
});

describe('a survey of the systems of a zone', () => {
  it('releases a zone of class 2 in which no system handles 要保護情報, and the chain says when', async () => {
    expect((await ofRow39('office')).inScope).toBe(true);
    expect((await survey(ofOffice, 'office')).status).toBe(200);
    expect(await ofRow39('office')).toMatchObject({
      value: 'not-applicable',
      register: { source: 'office', words: expect.stringContaining('2026-04-01') },
    });
    const read = await house.get(ofOffice.token, `/sites/${house.site}/zones/office/systems-survey`);
    expect(read.body.survey).toEqual({ on: '2026-04-01', how: '見て回った', by: ofOffice.id });
  });

  it('releases no zone of class 3, and is the act of its own officer on a day that has come', async () => {
    expect((await survey(ofServer, 'server')).status).toBe(200);
    expect((await ofRow39('server')).inScope).toBe(true);
    expect((await survey(ofServer, 'office')).status).toBe(403);
    expect((await survey(ofOffice, 'office', '2027-01-01')).body.errors[0].at).toBe('/on');
  });
});
