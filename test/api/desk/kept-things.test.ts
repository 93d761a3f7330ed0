import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { aSite } from '../../support/a-site.ts';
import { aMember, anIdentity, aPlacedVisit, aVisit } from '../../support/a-visit.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';

let house: PeopleHouse;
let reception: Officer;
let guard: Officer;

beforeAll(async () => {
  house = await startPeopleHouse();
  reception = await anOfficer(house.test, [{ role: 'reception', siteId: house.site }]);
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
});
afterAll(() => house.test.close());

async function aGuest(siteId = house.site): Promise<string> {
  const member = aMember({ identity: anIdentity({ name: '髙橋 𠮷子' }) });
  await aVisit(house.test, siteId, aPlacedVisit(house.host.id, { members: [member] }));
  return member.memberId;
}

const url = () => `/sites/${house.site}/kept-things`;
const keep = (owner: string, slot: string, item = 'ノートPC') =>
  house.post(reception.token, url(), { owner, item, slot });
const open = async (owner: string) =>
  (await house.get(reception.token, `${url()}?owner=${owner}&state=kept`)).body;

describe('預り品', () => {
  it('is listed by whose it is until it is handed back, with who took it and who handed it back', async () => {
    const owner = await aGuest();
    const { id } = (await keep(owner, 'A-1')).body;
    const list = await open(owner);
    expect(list.items).toMatchObject([
      {
        id,
        owner,
        item: 'ノートPC',
        slot: 'A-1',
        says: '預かり中',
        takenBy: reception.id,
        handedBackAt: null,
        may: [{ step: 'hand-back', by: ['reception', 'guard'] }],
      },
    ]);
    expect(list.names).toEqual({ [owner]: '髙橋 𠮷子', [reception.id]: '審査太郎' });
    expect((await house.post(guard.token, `${url()}/${id}/hand-back`)).body).toEqual({
      state: 'handed-back',
    });
    expect((await open(owner)).items).toEqual([]);
    const all = (await house.get(reception.token, `${url()}?owner=${owner}`)).body.items;
    expect(all).toMatchObject([
      { state: 'handed-back', takenBy: reception.id, handedBackBy: guard.id, may: [] },
    ]);
    expect((await house.post(guard.token, `${url()}/${id}/hand-back`)).body.detail).toContain('すでに');
  });

  it('leaves an entry with the slot, and what it is apart from it', async () => {
    const owner = await aGuest();
    await keep(owner, 'A-2', '三脚');
    const last = await lastEntryOf(house.test.pool, house.site);
    expect(last).toMatchObject({ kind: 'thing-kept', subject: { person: owner }, details: { slot: 'A-2' } });
    expect(JSON.stringify(last)).not.toContain('三脚');
    expect(last.personal).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has a slot of its own: of two who take one, the second is refused, until it is free', async () => {
    const [one, other] = [await aGuest(), await aGuest()];
    const answers = await Promise.all([keep(one, 'B-1'), keep(other, 'B-1')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const { id } = answers.find(({ status }) => status === 201)?.body ?? {};
    expect((await keep(other, 'B-1')).body.detail).toContain('B-1');
    await house.post(guard.token, `${url()}/${id}/hand-back`);
    expect((await keep(other, 'B-1')).status).toBe(201);
  });

  it('is of somebody the site knows', async () => {
    expect((await keep(newId<'person'>(), 'C-1')).status).toBe(422);
    const elsewhere = await aSite(house.test);
    expect((await keep(await aGuest(elsewhere), 'C-1')).status).toBe(422);
    expect((await keep(house.host.id, 'C-1')).status).toBe(201);
  });
});

describe('荷物検査', () => {
  const inspect = (over: object) =>
    house.post(guard.token, `/sites/${house.site}/inspections`, {
      zone: 'office',
      result: 'nothing',
      ...over,
    });

  it('says for whom, when and with what result, and names what the desk kept instead', async () => {
    const person = await aGuest();
    expect((await inspect({ person, result: 'kept' })).body.errors).toMatchObject([{ at: '/things' }]);
    const thing = (await keep(person, 'C-7', '携帯音楽機器')).body.id;
    const made = await inspect({ person, result: 'kept', things: [thing], words: '持込みを断った' });
    expect(made.status).toBe(201);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'things-inspected',
      subject: { person, to: 'office' },
      details: { inspection: made.body.id, result: 'kept', things: [thing] },
    });
    const list = (await house.get(guard.token, `/sites/${house.site}/inspections?person=${person}`)).body;
    expect(list).toMatchObject({
      items: [
        {
          id: made.body.id,
          zone: 'office',
          by: guard.id,
          at: house.test.clock.now().toISOString(),
          says: '預かった（預り品）',
          things: [thing],
          words: '持込みを断った',
        },
      ],
      names: { [person]: '髙橋 𠮷子' },
    });
    const refused = await inspect({ person: guard.id });
    expect(refused.status).toBe(403);
    expect((await inspect({ person: newId(), zone: 'nowhere' })).body.errors).toHaveLength(2);
  });
});
