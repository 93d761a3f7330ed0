import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardKey } from '../../../src/kernel/card-key.ts';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import {
  aCard,
  aColleague,
  anApprovedPermission,
  anOfficerOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';
import { aMachine } from '../../support/test-app.ts';

let house: PeopleHouse;
let desk: Officer;

beforeAll(async () => {
  house = await startPeopleHouse();
  desk = await anOfficer(house.test, [{ role: 'reception', siteId: house.site }]);
});
afterAll(() => house.test.close());

const read = async (card: string) => (await house.get(house.admin.token, `/cards/${card}`)).body;
const make = (card: object) => house.make('/cards', card);
let nth = 0;
/** 本人確認 by the desk, unless somebody else is named. */
const confirm = (card: string, token = desk.token) =>
  house.post(token, `/cards/${card}/confirm-identity`, { how: '身分証' });
const assign = (card: string, person: string) =>
  house.post(house.admin.token, `/cards/${card}/assign`, { person });
const step = (card: string, name: string, token = house.admin.token) =>
  house.post(token, `/cards/${card}/${name}`, { reason: '届出' });

describe('registering a card', () => {
  it('keeps it in the one spelling of its format', async () => {
    const card = await aCard(house, await aColleague(house), '000123');
    expect(await read(card)).toMatchObject({
      format: 'wiegand-26',
      facility: '12',
      number: '123',
      state: 'active',
    });
  });

  it.each<[string, CardKey, Partial<CardKey>]>([
    [
      'letters',
      { format: 'felica-idm', facility: '', number: '0114C5220D19BE07' },
      { number: '0114c5220d19be07' },
    ],
    ['separators', { format: 'uid', facility: '', number: '04A2B3C4' }, { number: '04:a2:b3:c4' }],
    [
      'zeros',
      { format: 'wiegand-34', facility: '12', number: '7001' },
      { facility: '0012', number: '07001' },
    ],
    ['the name of the format', { format: 'prox', facility: '', number: '7002' }, { format: 'PROX' }],
  ])('refuses for another person the card that differs in nothing but %s', async (_, first, spelled) => {
    const { post, admin } = house;
    const person = await aColleague(house);
    expect((await post(admin.token, '/cards', first)).status).toBe(201);
    const again = await post(admin.token, '/cards', { ...first, ...spelled, person });
    expect(again.status).toBe(409);
    expect(again.body.type).toBe('/problems/card-taken');
    const old = await make({ format: 'prox', number: `old-${first.number}`, person });
    const reissued = {
      ...first,
      ...spelled,
      oldCard: 'return',
      reason: '更新',
    };
    await confirm(old);
    expect((await post(admin.token, `/cards/${old}/reissue`, reissued)).body.type).toBe(
      '/problems/card-taken',
    );
  });

  it('says which facility and number the format can hold', async () => {
    const { status, body } = await house.post(house.admin.token, '/cards', {
      format: 'wiegand-26',
      facility: '300',
      number: '70000',
    });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { at: '/facility', message: 'wiegand-26 の施設コードは 0 から 255 までの10進の数字です' },
      { at: '/number', message: 'wiegand-26 の番号は 0 から 65535 までの10進の数字です' },
    ]);
  });

  it('AT-316 2.2.1.3(2)(g)(ウ): refuses the same format, facility and number, also when the card is dead', async () => {
    const card = await aCard(house, await aColleague(house), '000200');
    await step(card, 'return');
    await step(card, 'destroy');
    const again = { format: 'wiegand-26', facility: '012', number: '000200' };
    const answer = await house.post(house.admin.token, '/cards', again);
    expect(answer.status).toBe(409);
    expect(answer.body.type).toBe('/problems/card-taken');
    expect((await house.post(house.admin.token, '/cards', { ...again, facility: '013' })).status).toBe(201);
    expect((await house.post(house.admin.token, '/cards', { ...again, number: '201' })).status).toBe(201);
  });

  it('gives one of two cards with one number to one of two who register it at once', async () => {
    const body = { format: 'uid', number: '04A2B3' };
    const both = [
      house.post(house.admin.token, '/cards', body),
      house.post(house.admin.token, '/cards', body),
    ];
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['an unknown field', { format: 'uid', number: '1', owner: 'x' }],
    ['a number that is no text', { format: 'uid', number: 1 }],
    ['a format of spaces', { format: ' ', number: '1' }],
    ['a number that no reader can say', { format: 'uid', number: '04_A2_B3' }],
    ['a facility longer than a reader can say', { format: 'uid', facility: '1'.repeat(21), number: '1' }],
  ])('refuses %s', async (_, body) => {
    expect((await house.post(house.admin.token, '/cards', body)).status).toBe(400);
  });

  it('refuses a card for nobody, for a suspended person, and one that expires before it begins', async () => {
    const { post, admin } = house;
    const person = await aColleague(house);
    const body = { format: 'uid', number: '77' };
    const nobody = '00000000-0000-7000-8000-0000000000ff';
    expect((await post(admin.token, '/cards', { ...body, person: nobody })).status).toBe(422);
    const past = { ...body, person, expiresAt: '2020-01-01T00:00:00Z' };
    expect((await post(admin.token, '/cards', past)).status).toBe(422);
    await post(admin.token, `/persons/${person}/suspend`, { reason: '休職' });
    expect((await post(admin.token, '/cards', { ...body, person })).status).toBe(409);
  });

  it('leaves no number in the record and shows it only to those who may read cards', async () => {
    const { test, get, host } = house;
    const card = await aCard(house, undefined, '54321');
    const logs = await entriesOf(test.pool, ministryLogId);
    expect(logs.some(({ text }) => text.includes('54321'))).toBe(false);
    const clerk = await anOfficer(test, [{ role: 'zone-clerk', siteId: house.site, scope: 'office' }]);
    for (const { token } of [host, clerk]) expect((await get(token, `/cards/${card}`)).status).toBe(403);
  });
});

