import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aMember, anIdentity } from '../../support/a-visit.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';

let house: Reception;
let guard: Officer;
let officer: Officer;
beforeAll(async () => {
  house = await aReception();
  const { test, site: siteId } = house;
  guard = await anOfficer(test, [{ role: 'guard', siteId }]);
  officer = await anOfficer(test, [{ role: 'security-officer', siteId }]);
});
afterAll(() => house.test.close());

const post = ({ token }: Officer, path: string, payload: object) =>
  house.test.ask(token, {
    method: 'POST',
    url: `/api/v1/sites/${house.site}/restricted-persons${path}`,
    payload,
  });

describe('a 立入制限対象者 at the desk', () => {
  it('stops alone of their group, with 「警備へ連絡」 and nothing else, until a guard clears the visit', async () => {
    const draft = { name: '鬼頭 剛', basis: '庁舎管理規則第8条', until: '2027-04-01T00:00:00+09:00' };
    const id = (await post(guard, '', draft)).body.id;
    await post(officer, `/${id}/approve`, {});
    const identity = anIdentity({ name: '鬼頭　剛', affiliation: '別の社' });
    const { visit, members } = await house.visit({ members: [aMember({ identity }), aMember()] });
    const [stopped = '', other = ''] = members;
    const checkIn = (some: readonly string[]) =>
      house.step(visit, 'check-in', { day: visitDay, desk: 'front', members: some.map((one) => given(one)) });

    const first = await checkIn([stopped, other]);
    expect(first.body.members).toMatchObject([
      { member: stopped, done: false, lacks: [{ code: 'call-guard', says: '警備へ連絡', zones: [] }] },
      { member: other, done: true, lacks: [] },
    ]);
    expect(first.body.members[0].lacks).toHaveLength(1);
    expect(JSON.stringify(first.body)).not.toContain(draft.basis);
    expect(JSON.stringify(first.body)).not.toContain(id);

    const cleared = await post(guard, `/${id}/clear`, { visit, member: stopped, found: '生年が違う' });
    expect(cleared.status).toBe(200);
    expect((await checkIn([stopped])).body.members).toMatchObject([{ done: true, lacks: [] }]);
  });

  it('stops likewise who was out for a while when they were listed, and not on the way out', async () => {
    const draft = { name: '髙橋 剛', basis: '庁舎管理規則第8条', until: '2027-04-01T00:00:00+09:00' };
    const identity = anIdentity({ name: '高橋　剛' });
    const { visit, members } = await house.visit({ members: [aMember({ identity })] });
    const [member = ''] = members;
    const step = (name: string, over: object = {}) =>
      house.step(visit, name, { day: visitDay, members: [{ member }], ...over });
    await step('check-in', { desk: 'front', members: [given(member)] });
    await step('step-out');
    const { id } = (await post(guard, '', draft)).body;
    await post(officer, `/${id}/approve`, {});

    const stopped = await step('step-in');
    expect(stopped.body).toMatchObject({
      seq: null,
      members: [{ done: false, state: 'out-for-now', lacks: [{ code: 'call-guard' }], may: [] }],
    });
    expect((await step('check-out', { origin: 'desk' })).body.members).toMatchObject([{ done: true }]);
  });
});
