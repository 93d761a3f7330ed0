import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOfficer } from '../../support/an-officer.ts';
import {
  aCard,
  aColleague,
  anApplication,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';
import { aToken, type TestAnswer } from '../../support/test-app.ts';

let house: PeopleHouse;
beforeAll(async () => {
  house = await startPeopleHouse();
});
afterAll(() => house.test.close());

const reason = { reason: '届出' };

/** The statuses of the same request sent so many times at once. */
async function atOnce(count: number, send: (index: number) => Promise<TestAnswer>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => send(index)));
  return answers.map(({ status }) => status).sort();
}

const anAdmin = () => anOfficer(house.test, [{ role: 'rights-admin' }, { role: 'general-officer' }]);

describe('acts on the same row wait for one another', () => {
  it('where one member of staff applies for the own permission six times at once', async () => {
    const { post, host, site } = house;
    const apply = () => post(host.token, `/sites/${site}/permissions`, anApplication(host.id));
    expect(await atOnce(6, apply)).toEqual([201, 201, 201, 201, 201, 201]);
  });

  it('where an officer registers the own cards at once: each is refused, none fails', async () => {
    const admin = await anAdmin();
    const card = (index: number) =>
      house.post(admin.token, '/cards', {
        format: 'wiegand-26',
        facility: '9',
        number: String(30_000 + index),
        person: admin.id,
      });
    expect(await atOnce(6, card)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  it('where two officers give one another cards at once', async () => {
    const both = [await anAdmin(), await anAdmin()];
    const card = (index: number) =>
      house.post(both[index % 2]?.token ?? '', '/cards', {
        format: 'wiegand-26',
        facility: '9',
        number: String(31_000 + index),
        person: both[(index + 1) % 2]?.id,
      });
    expect(await atOnce(6, card)).toEqual([201, 201, 201, 201, 201, 201]);
  });

  it('where somebody changes the own name at once: one is first, the others read again', async () => {
    const admin = await anAdmin();
    const { headers } = await house.get(admin.token, `/persons/${admin.id}`);
    const rename = (index: number) =>
      house.test.ask(admin.token, {
        method: 'PATCH',
        url: `/api/v1/persons/${admin.id}`,
        payload: { name: `職員 ${index}`, organisationId: house.section },
        headers: { 'if-match': String(headers.etag) },
      });
    expect(await atOnce(6, rename)).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('where somebody stops the own person, token or role at once: it is done once', async () => {
    const suspended = await anAdmin();
    const suspend = () => house.post(suspended.token, `/persons/${suspended.id}/suspend`, reason);
    expect(await atOnce(6, suspend)).toEqual([200, 401, 401, 401, 401, 401]);

    const keeper = await anOfficer(house.test, [{ role: 'system-admin' }]);
    const token = await aToken(house.test, { type: 'person', id: keeper.id });
    const [, tokenId = ''] = /^sk_([0-9a-f]{16})_/.exec(token) ?? [];
    const revoke = () => house.post(token, `/tokens/${tokenId}/revoke`, reason);
    expect(await atOnce(6, revoke)).toEqual([200, 401, 401, 401, 401, 401]);

    const leaver = await anAdmin();
    const held = await house.get(leaver.token, `/role-assignments?holder=${leaver.id}`);
    const role = held.body.items.find(({ role }: { role: string }) => role === 'rights-admin').id;
    const end = () => house.post(leaver.token, `/role-assignments/${role}/end`, reason);
    expect(await atOnce(6, end)).toEqual([200, 403, 403, 403, 403, 403]);
  });

  it('where a card of somebody is reported while they act themselves', async () => {
    const { post, host, site, admin } = house;
    const card = await aCard(house, await aColleague(house), '32000');
    const turns = [
      () => post(host.token, `/sites/${site}/permissions`, anApplication(host.id)),
      () => post(admin.token, `/cards/${card}/assign`, { person: host.id }),
    ];
    const [applied, assigned] = await Promise.all(turns.map((turn) => turn()));
    expect(applied?.status).toBe(201);
    expect(assigned?.status).toBeLessThan(500);
  });
});
