import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takePassBack } from '../../../src/desk/passes/take-pass-back.ts';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { anExaminedPermission, aPassDesk, type PassDesk } from '../../support/a-pass.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { holdHead } from '../../support/held-head.ts';
import {
  aCard,
  aColleague,
  aContractor,
  anOfficerOf,
  contractorOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

let house: PeopleHouse;
let desk: PassDesk;
let officer: Officer;
let guarded: { readonly contract: string; readonly person: string };
let ownNumber = 40_000;

beforeAll(async () => {
  house = await startPeopleHouse();
  desk = await aPassDesk(house);
  officer = await anOfficerOf(house, 'office');
  guarded = await aContractor(house);
  await anExaminedPermission(house, guarded, officer);
});
afterAll(() => house.test.close());

const tonight = '2026-04-06T10:00:00.000Z';
const reason = { reason: '返却箱になかった' };
const at = (pass: string, step: string) => `/sites/${house.site}/passes/${pass}/${step}`;
const lend = (pass: string, person: string, dueAt = tonight) =>
  house.post(desk.reception.token, at(pass, 'lend'), { person, dueAt });
const takeBack = (pass: string) => house.post(desk.reception.token, at(pass, 'take-back'));
const take = (pass: string, step: string, token = desk.reception.token) =>
  house.post(token, at(pass, step), reason);
const register = (body: object) => house.post(house.admin.token, `/sites/${house.site}/passes`, body);
const cardOf = async (card: string) => (await house.get(house.admin.token, `/cards/${card}`)).body;

/** Staff with cards of their own. */
async function aForgetful(cards = 1) {
  const person = await aColleague(house);
  const own: string[] = [];
  for (let nth = 0; nth < cards; nth += 1) {
    ownNumber += 1;
    own.push(await aCard(house, person, String(ownNumber)));
  }
  return { person, own };
}

/** Whom the door would read a card as: the current loans of it. */
async function readAs(card: string) {
  const { rows } = await house.test.pool.query(
    'select holder_id as holder from loans where card_id = $1 and until_seq is null',
    [card],
  );
  return rows.map(({ holder }) => holder);
}

describe('the stock of passes', () => {
  it('has pool cards and paper under one row of numerals, and is counted', async () => {
    const paper = { numeral: '101', basis: 'visit', highestClass: 3 };
    expect((await register(paper)).status).toBe(201);
    const { card, numeral } = await desk.add('visit');
    expect((await register(paper)).body.detail).toContain('すでにあります');
    expect(await desk.shown('101')).toMatchObject({
      card: null,
      state: 'in-stock',
      says: '在庫',
      usable: true,
    });
    expect(await desk.shown(numeral)).toMatchObject({ card, usable: true });
    expect(await cardOf(card)).toMatchObject({ person: null, poolSite: house.site, state: 'active' });
    const { stock } = (await house.get(desk.reception.token, `/sites/${house.site}/passes`)).body;
    expect(stock).toEqual([
      { basis: 'visit', highestClass: 2, state: 'in-stock', count: 1 },
      { basis: 'visit', highestClass: 3, state: 'in-stock', count: 1 },
    ]);
  });

  it('takes up a card in stock, and none that somebody has or another desk lends', async () => {
    const spare = await aCard(house, undefined, '41001');
    const key = { format: 'wiegand-26', facility: '12' };
    const pass = (numeral: string, number: string) => ({
      numeral,
      basis: 'visit',
      highestClass: 2,
      card: { ...key, number },
    });
    expect((await register(pass('S-1', '41001'))).status).toBe(201);
    expect(await desk.shown('S-1')).toMatchObject({ card: spare });
    expect((await register(pass('S-2', '41001'))).body.type).toBe('/problems/card-taken');
    await aCard(house, await aColleague(house), '41002');
    expect((await register(pass('S-3', '41002'))).body.type).toBe('/problems/card-taken');
  });

  it('has no card that could be given to a person', async () => {
    const { card } = await desk.add('visit');
    const given = await house.post(house.admin.token, `/cards/${card}/assign`, {
      person: await aColleague(house),
    });
    expect(given.status).toBe(409);
    expect(given.body.detail).toContain('通行証');
  });

  it.each([
    ['small letters', 'p-1'],
    ['a blank', 'P 1'],
    ['nothing', ''],
  ])('refuses a numeral of %s', async (_, numeral) => {
    expect((await register({ numeral, basis: 'visit', highestClass: 1 })).status).toBe(400);
  });
});

describe('a pass of the day', () => {
  it('is lent to a 事前貸与者 under a running contract, identified and examined', async () => {
    const { pass, card, numeral } = await desk.add('card-lent');
    expect((await lend(pass, guarded.person)).body).toEqual({ holder: guarded.person, suspended: [] });
    expect(await readAs(card)).toEqual([guarded.person]);
    expect(await desk.shown(numeral)).toMatchObject({
      state: 'lent',
      holder: guarded.person,
      dueAt: tonight,
      overdue: false,
      may: [
        { step: 'take-back', by: ['reception', 'guard'] },
        { step: 'miss' },
        { step: 'report-lost' },
        { step: 'keep' },
      ],
    });
    const { items, names } = (
      await house.get(desk.reception.token, `/sites/${house.site}/passes?holder=${guarded.person}`)
    ).body;
    expect(items).toMatchObject([{ id: pass }]);
    expect(names).toEqual({ [guarded.person]: '警備 次郎' });
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({ kind: 'pass-lent', subject: { person: guarded.person, card } });
    expect(entry.personal, 'row 28: the name is in the register, and not written again').toBeNull();
    expect((await takeBack(pass)).body).toEqual({ holder: guarded.person, resumed: [] });
    expect(await readAs(card)).toEqual([]);
    expect(await desk.shown(numeral)).toMatchObject({ state: 'in-stock', holder: null, dueAt: null });
  });

  it('is for nobody who is not among the names of the contract: they come as visitors', async () => {
    const { pass } = await desk.add('card-lent');
    const newcomer = await contractorOf(house, guarded.contract, '警備 新人');
    const refused = await lend(pass, newcomer);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('訪問者として受け付けて');
    expect((await lend(pass, await aColleague(house))).body.detail).toContain('事前貸与者にだけ');
  });

  it('is one a person, of the sort it looks like, and due within a day', async () => {
    const [first, second, visitors] = [
      await desk.add('card-lent'),
      await desk.add('card-lent'),
      await desk.add('visit'),
    ];
    expect((await lend(visitors.pass, guarded.person)).body.detail).toContain('訪問者用');
    expect((await lend(first.pass, guarded.person, '2026-04-08T00:00:00Z')).status).toBe(422);
    expect((await lend(first.pass, guarded.person, '2026-04-05T00:00:00Z')).status).toBe(422);
    expect((await lend(first.pass, guarded.person)).status).toBe(200);
    expect((await lend(second.pass, guarded.person)).body.detail).toContain(`通行証 ${first.numeral}`);
    await takeBack(first.pass);
  });

  it('that is overdue is listed, and is lent until it is back', async () => {
    const { pass, numeral } = await desk.add('card-lent');
    await lend(pass, guarded.person);
    const before = house.test.clock.now();
    house.test.clock.set(new Date(tonight));
    const { items } = (await house.get(desk.reception.token, `/sites/${house.site}/passes?overdue=true`))
      .body;
    expect(items).toMatchObject([{ numeral, overdue: true, state: 'lent' }]);
    house.test.clock.set(before);
    await takeBack(pass);
  });
});

describe('臨時カード', () => {
  it('suspends the own cards while it is lent, and takes them up again with the return', async () => {
    const { pass, card } = await desk.add('one-day');
    const { person, own } = await aForgetful(2);
    expect((await lend(pass, person)).body.suspended.toSorted()).toEqual(own.toSorted());
    for (const one of own) expect(await cardOf(one)).toMatchObject({ state: 'suspended' });
    expect(await readAs(card)).toEqual([person]);
    for (const log of [ministryLogId, house.site]) {
      expect(await lastEntryOf(house.test.pool, log)).toMatchObject({
        kind: 'pass-lent',
        subject: { person, card },
      });
    }
    expect((await takeBack(pass)).body.resumed.toSorted()).toEqual(own.toSorted());
    for (const one of own) expect(await cardOf(one)).toMatchObject({ state: 'active', stateReason: null });
    expect(await readAs(card)).toEqual([]);
  });

  it('is what an own card waits for: no other act takes it up meanwhile, and its loss is never refused', async () => {
    const { pass, numeral } = await desk.add('one-day');
    const { person, own } = await aForgetful(2);
    const [lost = '', other = ''] = own;
    await lend(pass, person);
    const resumed = await house.post(house.admin.token, `/cards/${other}/resume`, reason);
    expect(resumed.status).toBe(409);
    for (const word of [numeral, '臨時カード', '返却', 'take-back']) {
      expect(resumed.body.detail).toContain(word);
    }
    expect((await house.post(house.admin.token, `/cards/${lost}/report-lost`, reason)).status).toBe(200);
    expect((await takeBack(pass)).body.resumed).toEqual([other]);
    expect((await cardOf(lost)).state).toBe('lost');
  });

  it('takes up nothing for whoever was suspended meanwhile', async () => {
    const { pass } = await desk.add('one-day');
    const { person, own } = await aForgetful();
    await lend(pass, person);
    await house.post(house.admin.token, `/persons/${person}/suspend`, reason);
    expect((await takeBack(pass)).body.resumed).toEqual([]);
    expect((await cardOf(own[0] ?? '')).state).toBe('suspended');
    await house.post(house.admin.token, `/persons/${person}/resume`, reason);
    expect((await house.post(house.admin.token, `/cards/${own[0]}/resume`, reason)).status).toBe(200);
  });

  it('that does not come back ends the loan too: the own card counts again, unless the holder says so', async () => {
    const { pass, card } = await desk.add('one-day');
    const { person, own } = await aForgetful();
    await lend(pass, person);
    expect((await take(pass, 'report-lost')).body).toEqual({ state: 'lost' });
    expect(await cardOf(own[0] ?? '')).toMatchObject({ state: 'active', stateReason: null });
    expect(await cardOf(card)).toMatchObject({ state: 'lost' });
    for (const log of [ministryLogId, house.site]) {
      expect(await lastEntryOf(house.test.pool, log)).toMatchObject({
        kind: 'pass-stopped',
        subject: { person, card },
      });
    }

    const [second, keeper] = [await desk.add('one-day'), await anOfficer(house.test, [{ role: 'guard' }])];
    const theirs = await aCard(house, keeper.id, '42001');
    await lend(second.pass, keeper.id);
    expect((await take(second.pass, 'miss', keeper.token)).status).toBe(200);
    expect(await cardOf(theirs)).toMatchObject({ state: 'suspended' });
  });

  it('is lent and taken back by another than its holder (I8)', async () => {
    const { pass } = await desk.add('one-day');
    expect((await lend(pass, desk.reception.id)).body.type).toBe('/problems/self-approval');
    const colleague = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    const lent = await house.post(colleague.token, at(pass, 'lend'), {
      person: desk.reception.id,
      dueAt: tonight,
    });
    expect(lent.status).toBe(200);
    expect((await takeBack(pass)).body.type).toBe('/problems/self-approval');
    expect((await house.post(colleague.token, at(pass, 'take-back'))).status).toBe(200);
  });

  it('is no pass that a check-out takes back: the own card would stay stopped', async () => {
    const { pass, numeral } = await desk.add('one-day');
    const { person } = await aForgetful();
    await lend(pass, person);
    const back = await performAct(house.test.deps, fromTerminal(), async (tx) => {
      await tx.takeHeads([house.site]);
      return takePassBack(tx, house.site, numeral, tx.nextSeq(house.site));
    });
    expect(back).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
    expect((await takeBack(pass)).status).toBe(200);
  });

  it('is not for 府省庁外の者', async () => {
    const { pass } = await desk.add('one-day');
    expect((await lend(pass, guarded.person)).body.detail).toContain('職員にだけ');
  });
});

describe('a pass that does not come back', () => {
  it.each([
    { step: 'miss', state: 'missing', says: '未返却', cardState: 'suspended', isRead: true },
    { step: 'report-lost', state: 'lost', says: '紛失', cardState: 'lost', isRead: false },
    { step: 'keep', state: 'kept', says: '持ち帰り', cardState: 'suspended', isRead: true },
  ])('is stopped by $step with its card, and keeps the name of who had it', async (one) => {
    const { step, state, says, cardState, isRead } = one;
    const { pass, card, numeral } = await desk.add('card-lent');
    await lend(pass, guarded.person);
    expect((await take(pass, step)).body).toEqual({ state });
    expect(await readAs(card)).toEqual(isRead ? [guarded.person] : []);
    expect(await cardOf(card)).toMatchObject({ state: cardState, person: null });
    expect(await desk.shown(numeral)).toMatchObject({ state, says, holder: guarded.person, usable: false });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'pass-stopped',
      subject: { card, person: guarded.person },
      details: { pass, step, from: 'lent' },
    });
    expect((await lend(pass, guarded.person)).status).toBe(409);
    expect((await take(pass, 'restore')).body).toEqual({ state: 'in-stock' });
    expect(await cardOf(card)).toMatchObject({ state: 'active' });
    expect(await readAs(card)).toEqual([]);
    expect((await lend(pass, guarded.person)).status).toBe(200);
    await takeBack(pass);
  });

  it('names no member of a visit in the ministry’s log, which knows persons alone', async () => {
    const { pass, card } = await desk.add('visit');
    await take(pass, 'report-lost');
    const last = await lastEntryOf(house.test.pool, ministryLogId);
    expect(last).toMatchObject({ kind: 'pass-stopped', subject: { card } });
    expect(last.subject.person).toBeUndefined();
  });

  it('is taken up by the desk only where the desk stopped it', async () => {
    const { pass, card, numeral } = await desk.add('visit');
    await house.post(house.admin.token, `/cards/${card}/suspend`, reason);
    expect(await desk.shown(numeral)).toMatchObject({ says: '在庫（カード停止中）', usable: false });
    expect((await take(pass, 'restore')).body.detail).toContain('権限管理の担当者');
    await house.post(house.admin.token, `/cards/${card}/resume`, reason);
    expect(await desk.shown(numeral)).toMatchObject({ says: '在庫', usable: true });
  });

  it('stays stopped where others stopped its card before or after it was missed, until the card is recorded as returned', async () => {
    const stop = (card: string, step: string) =>
      house.post(house.admin.token, `/cards/${card}/${step}`, reason);
    const [before, after] = [await desk.add('card-lent'), await desk.add('card-lent')];
    await lend(before.pass, guarded.person);
    await stop(before.card, 'suspend');
    await take(before.pass, 'miss');
    await lend(after.pass, guarded.person);
    await take(after.pass, 'keep');
    await stop(after.card, 'report-stolen');
    for (const { pass, card } of [before, after]) {
      expect((await take(pass, 'restore')).body.detail).toContain('権限管理の担当者');
      expect((await stop(card, 'resume')).status).toBe(409);
      expect((await stop(card, 'return')).status).toBe(200);
      expect((await take(pass, 'restore')).body).toEqual({ state: 'in-stock' });
      expect(await cardOf(card)).toMatchObject({ state: 'active' });
      expect(await readAs(card)).toEqual([]);
    }
  });

  it.each(['miss', 'keep'])(
    'does not go on by an act on its card after %s: the desk takes it back, with words that say so',
    async (step) => {
      const { pass, card, numeral } = await desk.add('card-lent');
      await lend(pass, guarded.person);
      const ofCard = (name: string) => house.post(house.admin.token, `/cards/${card}/${name}`, reason);
      expect((await ofCard('return')).body.detail).toContain('take-back');
      await take(pass, step);
      for (const name of ['resume', 'return']) {
        const { status, body } = await ofCard(name);
        expect(status, name).toBe(409);
        expect(body.detail, name).toMatch(`通行証 ${numeral} です。`);
        expect(body.detail, name).toContain('（restore）を記録してください。');
      }
      expect(await cardOf(card)).toMatchObject({ state: 'suspended' });
      expect(await desk.shown(numeral)).toMatchObject({ usable: false });
      await take(pass, 'restore');
      expect(await desk.shown(numeral)).toMatchObject({ usable: true });
      await ofCard('damage');
      expect((await ofCard('destroy')).body.detail).toContain('withdraw');
      await take(pass, 'withdraw', house.admin.token);
      expect((await ofCard('destroy')).status).toBe(200);
    },
  );

  it('that is away from an outsider stands in the closing list with the host of their permission', async () => {
    const { pass, numeral } = await desk.add('card-lent');
    await lend(pass, guarded.person);
    const morning = house.test.clock.now();
    house.test.clock.set(new Date(tonight));
    const url = `/sites/${house.site}/closing-list?passes=true`;
    const { items } = (await house.get(desk.reception.token, url)).body;
    expect(items.filter((one: { readonly pass: string }) => one.pass === numeral)).toMatchObject([
      { condition: 'pass-not-returned', person: guarded.person, hosts: [{ person: house.host.id }] },
    ]);
    house.test.clock.set(morning);
    await takeBack(pass);
  });

  it('has no holder to identify, to assign it to or to issue another card to', async () => {
    const { card } = await desk.add('visit');
    const ask = (name: string, body: object) => house.post(house.admin.token, `/cards/${card}/${name}`, body);
    const key = { format: 'wiegand-26', facility: '12', number: '39999' };
    for (const { status, body } of [
      await ask('confirm-identity', { how: '身分証' }),
      await ask('assign', { person: guarded.person }),
      await ask('reissue', { ...key, oldCard: 'return', ...reason }),
    ]) {
      expect([status, body.detail]).toEqual([409, expect.stringContaining('受付から貸し出すか')]);
    }
  });

  it('leaves its numeral and its card when it is withdrawn', async () => {
    const { pass, card, numeral, number } = await desk.add('visit');
    expect((await take(pass, 'withdraw')).status).toBe(403);
    expect((await take(pass, 'withdraw', house.admin.token)).body).toEqual({ state: 'withdrawn' });
    expect(await cardOf(card)).toMatchObject({ state: 'returned', poolSite: null });
    expect((await take(pass, 'restore')).status).toBe(409);
    const person = await aColleague(house);
    expect((await house.post(house.admin.token, `/cards/${card}/assign`, { person })).status).toBe(200);
    expect((await register({ numeral, basis: 'visit', highestClass: 1 })).status).toBe(201);
    const again = { numeral: 'W-9', basis: 'visit', highestClass: 1 };
    const key = { format: 'wiegand-26', facility: '12', number };
    expect((await register({ ...again, card: key })).body.type).toBe('/problems/card-taken');
  });
});

