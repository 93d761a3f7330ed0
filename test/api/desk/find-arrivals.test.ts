import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite } from '../../../src/zones/sites/create-site.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aDestination, aMember, anIdentity, aReview } from '../../support/a-visit.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { aMachine } from '../../support/test-app.ts';

let house: Reception;
let takada: string;
let suzuki: string;
let guest: string;
let invitation: string;
beforeAll(async () => {
  house = await aReception();
  await house.stock('V-101');
  const { visit, members } = await house.visit({
    members: [
      aMember({
        identity: anIdentity({
          name: '髙田 直子',
          nameKana: 'タカダ ナオコ',
          affiliation: 'みずほ設備株式会社',
        }),
      }),
      aMember({ identity: anIdentity({ name: '鈴木 一郎', nameKana: null }) }),
    ],
  });
  [takada = '', suzuki = ''] = members;
  const passed = given(suzuki, { instead: undefined, pass: 'V-101' });
  await house.step(visit, 'check-in', { day: visitDay, desk: 'front', members: [passed] });
  const other = await anOfficer(house.test, []);
  await asOwner(
    house.test,
    `update persons set name_key = '渡辺文子', name_search = '渡辺文子' where person_id = $1`,
    [other.id],
  );
  const alone = await house.visit({ destinations: [aDestination(other.id)] });
  guest = alone.members[0] ?? '';
  const url = `/api/v1/sites/${house.site}/visits/${alone.visit}/invite`;
  invitation = (await house.test.ask(other.token, { method: 'POST', url })).body.id;
});
afterAll(() => house.test.close());

async function found(q: string): Promise<readonly string[]> {
  const { body } = await house.get(`arrivals?q=${encodeURIComponent(q)}`);
  return body.items.map(({ member }: { member: string }) => member);
}

describe('somebody is found at the desk', () => {
  it.each([
    ['two letters of the name, in another variant', '高田', () => [takada]],
    ['the reading, in the other kana', 'なおこ', () => [takada]],
    ['the 所属', 'みずほ', () => [takada]],
    ['the 所属, in another form', '㈱みずほ設備', () => [takada]],
    ['the name of the host', '渡邊', () => [guest]],
    ['the number of the pass, as somebody types it', 'ｖ-101', () => [suzuki]],
  ])('by %s', async (_, q, who) => {
    expect(await found(q)).toEqual(who());
  });

  it('by the whole number of the 案内状, as a scanner types it', async () => {
    expect(await found(`${invitation}\n`)).toEqual([guest]);
    expect(await found(invitation.slice(0, -1))).toEqual([]);
  });

  it('by a whole number alone, and by nothing that is blank', async () => {
    expect(await found('V-10')).toEqual([]);
    expect(await found('　')).toEqual([]);
    expect((await house.get('arrivals?q=')).status).toBe(400);
  });

  it('among those of the day and the state that are asked for', async () => {
    const { body } = await house.get(`arrivals?day=2026-04-07&q=${encodeURIComponent('高田')}`);
    expect(body.items).toEqual([]);
    const here = await house.get(`arrivals?state=checked-in&q=${encodeURIComponent('個人')}`);
    expect(here.body.items).toMatchObject([{ member: suzuki, name: '鈴木 一郎', pass: 'V-101' }]);
  });
});

describe('whether somebody is reviewed', () => {
  it('is told by line and by what is asked for: for all their destinations, on that day', async () => {
    const { host, visit, get } = house;
    const [one, other] = [aMember(), aMember()];
    const bound = { memberIds: [one.memberId, other.memberId] };
    const day = '2026-04-09';
    const placed = await visit({
      days: [day],
      members: [one, other, aMember()],
      destinations: [
        aDestination(host.id, { ...bound, review: aReview(host.id) }),
        aDestination(host.id, { memberIds: [other.memberId] }),
      ],
    });
    const told = async (query: string) =>
      (await get(`arrivals?day=${day}${query}`)).body.items.map(
        ({ member, reviewed }: { member: string; reviewed: boolean }) => [
          placed.members.indexOf(member),
          reviewed,
        ],
      );
    const all = [
      [0, true],
      [1, false],
      [2, false],
    ];
    const byPosition = (lines: readonly number[][]) => lines.toSorted(([a = 0], [b = 0]) => a - b);
    expect(byPosition(await told(''))).toEqual(all);
    expect(await told('&reviewed=true')).toEqual([[0, true]]);
    expect(byPosition(await told('&reviewed=false'))).toEqual(all.slice(1));
  });
});

describe('whoever is inside since the evening before', () => {
  const night = '2026-04-07';
  const after = '2026-04-08';
  let inside: string;
  let out: string;
  let left: string;
  const membersOf = async (query: string) => {
    const { body } = await house.get(`arrivals${query}`);
    return body.items.map(({ member }: { member: string }) => member);
  };
  beforeAll(async () => {
    const guests = ['早川 守', '早川 望', '早川 環', '早川 渉'].map((name) =>
      aMember({ identity: anIdentity({ name }) }),
    );
    const { visit, members } = await house.visit({
      days: [night],
      startsAt: '22:00',
      endsAt: '06:00',
      members: guests,
    });
    [inside = '', out = '', left = ''] = members;
    house.test.clock.set(new Date('2026-04-07T13:30:00.000Z'));
    const comes = [inside, out, left].map((member) => given(member));
    await house.step(visit, 'check-in', { day: night, desk: 'front', members: comes });
    await house.step(visit, 'step-out', { day: night, members: [{ member: out }] });
    await house.step(visit, 'check-out', { day: night, members: [{ member: left }], origin: 'desk' });
    house.test.clock.set(new Date('2026-04-07T16:00:00.000Z'));
  });
  afterAll(() => house.test.clock.set(new Date('2026-04-06T01:00:00.000Z')));

  it('is listed and found after midnight where no day is asked for, until they leave', async () => {
    const here = [inside, out].toSorted();
    // Another is in since the day before that.
    expect(await membersOf('')).toEqual([suzuki, ...here]);
    expect(await membersOf('?waiting=true')).toEqual([suzuki, inside]);
    expect(await membersOf('?state=out-for-now')).toEqual([out]);
    expect(await membersOf(`?q=${encodeURIComponent('早川')}`)).toEqual(here);
    expect(await membersOf(`?day=${after}`)).toEqual([]);
    expect(await membersOf(`?day=${after}&q=${encodeURIComponent('早川')}`)).toEqual([]);
  });

  it('is found by the name of a host', async () => {
    await asOwner(
      house.test,
      `update persons set name_key = '夜間守', name_search = '夜間守' where person_id = $1`,
      [house.host.id],
    );
    expect(await membersOf(`?q=${encodeURIComponent('夜間守')}`)).toEqual([
      suzuki,
      ...[inside, out].toSorted(),
    ]);
  });
});

describe('the names of a list', () => {
  it('are told by what somebody is at this site, whatever they are at another', async () => {
    const { deps } = house.test;
    const elsewhere = await createSite(deps, fromTerminal(), { name: '第二庁舎' });
    if (!elsewhere.ok) throw new Error(elsewhere.refusal.code);
    const auditor = await aMachine(house.test, 'auditor-here', [
      { role: 'auditor', siteId: house.site },
      { role: 'guard', siteId: elsewhere.value.id },
    ]);
    const url = `/api/v1/sites/${house.site}/arrivals?day=${visitDay}`;
    const { body } = await house.test.ask(auditor, { url });
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.filter(({ name }: { name: string | null }) => name !== null)).toEqual([]);
  });
});
