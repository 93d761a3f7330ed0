import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presence } from '../../../src/access/state/tables.ts';
import { databaseOf } from '../../../src/db/pool.ts';
import { aSite } from '../../support/a-site.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import type { Officer } from '../../support/an-officer.ts';
import { holdHead } from '../../support/held-head.ts';
import { loadHolders } from '../../support/load-holders.ts';
import {
  aCard,
  aColleague,
  aContractor,
  anApplication,
  anApprovedPermission,
  anOfficerOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

let house: PeopleHouse;
let officer: Officer;
let cardNumber = 20_000;

beforeAll(async () => {
  house = await startPeopleHouse();
  officer = await anOfficerOf(house, 'office');
});
afterAll(() => house.test.close());

const reason = { reason: '届出' };

async function aHolder() {
  cardNumber += 1;
  const number = String(cardNumber);
  const person = await aColleague(house);
  const card = await aCard(house, person, number);
  const permission = await anApprovedPermission(house, person, officer);
  const known = async () => {
    const key = { format: 'wiegand-26', facility: '12', number };
    return (await loadHolders(house.test.pool, house.site, [{ key, from: 'hall', to: 'office' }]))[0];
  };
  return { person, card, permission, known };
}

type Holder = Awaited<ReturnType<typeof aHolder>>;
type Known = Awaited<ReturnType<Holder['known']>>;

const stops: readonly (readonly [string, (holder: Holder) => string, (known: Known) => unknown, unknown])[] =
  [
    ['a lost card', ({ card }) => `/cards/${card}/report-lost`, (known) => known?.card.state, 'lost'],
    ['a stolen card', ({ card }) => `/cards/${card}/report-stolen`, (known) => known?.card.state, 'stolen'],
    ['a person', ({ person }) => `/persons/${person}/suspend`, (known) => known?.person?.state, 'suspended'],
    ['a leaver', ({ person }) => `/persons/${person}/leave`, (known) => known?.person?.state, 'left'],
    [
      'a permission',
      ({ permission }) => `/sites/${house.site}/permissions/${permission}/end`,
      (known) => known?.person?.permissions.length,
      0,
    ],
  ];

describe('a stop (I5)', () => {
  it.each(stops)(
    'of %s waits for the batch that holds the head of a touched site',
    async (_, url, seen, after) => {
      const holder = await aHolder();
      const before = seen(await holder.known());
      const batch = await holdHead(house.test, house.site);
      let acknowledged = false;
      const stop = house.post(house.admin.token, url(holder), reason).then((answer) => {
        acknowledged = true;
        return answer;
      });
      await batch.untilWaiting(stop);
      // The batch still decides with the old facts, and the stop is not acknowledged before it has committed.
      expect(seen(await holder.known())).toEqual(before);
      expect(acknowledged).toBe(false);
      await batch.release();
      expect((await stop).status).toBe(200);
      expect(seen(await holder.known())).toEqual(after);
    },
  );

  it('is written in the ministry’s log and, by reference, at each touched site', async () => {
    const { person, card } = await aHolder();
    await house.post(house.admin.token, `/cards/${card}/report-lost`, reason);
    const last = await lastEntryOf(house.test.pool, house.site);
    expect(last).toMatchObject({ kind: 'card-lost', subject: { card, person } });
    expect(last.cause.site).toBe('00000000-0000-0000-0000-000000000000');
  });

  it('touches a site where the person only is, too', async () => {
    const elsewhere = await aSite(house.test);
    const person = await aColleague(house);
    await databaseOf(house.test.pool).insert(presence).values({ siteId: elsewhere, personId: person });
    await house.post(house.admin.token, `/persons/${person}/suspend`, reason);
    expect((await entriesOf(house.test.pool, elsewhere)).at(-1)?.kind).toBe('person-suspended');
  });

  it('leaves alone the sites that have nothing to do with the person', async () => {
    const person = await aColleague(house);
    const before = (await entriesOf(house.test.pool, house.site)).length;
    await house.post(house.admin.token, `/persons/${person}/suspend`, reason);
    expect(await entriesOf(house.test.pool, house.site)).toHaveLength(before);
  });

  it('does not miss a site that gains a permission at the same moment', async () => {
    const person = await aColleague(house);
    const { site, post, host, admin, test } = house;
    const { body } = await post(host.token, `/sites/${site}/permissions`, anApplication(person));
    const batch = await holdHead(test, site);
    const approval = post(officer.token, `/sites/${site}/permissions/${body.id}/approve`);
    await batch.untilWaiting(approval);
    const stop = post(admin.token, `/persons/${person}/suspend`, reason);
    await batch.untilWaiting(approval, stop);
    await batch.release();
    expect([(await approval).status, (await stop).status]).toEqual([200, 200]);
    const kinds = (await entriesOf(test.pool, site)).slice(-2).map(({ kind }) => kind);
    expect(kinds).toEqual(['permission-approved', 'person-suspended']);
  });

  it('of a contract waits for the batch, too', async () => {
    const { person, contract } = await aContractor(house);
    await databaseOf(house.test.pool).insert(presence).values({ siteId: house.site, personId: person });
    const batch = await holdHead(house.test, house.site);
    const end = house.post(house.admin.token, `/contracts/${contract}/end`, reason);
    await batch.untilWaiting(end);
    await batch.release();
    expect((await end).status).toBe(200);
  });

  it('happens once when two ask for it at once', async () => {
    const { card } = await aHolder();
    const report = () => house.post(house.admin.token, `/cards/${card}/report-lost`, reason);
    const statuses = (await Promise.all([report(), report(), report()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409]);
  });
});