describe('the stop of a pool card (I5)', () => {
  it('waits for the batch that holds the head of its site, and is told there', async () => {
    const { pass, card } = await desk.add('card-lent');
    await lend(pass, guarded.person);
    const batch = await holdHead(house.test, house.site);
    const stop = house.post(house.admin.token, `/cards/${card}/report-lost`, reason);
    await batch.untilWaiting(stop);
    expect((await cardOf(card)).state).toBe('active');
    await batch.release();
    expect((await stop).status).toBe(200);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'card-lost',
      subject: { card },
    });
    await takeBack(pass);
    expect((await lend(pass, guarded.person)).body.detail).toContain('停止されています');
    expect((await take(pass, 'restore')).body).toEqual({ state: 'in-stock' });
  });
});

describe('two at once', () => {
  it('who lend one pass: one has it', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      const { pass, card } = await desk.add('one-day');
      const [one, other] = [await aForgetful(), await aForgetful()];
      const answers = await Promise.all([lend(pass, one.person), lend(pass, other.person)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const winner = answers[0]?.status === 200 ? one : other;
      const loser = winner === one ? other : one;
      expect(await readAs(card)).toEqual([winner.person]);
      expect((await cardOf(loser.own[0] ?? '')).state).toBe('active');
    }
  });

  it('who lend two passes to one person: one is lent', async () => {
    const [one, other] = [await desk.add('one-day'), await desk.add('one-day')];
    const { person } = await aForgetful();
    const answers = await Promise.all([lend(one.pass, person), lend(other.pass, person)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('who take back and report lost: the pass is in one state, with its card', async () => {
    const { pass, card, numeral } = await desk.add('card-lent');
    await lend(pass, guarded.person);
    await Promise.all([takeBack(pass), take(pass, 'report-lost')]);
    expect((await desk.shown(numeral)).state).toBe('lost');
    expect((await cardOf(card)).state).toBe('lost');
    expect(await readAs(card)).toEqual([]);
  });

  it('leave as many entries as acts', async () => {
    const { pass } = await desk.add('card-lent');
    const before = (await entriesOf(house.test.pool, house.site)).length;
    const answers = await Promise.all([1, 2, 3].map(() => lend(pass, guarded.person)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await entriesOf(house.test.pool, house.site)).length).toBe(before + 1);
    await takeBack(pass);
  });
});
