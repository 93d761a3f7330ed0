import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOfficer } from '../../support/an-officer.ts';
import {
  aCard,
  aContractor,
  contractorOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

let house: PeopleHouse;

beforeAll(async () => {
  house = await startPeopleHouse();
});
afterAll(() => house.test.close());

const reason = { reason: '契約満了' };

describe('the end of a contract', () => {
  it('stops every card of its persons at once and lists what to return', async () => {
    const { contract, person } = await aContractor(house, '髙橋 警備');
    const second = await contractorOf(house, contract, '清掃 花子');
    const cards = [
      await aCard(house, person, '1101'),
      await aCard(house, person, '1102'),
      await aCard(house, second, '1103'),
    ];
    await house.post(house.admin.token, `/cards/${cards[1]}/report-lost`, { reason: '紛失' });
    const { body, status } = await house.post(house.admin.token, `/contracts/${contract}/end`, reason);
    expect(status).toBe(200);
    expect(body.stopped).toBe(2);
    expect(body.toReturn).toEqual([
      expect.objectContaining({
        card: cards[0],
        number: '••01',
        state: 'suspended',
        holder: { id: person, name: '髙橋 警備' },
      }),
      expect.objectContaining({ card: cards[1], state: 'lost' }),
      expect.objectContaining({ card: cards[2], holder: { id: second, name: '清掃 花子' } }),
    ]);
    await house.post(house.admin.token, `/cards/${cards[0]}/return`, { reason: '返却' });
    const later = await house.get(house.admin.token, `/contracts/${contract}`);
    expect(later.body.toReturn).toHaveLength(2);
  });

  it('is final: no card wakes up, nobody joins, no period changes', async () => {
    const { contract, person } = await aContractor(house);
    const card = await aCard(house, person, '1201');
    const { post, admin, patch } = house;
    await post(admin.token, `/contracts/${contract}/end`, reason);
    expect((await post(admin.token, `/cards/${card}/resume`, reason)).status).toBe(409);
    expect((await post(admin.token, '/cards', { format: 'uid', number: '0909', person })).status).toBe(409);
    const late = { kind: 'card-lent', name: '後から', affiliation: '社', contractId: contract };
    expect((await post(admin.token, '/persons', late)).status).toBe(422);
    expect((await post(admin.token, `/contracts/${contract}/end`, reason)).status).toBe(409);
    const longer = { validUntil: '2028-01-01T00:00:00+09:00' };
    expect((await patch(admin.token, `/contracts/${contract}`, longer)).status).toBe(409);
  });

  it('counts for a person who joins at the same moment, or the person does not join', async () => {
    const { contract } = await aContractor(house);
    const joiner = { kind: 'card-lent', name: '同時', affiliation: '社', contractId: contract };
    const { post, admin } = house;
    const [joined, ended] = await Promise.all([
      post(admin.token, '/persons', joiner),
      post(admin.token, `/contracts/${contract}/end`, reason),
    ]);
    expect(ended.status).toBe(200);
    expect([201, 422]).toContain(joined.status);
  });
});

describe('a card lent under a contract', () => {
  it('is lent for no longer than the contract runs', async () => {
    const { post, make, admin } = house;
    const { person } = await aContractor(house);
    const late = '2027-04-01T00:00:00.001+09:00';
    const end = '2027-04-01T00:00:00+09:00';
    const stock = await make('/cards', { format: 'uid', number: '0A01' });
    const given = [
      (expiresAt: string) =>
        post(admin.token, '/cards', { format: 'uid', number: '0A02', person, expiresAt }),
      (expiresAt: string) => post(admin.token, `/cards/${stock}/assign`, { person, expiresAt }),
    ];
    for (const give of given) {
      const refused = await give(late);
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ at: '/expiresAt' }] } });
      expect([200, 201]).toContain((await give(end)).status);
    }
  });
});

describe('the renewal of a card lent under a contract', () => {
  it('leaves both valid until the old one is given back', async () => {
    const { person } = await aContractor(house);
    const [old, next] = [await aCard(house, person, '61001'), await aCard(house, person, '61002')];
    const states = async () =>
      (await house.get(house.admin.token, `/cards?person=${person}`)).body.items.map(
        ({ id, state }: { readonly id: string; readonly state: string }) => [id, state],
      );
    expect(new Map(await states())).toEqual(
      new Map([
        [old, 'active'],
        [next, 'active'],
      ]),
    );
    expect((await house.post(house.admin.token, `/cards/${old}/return`, reason)).status).toBe(200);
    expect(new Map(await states()).get(next)).toBe('active');
  });
});

describe('keeping contracts', () => {
  it('lets a section officer keep those of the own unit alone', async () => {
    const { test, post, section, otherSection } = house;
    const keeper = await anOfficer(test, [{ role: 'section-officer', scope: section }]);
    const body = {
      company: '清掃株式会社',
      purpose: '清掃',
      validFrom: '2026-04-01T00:00:00+09:00',
      validUntil: '2027-04-01T00:00:00+09:00',
    };
    const own = await post(keeper.token, '/contracts', { ...body, organisationId: section });
    expect(own.status).toBe(201);
    const other = await post(keeper.token, '/contracts', { ...body, organisationId: otherSection });
    expect(other.status).toBe(403);
    const foreign = await house.make('/contracts', { ...body, organisationId: otherSection });
    expect((await post(keeper.token, `/contracts/${foreign}/end`, reason)).status).toBe(403);
    expect((await post(keeper.token, `/contracts/${own.body.id}/end`, reason)).status).toBe(200);
  });

  it('changes a period with If-Match, and refuses one that ends before it begins or in the past', async () => {
    const { contract } = await aContractor(house);
    const { patch, admin, test } = house;
    const url = `/contracts/${contract}`;
    const change = (payload: object) => patch(admin.token, url, payload);
    expect((await change({ validUntil: '2026-03-01T00:00:00+09:00' })).status).toBe(422);
    expect((await change({ validUntil: '2026-09-01T00:00:00+09:00' })).body.validUntil).toBe(
      '2026-08-31T15:00:00.000Z',
    );
    const blind = {
      method: 'PATCH' as const,
      url: `/api/v1${url}`,
      payload: { validUntil: '2027-01-01T00:00:00Z' },
    };
    expect((await test.ask(admin.token, blind)).status).toBe(428);
  });

  it.each([
    ['an unknown field', { company: 'x', fee: 1 }, 400],
    ['an unknown unit', { organisationId: '00000000-0000-7000-8000-0000000000ff' }, 422],
    ['a date that is none', { validUntil: '2026-13-01' }, 400],
  ])('refuses %s', async (_, over, status) => {
    const body = {
      company: 'x',
      purpose: 'x',
      organisationId: house.section,
      validFrom: '2026-04-01T00:00:00Z',
      validUntil: '2027-04-01T00:00:00Z',
      ...over,
    };
    expect((await house.post(house.admin.token, '/contracts', body)).status).toBe(status);
  });

  it('lists the running ones of a unit', async () => {
    const { get, admin, section } = house;
    const { body } = await get(admin.token, `/contracts?organisation=${section}&state=running`);
    expect(body.items.every((item: { endReason: null }) => item.endReason === null)).toBe(true);
  });
});
