import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aMinistry, type Ministry, planOf } from '../../support/a-ministry.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aReception, frontDesk, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aPassage, append } from '../../support/a-site.ts';
import { aDestination, aReview } from '../../support/a-visit.ts';
import { gatewayToken, lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { startTestApp } from '../../support/test-app.ts';

/** The room lies behind a corridor of its own class. */
const [street, hall, office] = aPlan().zones;
const doors = [aDoor('street', 'hall'), aDoor('hall', 'office'), aDoor('office', 'room')];
const zones = [street, hall, office, aZone({ id: 'room', name: '会議室' })].flatMap((zone) => zone ?? []);
const readers = doors.flatMap(({ id }) => id.split('-').map((to) => aReader(id, to)));

let house: Reception;
let gateway: TestGateway;
let admin: Officer;
let organisation: string;
let number = 4700;

beforeAll(async () => {
  const test = await startTestApp();
  const ministry = await aMinistry(test);
  organisation = ministry.organisation;
  house = await aReception(
    planOf(organisation, { zones, doors, readers, boundaries: [], desks: [{ ...frontDesk, organisation }] }),
    test,
  );
  gateway = aGatewayOf(test, await gatewayToken(test.deps, house.site, 'gateway'));
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  for (const row of ['t1r20', 't1r21']) await confirmLeaving(ministry, row);
});
afterAll(() => house.test.close());

/** Determines that whoever leaves class 2 is confirmed. */
async function confirmLeaving({ officer, other }: Ministry, row: string): Promise<void> {
  const determination = { organisation, row, class: 2, value: 'required', words: '例', basis: '例' };
  const payload = { ...determination, from: house.test.clock.now().toISOString() };
  const url = '/api/v1/determinations';
  const { body } = await house.test.ask(officer.token, { method: 'POST', url, payload });
  const adopt = { method: 'POST', url: `${url}/${body.id}/adopt`, payload: {} } as const;
  expect((await house.test.ask(other.token, adopt)).status).toBe(200);
}

const passes = (rest = '') => `/api/v1/sites/${house.site}/passes${rest}`;

/** A visitor alone in the room, with a pass of the desk. */
async function aGuestInTheRoom() {
  number += 1;
  const card = { format: 'wiegand-26', facility: '1', number: String(number) };
  const numeral = `V-${number}`;
  const payload = { numeral, basis: 'visit', highestClass: 2, card };
  const made = await house.test.ask(admin.token, { method: 'POST', url: passes(), payload });
  const { visit, members } = await house.visit({
    organisationId: organisation,
    destinations: [
      aDestination(house.host.id, {
        zoneIds: ['room'],
        wayZoneIds: ['hall', 'office'],
        review: aReview(house.host.id),
      }),
    ],
  });
  const [member = ''] = members;
  const arrived = [given(member, { instead: undefined, pass: numeral })];
  const { body } = await house.step(visit, 'check-in', { day: visitDay, desk: 'front', members: arrived });
  expect(body.members[0]).toMatchObject({ done: true, lacks: [] });
  const inside = { type: 'presence', person: member, zone: 'room', certainty: 'confirmed' } as const;
  await append(house.test, house.site, [{ ...aPassage(), effects: [inside] }]);
  return { pass: String(made.body.id), card: card.number, member, visit };
}

const take = (pass: string, step: string) =>
  house.test.ask(house.reception.token, {
    method: 'POST',
    url: passes(`/${pass}/${step}`),
    payload: { reason: '閉館時に返却がない' },
  });

async function reads(card: string, reader: string) {
  const { results } = (await gateway.post(gateway.read(card, reader))).body;
  const { decision, effects } = await lastEntryOf(house.test.pool, house.site);
  const noted: string[] = decision.notes.map(({ code }: { readonly code: string }) => code);
  const alarms: string[] = effects.flatMap((one: { readonly type: string; readonly kind: string }) =>
    one.type === 'alarm' ? [one.kind] : [],
  );
  return { verdict: results[0].verdict, refused: codesOf(results[0]), noted, alarms };
}

describe('a visitor alone in a room, whose pass did not come back', () => {
  it.each(['miss', 'keep'])(
    'reaches the street by it after %s, and the guard is told; it lets nobody in',
    async (step) => {
      const { pass, card, member } = await aGuestInTheRoom();
      expect((await take(pass, step)).status).toBe(200);
      const corridor = await reads(card, 'office-room-to-office');
      expect([corridor.verdict, corridor.noted]).toEqual([
        'grant',
        expect.arrayContaining(['card-suspended']),
      ]);
      const again = await reads(card, 'office-room-to-room');
      expect([again.verdict, again.refused]).toEqual(['deny', expect.arrayContaining(['card-suspended'])]);
      const out = await reads(card, 'hall-office-to-hall');
      expect([out.verdict, out.noted]).toEqual(['grant', expect.arrayContaining(['card-suspended'])]);
      expect(out.alarms).toContain('unconfirmed-leaving');
      expect((await reads(card, 'street-hall-to-street')).verdict).toBe('grant');
      expect(await placeOf(house.test.pool, house.site, member)).toMatchObject({ pending: 'street-hall' });
      expect((await reads(card, 'hall-office-to-office')).verdict).toBe('deny');
    },
  );

  it('reaches it once the visit is over too, and nobody does with a pass that was found again', async () => {
    const { pass, card, member, visit } = await aGuestInTheRoom();
    await house.step(visit, 'check-out', {
      day: visitDay,
      members: [{ member }],
      origin: 'desk',
      hostSaidSo: true,
    });
    await take(pass, 'miss');
    const out = await reads(card, 'hall-office-to-hall');
    expect([out.verdict, out.noted]).toEqual([
      'grant',
      expect.arrayContaining(['card-suspended', 'visit-not-checked-in']),
    ]);
    expect((await take(pass, 'restore')).body).toEqual({ state: 'in-stock' });
    const found = await reads(card, 'hall-office-to-hall');
    expect([found.verdict, found.refused]).toEqual(['deny', ['card-unassigned']]);
  });

  it.each([
    ['at once', []],
    ['after it was missed', ['miss']],
  ])('is refused with a pass reported lost %s, and the guard is called', async (_, before) => {
    const { pass, card } = await aGuestInTheRoom();
    for (const step of [...before, 'report-lost']) expect((await take(pass, step)).status).toBe(200);
    const out = await reads(card, 'hall-office-to-hall');
    expect([out.verdict, out.refused]).toEqual(['deny', expect.arrayContaining(['card-lost'])]);
    expect(out.alarms).toContain('refused-leaving');
  });
});
