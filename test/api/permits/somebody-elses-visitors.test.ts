import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aTakeOut } from '../../support/a-take-out.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';

let house: PermitHouse;
/** Staff who host nobody. */
let stranger: Officer;
let member: string;
beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(new Date('2026-04-06T00:00:00.000Z'));
  stranger = await anOfficer(house.test, []);
  member = (await house.plan(house.host.token)).body.members[0].id;
});
afterAll(() => house.test.close());

const period = { from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T12:00:00+09:00' };
const inOffice = { zones: ['office'], ...period, purpose: '会議' };
const grade = { confidentiality: 2, integrity: 1, availability: 1 };
const item = { item: 'ノートPC', maker: '浜田電機', model: 'H-1', serial: 'S1', medium: 'built-in' };

/** What is sent to each route that names somebody concerned, and the field that does. */
const sent: Readonly<Record<string, (person: string) => { readonly at: string; readonly body: object }>> = {
  photography: (person) => ({
    at: '/persons/0',
    body: {
      ...inOffice,
      persons: [person],
      terms: { parts: ['image'], devices: ['camera'], responsible: stranger.id },
    },
  }),
  works: (person) => ({
    at: '/persons/0',
    body: { ...inOffice, persons: [person], terms: { form: 'once', attendants: [stranger.id] } },
  }),
  'delivery-permits': (person) => ({
    at: '/persons/0',
    body: { ...inOffice, persons: [person], terms: { carrier: '浜田運輸', things: ['parcel'] } },
  }),
  transfers: (person) => ({
    at: '/persons/0',
    body: {
      ...period,
      persons: [person],
      purpose: '提供',
      terms: {
        form: 'once',
        grade,
        information: '名簿',
        pieces: 1,
        sheets: 1,
        measures: '封緘',
        carrier: '浜田運輸',
        receiver: '例の法人',
      },
    },
  }),
  'take-outs': (person) => ({ at: '/persons/0', body: aTakeOut(person) }),
  'item-permits': (person) => ({
    at: '/persons/0',
    body: {
      ...inOffice,
      persons: [person],
      terms: { way: 'in', items: [newId()], form: 'once', leaving: 'freely', stays: false },
    },
  }),
  openings: (person) => ({
    at: '/persons/0',
    body: {
      kind: 'exception',
      rows: ['t2r15'],
      persons: [person],
      zones: ['office'],
      ...period,
      reason: '改修',
      terms: { alternatives: '片付ける', risk: '写る', handling: '確かめる' },
    },
  }),
  items: (person) => ({
    at: '/owner',
    body: { belongs: 'outside', owner: person, firm: '株式会社浜田', ...item, grade, quantity: 1 },
  }),
  'private-devices': (person) => ({
    at: '/holder',
    body: { holder: person, sort: 'phone' },
  }),
};

it.each(Object.keys(sent))('%s: a member whom another hosts is answered as nobody', async (path) => {
  const ask = async (person: string) => {
    const request = sent[path]?.(person);
    const { status, body } = await house.post(
      stranger.token,
      `/sites/${house.site}/${path}`,
      request?.body ?? {},
    );
    expect(body.errors, JSON.stringify(body)).toContainEqual({
      at: request?.at,
      message: expect.stringContaining('知られていない人です'),
    });
    const { instance, ...rest } = body;
    return { status, body: JSON.stringify(rest) };
  };
  const nobody = await ask(newId());
  expect(nobody.status).toBe(422);
  expect(await ask(member)).toEqual(nobody);
});