describe('the life of a card', () => {
  it('goes only the ways of its table', async () => {
    const card = await aCard(house, await aColleague(house), '000300');
    expect((await step(card, 'resume')).status).toBe(409);
    expect((await step(card, 'suspend')).body.state).toBe('suspended');
    expect((await step(card, 'resume')).body.state).toBe('active');
    expect((await step(card, 'report-lost')).body.state).toBe('lost');
    expect((await step(card, 'resume')).status).toBe(409);
    expect((await step(card, 'destroy')).status).toBe(409);
    expect((await step(card, 'return')).body.state).toBe('returned');
    expect((await step(card, 'destroy')).body.state).toBe('destroyed');
  });

  it('is stopped by a guard and resumed only by 権限管理を行う者', async () => {
    const guard = await anOfficer(house.test, [{ role: 'guard' }]);
    const card = await aCard(house, await aColleague(house), '000301');
    expect((await step(card, 'suspend', guard.token)).status).toBe(200);
    expect((await step(card, 'resume', guard.token)).status).toBe(403);
  });

  it('that was stopped is not resumed by its own holder (I8)', async () => {
    const keeper = await anOfficer(house.test, [{ role: 'rights-admin' }]);
    const card = await aCard(house, keeper.id, '000398');
    await step(card, 'suspend');
    expect((await step(card, 'resume', keeper.token)).body.type).toBe('/problems/self-approval');
    expect((await step(card, 'resume')).body.state).toBe('active');
  });

  it('shows as expired what has run out, and finds it so', async () => {
    const { make, test, get, admin } = house;
    const card = await make('/cards', { format: 'uid', number: '55', expiresAt: '2026-04-07T00:00:00Z' });
    expect((await read(card)).state).toBe('active');
    const before = test.clock.now();
    test.clock.set(new Date('2026-04-07T00:00:00Z'));
    expect((await read(card)).state).toBe('expired');
    const { body } = await get(admin.token, '/cards?state=expired');
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([card]);
    test.clock.set(before);
  });

  it('is given to another person after it came back', async () => {
    const [first, second] = [await aColleague(house), await aColleague(house)];
    const card = await aCard(house, first, '000302');
    const assign = () => house.post(house.admin.token, `/cards/${card}/assign`, { person: second });
    expect((await assign()).status).toBe(409);
    await step(card, 'return');
    expect((await assign()).status).toBe(200);
    expect(await read(card)).toMatchObject({ person: second, state: 'active', stateReason: null });
  });
});

