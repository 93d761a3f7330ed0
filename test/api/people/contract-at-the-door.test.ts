import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf } from '../../support/a-gateway.ts';
import { gatewayToken } from '../../support/an-office.ts';
import type { Officer } from '../../support/an-officer.ts';
import {
  aCard,
  aContractor,
  anApprovedPermission,
  anOfficerOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

let house: PeopleHouse;
let officer: Officer;

// A log that no other test has gone ahead in: doors go by its time where that is later.
beforeAll(async () => {
  house = await startPeopleHouse();
  officer = await anOfficerOf(house, 'office');
});
afterAll(() => house.test.close());

describe('a contract', () => {
  it('that is put off lets nobody in before, whatever the permission says', async () => {
    const { contract, person } = await aContractor(house, '警備 三郎');
    await aCard(house, person, '24001');
    const identity = { by: officer.id, how: '身分証', at: '2026-04-01T10:00:00+09:00' };
    const outsider = { host: house.host.id, identity, review: { content: '審査した' }, contract };
    const permission = await anApprovedPermission(house, person, officer, { outsider });
    const changed = await house.patch(house.admin.token, `/contracts/${contract}`, {
      validFrom: '2026-05-06T00:00:00+09:00',
    });
    expect(changed.body.outside).toMatchObject([{ permission, person, site: house.site }]);
    const gateway = aGatewayOf(house.test, await gatewayToken(house.test.deps, house.site, 'gateway'));
    const card = { format: 'wiegand-26', facility: '12', number: '24001' };
    const read = async () => {
      const { body } = await gateway.post(gateway.read('', 'hall-office-to-office', { card }));
      return codesOf(body.results[0]);
    };
    expect(await read()).toContain('contract-not-active-yet');
    house.test.clock.set(new Date('2026-05-05T23:59:59.999+09:00'));
    expect(await read()).toContain('contract-not-active-yet');
    house.test.clock.set(new Date('2026-05-07T09:00:00+09:00'));
    expect(await read()).not.toContain('contract-not-active-yet');
  });
});
