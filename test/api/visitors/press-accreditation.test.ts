import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PressHouse, startPressHouse, untilYearEnd } from '../../support/a-press-house.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import type { Officer } from '../../support/an-officer.ts';
import { aMachine } from '../../support/test-app.ts';

let house: PressHouse;
beforeAll(async () => {
  house = await startPressHouse();
});
afterAll(() => house.test.close());

const organisations = () => house.url('/press-organisations');
const draft = (over: object = {}) => ({
  name: '株式会社日本中央放送',
  club: true,
  basis: '令和8年度記者クラブ名簿',
  until: untilYearEnd,
  ...over,
});
const enter = (over: object = {}, by = house.reception) => house.post(by.token, organisations(), draft(over));
const stepOn = (path: string, step: string, by: Officer, body: object = {}) =>
  house.post(by.token, house.url(`${path}/${step}`), body);
const reason = { reason: '廃刊' };
const person = (name: string, over: object = {}) => ({ name, sort: 'reporter', ...over });
const enterPersons = (organisation: string, persons: readonly object[], over: object = {}) =>
  house.post(house.reception.token, `${organisations()}/${organisation}/persons`, {
    persons,
    basis: '4月3日付け申請',
    until: untilYearEnd,
    ...over,
  });

describe('an organisation of the press', () => {
  it('is entered with basis and end by one person and approved by another, and ended with a reason', async () => {
    const { body } = await enter();
    const path = `/press-organisations/${body.id}`;
    expect((await enterPersons(body.id, [person('未承 認')])).status).toBe(409);
    expect((await stepOn(path, 'approve', house.reception)).status).toBe(403);
    expect((await stepOn(path, 'approve', house.decider)).body).toEqual({ state: 'accredited' });
    const listed = await house.get(house.reception.token, organisations());
    expect(listed.body.items.find(({ id }: { id: string }) => id === body.id)).toMatchObject({
      name: '株式会社日本中央放送',
      club: true,
      basis: '令和8年度記者クラブ名簿',
      state: 'accredited',
      says: '有効',
      enteredBy: house.reception.id,
      approvedBy: house.decider.id,
      may: [{ step: 'end' }],
    });
    expect((await stepOn(path, 'end', house.reception, reason)).status).toBe(403);
    expect((await stepOn(path, 'end', house.decider, reason)).body).toEqual({ state: 'ended' });
    expect((await stepOn(path, 'end', house.decider, reason)).status).toBe(409);
    expect((await enterPersons(body.id, [person('終 了')])).status).toBe(409);
    const after = await house.get(house.reception.token, organisations());
    expect(after.body.items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
    const all = await house.get(house.reception.token, `${organisations()}?ended=true`);
    expect(all.body.items.find(({ id }: { id: string }) => id === body.id)).toMatchObject({
      state: 'ended',
      endReason: '廃刊',
      endedBy: house.decider.id,
    });
  });

  it('is approved by no machine and by nobody who entered it, who may take it back', async () => {
    const machine = await aMachine(house.test, 'list', [{ role: 'section-officer', siteId: house.site }]);
    expect((await house.post(machine, organisations(), draft({ name: '機械通信' }))).status).toBe(403);
    const own = await enter({ name: '東都通信社' }, house.decider);
    const path = `/press-organisations/${own.body.id}`;
    expect((await stepOn(path, 'approve', house.decider)).body.type).toBe('/problems/self-approval');
    const taken = await enter({ name: '西都通信社' });
    const back = await stepOn(`/press-organisations/${taken.body.id}`, 'end', house.reception, reason);
    expect(back.body).toEqual({ state: 'ended' });
    expect((await enter({}, house.host)).status).toBe(403);
  });

  it('stands once in the register, under whichever spelling and legal form, until it has ended or run out', async () => {
    const first = await enter({ name: '株式会社浜髙新聞', until: '2026-04-06T12:00:00+09:00' });
    const again = await enter({ name: '㈱濱高新聞' });
    expect([again.status, again.body.detail]).toEqual([
      409,
      'この名の報道機関は、すでに登録されています。一覧を確かめてください。',
    ]);
    const { clock } = house.test;
    const now = clock.now();
    clock.set(new Date('2026-04-06T12:00:00+09:00'));
    const late = await stepOn(`/press-organisations/${first.body.id}`, 'approve', house.decider);
    expect(late.body.detail).toContain('期限を過ぎました');
    expect((await enter({ name: '㈱濱高新聞' })).status).toBe(201);
    clock.set(now);
    const nothing = await enter({ name: '株式会社', until: '2020-01-01T00:00:00Z' });
    expect(nothing.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/name', '/until']);
  });

  it('of two who enter the same at once is entered by one', async () => {
    const both = await Promise.all([
      enter({ name: '同時日報' }),
      enter({ name: '同時日報社' }),
      enter({ name: '同時日報' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 201, 409]);
  });
});

describe('persons of an organisation', () => {
  it('are entered all or none, with every fault at its line, 髙 being 高', async () => {
    const press = await house.anOrganisation('南海新報');
    await house.personsOf(press, ['髙橋 直美']);
    const lines = [
      person('高橋直美'),
      person('齋藤 実'),
      person('斉藤　実', { sort: 'camera' }),
      person('森 一'),
    ];
    const refused = await enterPersons(press, lines, { until: '2020-01-01T00:00:00Z' });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/persons/0/name',
      '/persons/2/name',
      '/until',
    ]);
    const { body } = await house.get(house.reception.token, `${organisations()}/${press}/persons`);
    expect(body.items).toMatchObject([{ name: '髙橋 直美', sortName: '記者', state: 'accredited' }]);
  });

  it('are told apart where their readings are', async () => {
    const press = await house.anOrganisation('読み新聞');
    const two = [person('東 海', { nameKana: 'あずま かい' }), person('東 海', { nameKana: 'ひがし うみ' })];
    expect((await enterPersons(press, two)).status).toBe(201);
    expect((await enterPersons(press, [person('東海', { nameKana: 'ヒガシ ウミ' })])).status).toBe(422);
    expect((await enterPersons(press, [person('東 海')])).status).toBe(422);
  });

  it('are approved all or none, by another person, and only under their own organisation', async () => {
    const [press, other] = [await house.anOrganisation('北の新聞'), await house.anOrganisation('東の新聞')];
    const [done = ''] = await house.personsOf(press, ['先 承認']);
    const { ids } = (await enterPersons(press, [person('後 承認')])).body;
    const approve = (under: string, persons: readonly string[], by = house.decider) =>
      stepOn(`/press-organisations/${under}/persons`, 'approve', by, { persons });
    expect((await approve(press, ids, house.reception)).status).toBe(403);
    const mixed = await approve(press, [...ids, done]);
    expect(mixed.body.errors).toMatchObject([{ at: '/persons/1' }]);
    expect((await approve(other, ids)).body.errors).toMatchObject([{ at: '/persons/0' }]);
    expect((await approve(press, ids)).body).toEqual({ state: 'accredited' });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'press-persons-approved',
      details: { pressOrganisation: press, pressPersons: ids },
    });
  });

  it('are named by the record alone beside the log, and read by those who see them come', async () => {
    const press = await house.anOrganisation('名前日報');
    await house.personsOf(press, ['名前 秘']);
    for (const { text } of await entriesOf(house.test.pool, house.site)) {
      expect(text).not.toContain('名前 秘');
      expect(text).not.toContain('名前日報');
    }
    const path = `${organisations()}/${press}/persons`;
    expect((await house.get(house.host.token, path)).status).toBe(403);
    expect((await house.get(house.decider.token, path)).status).toBe(200);
  });
});