describe('AT-120, 2.2.1.1(1)(f)(ク): reissue', () => {
  const reissue = async (card: string, over: object) => {
    await confirm(card);
    return reissueAlone(card, over);
  };
  const reissueAlone = (card: string, over: object) =>
    house.post(house.admin.token, `/cards/${card}/reissue`, {
      format: 'wiegand-26',
      facility: '012',
      number: '000900',
      oldCard: 'report-lost',
      reason: '紛失',
      ...over,
    });

  it('kills the old card and makes the new one live in one entry', async () => {
    const person = await aColleague(house);
    const old = await aCard(house, person, '000400');
    const answer = await reissue(old, { number: '000401' });
    expect(answer.status).toBe(201);
    expect((await read(old)).state).toBe('lost');
    expect(await read(answer.body.id)).toMatchObject({ person, state: 'active', replaces: old });
    const { rows } = await house.test.pool.query(
      'select from_seq from cards where card_id = any($1) and until_seq is null',
      [[old, answer.body.id]],
    );
    expect(rows[0].from_seq).toBe(rows[1].from_seq);
    expect((await entriesOf(house.test.pool, ministryLogId)).at(-1)?.kind).toBe('card-reissued');
  });

  it('rests on the identity that another than issuer and holder confirmed by their own act', async () => {
    const { admin, test } = house;
    const holder = await anOfficer(test, [{ role: 'reception', siteId: house.site }]);
    const old = await aCard(house, holder.id, '000410');
    const unconfirmed = { status: 409, body: { detail: expect.stringContaining('本人確認') } };
    expect(await reissueAlone(old, { number: '000411' })).toMatchObject(unconfirmed);
    expect(await confirm(old, holder.token)).toMatchObject({
      status: 403,
      body: { type: '/problems/self-approval' },
    });
    const machine = await aMachine(test, 'card-printer', [{ role: 'rights-admin' }]);
    expect((await confirm(old, machine)).status).toBe(403);
    expect((await confirm(old, admin.token)).status).toBe(200);
    expect(await reissueAlone(old, { number: '000411' })).toMatchObject(unconfirmed);
    expect((await read(old)).state).toBe('active');
    expect((await confirm(old)).status).toBe(200);
    expect((await reissueAlone(old, { number: '000411' })).status).toBe(201);
    const reissued = (await entriesOf(test.pool, ministryLogId)).at(-1);
    expect(JSON.parse(reissued?.text ?? '').details).toMatchObject({ identityConfirmedBy: desk.id });
  });

  it('does not rest on it where issuer and confirmer are bound, or for longer than a day', async () => {
    const { admin, test, post, site } = house;
    const old = await aCard(house, await aColleague(house), '000412');
    const made = await anOfficer(test, []);
    const role = { holder: { type: 'person', id: made.id }, role: 'reception', siteId: site };
    expect((await post(admin.token, '/role-assignments', role)).status).toBe(201);
    expect((await confirm(old, made.token)).status).toBe(200);
    expect((await reissueAlone(old, { number: '000413' })).status).toBe(409);
    expect((await confirm(old)).status).toBe(200);
    const now = test.clock.now();
    test.clock.set(new Date(now.getTime() + 24 * 3_600_000));
    expect((await reissueAlone(old, { number: '000413' })).status).toBe(409);
    test.clock.set(new Date(now.getTime() + 24 * 3_600_000 - 1));
    expect((await reissueAlone(old, { number: '000413' })).status).toBe(201);
    test.clock.set(now);
  });

  it('wants to know what became of a living card, and not of a dead one', async () => {
    const old = await aCard(house, await aColleague(house), '000420');
    expect((await reissue(old, { number: '000421', oldCard: undefined })).status).toBe(422);
    await step(old, 'report-stolen');
    expect((await reissue(old, { number: '000421', oldCard: undefined })).status).toBe(201);
    expect((await read(old)).state).toBe('stolen');
  });

  it('replaces a card once, and leaves nothing behind when the new number is taken', async () => {
    const old = await aCard(house, await aColleague(house), '000430');
    expect((await reissue(old, { number: '000430' })).status).toBe(409);
    expect((await read(old)).state).toBe('active');
    const both = [reissue(old, { number: '000431' }), reissue(old, { number: '000432' })];
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('flags the standing permissions of the person for review', async () => {
    const person = await aColleague(house);
    const old = await aCard(house, person, '000440');
    const permission = await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    await reissue(old, { number: '000441' });
    const { body } = await house.get(house.admin.token, `/sites/${house.site}/permissions/${permission}`);
    expect(body).toMatchObject({ state: 'to-review', reviewBy: '2026-04-20T00:00:00.000Z' });
  });

  it.each<[string, (person: string) => Promise<unknown>]>([
    ['registered', (person) => aCard(house, person, '000461')],
    ['assigned from stock', async (person) => assign(await aCard(house, undefined, '000462'), person)],
    [
      'assigned again after it came back',
      async (person) => {
        const card = await aCard(house, person, '000463');
        await step(card, 'return');
        await assign(card, person);
      },
    ],
  ])('flags them as a further card does that is %s', async (_, further) => {
    const person = await aColleague(house);
    await aCard(house, person, String(60_000 + nth++));
    const permission = await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    await further(person);
    const { body } = await house.get(house.admin.token, `/sites/${house.site}/permissions/${permission}`);
    expect(body.state).toBe('to-review');
  });

  it('flags nothing of whoever had the card before', async () => {
    const person = await aColleague(house);
    const card = await aCard(house, person, '000470');
    const permission = await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    await step(card, 'return');
    await assign(card, await aColleague(house));
    const { body } = await house.get(house.admin.token, `/sites/${house.site}/permissions/${permission}`);
    expect(body.state).toBe('approved');
  });

  it('does not flag them for the first card', async () => {
    const person = await aColleague(house);
    const permission = await anApprovedPermission(house, person, await anOfficerOf(house, 'office'));
    await aCard(house, person, '000450');
    const { body } = await house.get(house.admin.token, `/sites/${house.site}/permissions/${permission}`);
    expect(body.state).toBe('approved');
  });
});
