import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardsShown } from '../../src/access/batch/read/cards-shown.ts';
import { looks } from '../../src/access/batch/read/looks.ts';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import type { CardHolder, KnownAt, ShownCard } from '../../src/people/at-the-door/card-holder.ts';
import { aSite, logEnd } from '../support/a-site.ts';
import { aPoolCard, changeAtSite, lendCard, takeCardBack } from '../support/a-visitor.ts';
import { loadHolders, loadHoldersThen, readersFrom } from '../support/load-holders.ts';
import {
  aCard,
  aColleague,
  aContractor,
  anApprovedPermission,
  anOfficerOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../support/people-house.ts';

let house: PeopleHouse;

beforeAll(async () => {
  house = await startPeopleHouse();
});
afterAll(() => house.test.close());

const shown = (number: string) => ({
  key: { format: 'wiegand-26', facility: '12', number },
  from: 'hall',
  to: 'office',
});

const holdersOf = (ways: readonly ShownCard[], site = house.site) => loadHolders(house.test.pool, site, ways);
const now = (numbers: readonly string[]) => holdersOf(numbers.map(shown));
const knownAt = (reads: readonly KnownAt[]) => loadHoldersThen(house.test.pool, house.site, reads);

/** What is known at this moment, to be asked for later. */
async function moment() {
  const [ministry, site] = [await logEnd(house.test, ministryLogId), await logEnd(house.test, house.site)];
  return { ministrySeq: ministry.head, siteSeq: site.head };
}

describe('whoever reads a card', () => {
  it('answers in the order asked, with gaps for unknown cards and repeats for repeated ones', async () => {
    const person = await aColleague(house);
    const [one, two] = [await aCard(house, person, '1001'), await aCard(house, undefined, '1002')];
    const found = await now(['1002', '9999', '1001', '1002']);
    expect(found.map((holder) => holder?.card.id)).toEqual([two, undefined, one, two]);
    expect(found.map((holder) => holder?.person?.id)).toEqual([undefined, undefined, person, undefined]);
  });

  it('answers nothing for no keys', async () => {
    expect(await now([])).toEqual([]);
  });

  it('takes facility and format for part of the key', async () => {
    await aCard(house, undefined, '1003');
    const other = { ...shown('1003'), key: { ...shown('1003').key, facility: '' } };
    expect(await holdersOf([other])).toEqual([undefined]);
  });

  it('comes from several sources in one statement, each answered by itself', async () => {
    const [one, two] = [await aCard(house, undefined, '1007'), await aCard(house, undefined, '1008')];
    const shownNow = cardsShown([shown('1007'), shown('9998'), shown('1008')]);
    const waiting = { ...cardsShown([shown('1008')]), name: 'waiting' };
    const sources = [cardsShown([]), shownNow, waiting];
    const found = await readersFrom(house.test.pool, house.site, looks.whole, sources);
    expect(found.map((readers) => readers.map((reader) => reader?.holder.card.id))).toEqual([
      [],
      [one, undefined, two],
      [two],
    ]);
  });

  it('brings the contract and the permissions in force here, not those of another site or not yet decided', async () => {
    const { contract, person } = await aContractor(house);
    await aCard(house, person, '1004');
    const officer = await anOfficerOf(house, 'office');
    const identity = { by: officer.id, how: '身分証', at: '2026-04-01T10:00:00+09:00' };
    const outsider = { host: house.host.id, identity, review: { content: '審査した' }, contract };
    const permission = await anApprovedPermission(house, person, officer, { outsider });
    const [holder] = await now(['1004']);
    expect(holder?.person?.contract).toMatchObject({
      id: contract,
      endsAt: new Date('2027-04-01T00:00:00+09:00'),
    });
    expect(holder?.person?.permissions).toEqual([
      expect.objectContaining({
        id: permission,
        coversTo: true,
        coversFrom: false,
        scheduleId: 'day',
        startsAt: new Date('2026-04-06T00:00:00+09:00'),
        endsAt: new Date('2026-10-01T00:00:00+09:00'),
        duringLockdown: false,
        identityConfirmed: true,
        hostReviewed: true,
      }),
    ]);
    const elsewhere = await holdersOf([shown('1004')], '00000000-0000-7000-8000-0000000000ff');
    expect(elsewhere[0]?.person?.permissions).toEqual([]);
  });

  it('tells only of permissions for the zone entered or the one left', async () => {
    const person = await aColleague(house);
    await aCard(house, person, '1006');
    await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    const ways = [
      { ...shown('1006'), from: 'hall', to: 'office' },
      { ...shown('1006'), from: 'office', to: 'hall' },
      { ...shown('1006'), from: 'hall', to: 'vault' },
    ];
    const found = await holdersOf(ways);
    const covered = found.map((holder) =>
      holder?.person?.permissions.map(({ coversTo, coversFrom }) => ({ coversTo, coversFrom })),
    );
    expect(covered).toEqual([
      [{ coversTo: true, coversFrom: false }],
      [{ coversTo: false, coversFrom: true }],
      [],
    ]);
  });

  it('ends a flagged permission with the time in which it must be reviewed', async () => {
    const person = await aColleague(house);
    await aCard(house, person, '1005');
    await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    await house.patch(house.admin.token, `/persons/${person}`, { name: '改姓 花子' });
    const [holder] = await now(['1005']);
    expect(holder?.person?.permissions[0]?.endsAt).toEqual(new Date('2026-04-20T00:00:00.000Z'));
  });
});

describe('whoever read a card some time ago', () => {
  it('answers what was known at each of the moments asked about', async () => {
    const before = await moment();
    const person = await aColleague(house);
    const card = await aCard(house, person, '2001');
    const withCard = await moment();
    const permission = await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    const permitted = await moment();
    await house.post(house.admin.token, `/cards/${card}/report-lost`, { reason: '紛失' });
    await house.post(house.admin.token, `/persons/${person}/suspend`, { reason: '調査' });
    const stopped = await moment();
    await house.post(house.admin.token, `/sites/${house.site}/permissions/${permission}/end`, {
      reason: '終了',
    });
    const ended = await moment();

    const moments = [before, withCard, permitted, stopped, ended];
    const found = await knownAt(moments.map((at) => ({ ...shown('2001'), ...at })));
    const told = (holder: CardHolder | undefined) =>
      holder && [holder.card.state, holder.person?.state, holder.person?.permissions.length];
    expect(found.map(told)).toEqual([
      undefined,
      ['active', 'active', 0],
      ['active', 'active', 1],
      ['lost', 'suspended', 1],
      ['lost', 'suspended', 0],
    ]);
    expect(await now(['2001'])).toEqual(found.slice(-1));
  });
});

describe('a card that a desk lends', () => {
  const poolCard = (number: string, site = house.site) => aPoolCard(house.test.deps, site, number, '12');
  const lentTo = (
    card: string,
    holder: string,
    basis: 'visit' | 'card-lent' | 'one-day',
    site = house.site,
  ) => lendCard(house.test.deps, site, card, holder, basis);
  const holderOf = async (number: string) => (await now([number]))[0];

  it('is given to nobody until it is lent, and again once it is taken back', async () => {
    const card = await poolCard('3001');
    expect(await holderOf('3001')).toMatchObject({ card: { id: card }, person: undefined });
    const member = newId<'person'>();
    await lentTo(card, member, 'visit');
    expect((await holderOf('3001'))?.person).toMatchObject({ id: member, kind: 'visitor', state: 'active' });
    await takeCardBack(house.test.deps, house.site, card);
    expect((await holderOf('3001'))?.person).toBeUndefined();
  });

  it('is read as the member of staff or 事前貸与者 who has it today, with what stops and what permits them', async () => {
    const person = await aColleague(house);
    const permission = await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    const [card, other] = [await poolCard('3002'), await poolCard('3003')];
    await lentTo(card, person, 'one-day');
    expect((await holderOf('3002'))?.person).toMatchObject({ id: person, permissions: [{ id: permission }] });
    await house.post(house.admin.token, `/persons/${person}/suspend`, { reason: '調査' });
    expect((await holderOf('3002'))?.person).toMatchObject({ kind: 'staff', state: 'suspended' });
    const contractor = await aContractor(house);
    await lentTo(other, contractor.person, 'card-lent');
    expect((await holderOf('3003'))?.person).toMatchObject({
      id: contractor.person,
      kind: 'card-lent',
      contract: { id: contractor.contract },
    });
  });

  it('is nobody’s at another site, also where that site has lent it', async () => {
    const elsewhere = await aSite(house.test);
    const card = await poolCard('3004');
    await lentTo(card, newId<'person'>(), 'visit', elsewhere);
    expect((await holderOf('3004'))?.person).toBeUndefined();
    expect((await holdersOf([shown('3004')], elsewhere))[0]?.person).toBeUndefined();
  });

  it('is nobody’s while another card is registered in a spelling of it: the read may be of either', async () => {
    const card = await poolCard('3006');
    await lentTo(card, newId<'person'>(), 'visit');
    await house.test.pool.query(`update cards set twinned = true where card_id = $1`, [card]);
    await house.test.pool.query(
      `insert into cards (card_id, from_seq, format, facility, number, twinned, state, active_from)
        select $2, from_seq, format, facility, number, true, state, active_from from cards where card_id = $1`,
      [card, newId<'card'>()],
    );
    expect(await holderOf('3006')).toMatchObject({
      card: { twins: [expect.any(String)] },
      person: undefined,
    });
  });

  it('was read some time ago as whoever had it then', async () => {
    const before = await moment();
    const card = await poolCard('3005');
    const [first, second] = [newId<'person'>(), newId<'person'>()];
    await lentTo(card, first, 'visit');
    const lent = await moment();
    await takeCardBack(house.test.deps, house.site, card);
    const back = await moment();
    await changeAtSite(house.test.deps, house.site, async () => undefined);
    await lentTo(card, second, 'visit');
    const again = await moment();
    const found = await knownAt([before, lent, back, again].map((at) => ({ ...shown('3005'), ...at })));
    expect(found.map((holder) => holder && [holder.card.id, holder.person?.id])).toEqual([
      undefined,
      [card, first],
      [card, undefined],
      [card, second],
    ]);
  });
});
