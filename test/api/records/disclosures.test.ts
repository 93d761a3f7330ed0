import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { searchKey } from '../../../src/kernel/names/search-key.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let security: Officer;
const day = '2026-04-06';

beforeAll(async () => {
  house = await startVisitHouse();
  security = await anOfficer(house.test, [{ role: 'security-officer' }]);
});
afterAll(() => house.test.close());

type Candidate = {
  readonly id: string;
  readonly as: string;
  readonly site: string | null;
  readonly name: string;
  readonly formerName: string | null;
};
const page = async (query: Readonly<Record<string, string>>) => {
  const asked = new URLSearchParams(query).toString();
  const { status, body } = await house.get(security.token, `/disclosures/candidates?${asked}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as { readonly items: readonly Candidate[]; readonly next: string | null };
};
const disclose = (asked: object) =>
  house.post(security.token, '/disclosures', {
    ...{ askedBy: '本人', basis: 'own-request', number: '令8開示第1号' },
    ...asked,
  });

/** So many visits of somebody, as their rows stand. */
async function visitsOf(name: string, affiliation: string, count: number) {
  await asOwner(
    house.test,
    `with came as (select gen_random_uuid() as member, gen_random_uuid() as visit from generate_series(1, $4)),
      named as (
        insert into visitor_identities (site_id, member_id, visit_id, last_day, name, name_search, affiliation, affiliation_search)
        select $1, member, visit, $7, $2, $5, $3, $6 from came)
      insert into members (site_id, member_id, from_seq, visit_id, listed, things)
      select $1, member, 1, visit, true, '[]' from came`,
    [house.site, name, affiliation, count, searchKey(name), searchKey(affiliation), day],
  );
}

describe('whoever may be meant by a request', () => {
  it('is told page by page to the last, and each of the visits is disclosed at once', async () => {
    await visitsOf('多数 太郎', '毎日商会', 405);
    await visitsOf('多数 太郎', '最古商会', 10);
    const found: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { items, next } = await page({ name: '多数太郎', limit: '100', ...(after && { after }) });
      expect(items.length).toBeLessThanOrEqual(100);
      found.push(...items.map(({ id }) => id));
      after = next;
    }
    expect([found.length, new Set(found).size]).toEqual([415, 415]);
    const few = await page({ name: '多数 太郎', affiliation: '最古商会' });
    expect([few.items.length, few.next]).toEqual([10, null]);

    const { status, body } = await disclose({ persons: found });
    expect(status).toBe(200);
    expect(body.items.filter(({ table }: { table: string }) => table === 'visitor_identities')).toHaveLength(
      415,
    );
  });

  it('has a cursor that leads on, or none', async () => {
    for (const after of ['1', 'visitor~1~2', `nobody~${house.site}~${house.site}`, 'person~~']) {
      const asked = new URLSearchParams({ name: '多数太郎', after }).toString();
      const { status, body } = await house.get(security.token, `/disclosures/candidates?${asked}`);
      expect([status, body.type]).toEqual([400, '/problems/invalid-cursor']);
    }
  });

  it('is found by what they were called before, with what they are called now', async () => {
    const staff = await house.make('/persons', {
      ...{ kind: 'staff', name: '滅亡 一郎', organisationId: house.section },
    });
    expect((await house.patch(house.admin.token, `/persons/${staff}`, { name: '改姓 一郎' })).status).toBe(
      200,
    );
    expect((await page({ name: '滅亡一郎', affiliation: '総務課' })).items).toMatchObject([
      { id: staff, as: 'person', name: '改姓 一郎', formerName: '滅亡 一郎' },
    ]);
    expect((await page({ name: '改姓一郎' })).items).toMatchObject([{ id: staff, formerName: null }]);

    const planned = await house.plan(house.host.token, {
      members: [{ name: '誤記 花子', affiliation: '誤記商会' }],
    });
    const { id: visit, members } = planned.body;
    const putRight = await house.post(house.reception.token, house.visitUrl(`/${visit}/correct`), {
      ...{ what: 'name', day, member: members[0].id, reason: '聞き違い' },
      ...{ name: '正記 花子', affiliation: '正記商会' },
    });
    expect(putRight.status).toBe(200);
    const corrected = [{ id: members[0].id, as: 'visitor', name: '正記 花子', formerName: '誤記 花子' }];
    expect((await page({ name: '誤記花子' })).items).toMatchObject(corrected);
    expect((await page({ name: '誤記花子', affiliation: '誤記商会' })).items).toMatchObject(corrected);
    expect((await page({ name: '誤記花子', affiliation: '無縁商会' })).items).toEqual([]);
  });

  it('is also a line of a sheet that knows them by name alone, which is disclosed as one', async () => {
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    const line = { sheet: 1, enteredAt: '2026-04-05T23:30:00Z', door: 'hall-office', zone: 'office' };
    const logged = await house.post(guard.token, `/sites/${house.site}/paper-log`, {
      ...{ writtenOn: day, writer: '鈴木' },
      lines: [
        { ...line, line: 1, name: '紙面 太郎', affiliation: '手書商会' },
        { ...line, line: 2, name: '別人 次郎', affiliation: '手書商会' },
      ],
    });
    expect(logged.status, JSON.stringify(logged.body)).toBe(201);
    const { items } = await page({ name: '紙面太郎', affiliation: '手書' });
    expect(items).toMatchObject([
      { id: `${day}.1.1`, as: 'paper-line', site: house.site, name: '紙面 太郎', day },
    ]);
    const { status, body } = await disclose({
      persons: [],
      paperLines: items.map(({ site, id }) => ({ site, id })),
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.items).toMatchObject([{ table: 'paper_lines', told: expect.stringContaining('紙面 太郎') }]);
    expect(body.items[0].told).toContain(`記録番号：${logged.body.seq}`);

    const unknown = [{ site: house.site, id: `${day}.9.9` }];
    expect((await disclose({ persons: [newId<'person'>()], paperLines: unknown })).body.errors).toMatchObject(
      [{ at: '/persons/0' }, { at: '/paperLines/0' }],
    );
    expect((await disclose({ persons: [] })).body.errors).toMatchObject([{ at: '/persons' }]);
  });

  describe('is also somebody whom nothing names but a name', () => {
    const receiver = newId<'delivery'>();
    const found = async (name: string) => (await page({ name })).items;
    const toldOf = async (name: string) => {
      const { status, body } = await disclose({
        persons: [],
        named: (await found(name)).map(({ site, as, id }) => ({ site, as, id })),
      });
      expect(status, JSON.stringify(body)).toBe(200);
      return body.items.map(({ told, table }: { told: string; table: string }) => ({ told, table }));
    };

    beforeAll(async () => {
      const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
      const post = async (path: string, payload: object) => {
        const { status, body } = await house.post(guard.token, `/sites/${house.site}/${path}`, payload);
        expect(status, JSON.stringify(body)).toBeLessThan(300);
        return body;
      };
      const came = { service: 'ambulance', persons: 2, door: 'hall-office', zone: 'office', minutes: 20 };
      const { id } = await post('emergency-entries', came);
      await post(`emergency-entries/${id}/names`, {
        members: ['救急 一郎', '救急 二郎'].map((name) => ({ name, affiliation: '見本消防署' })),
      });
      const line = {
        sheet: 3,
        line: 1,
        enteredAt: '2026-04-05T23:30:00Z',
        door: 'hall-office',
        zone: 'office',
      };
      await post('paper-log', {
        ...{ writtenOn: day, writer: '筆記 三郎' },
        lines: [{ ...line, name: '紙面 次郎', affiliation: '手書商会' }],
      });
      await asOwner(
        house.test,
        `insert into deliveries (site_id, delivery_id, from_seq, way, state, thing, carrier, pieces, care, handled_by, receiver, taken_at)
          values ($1, $2, 1, 'out', 'collected', 'information-item', '見本運輸', 1, 'ordinary', gen_random_uuid(), '{"name":"提供 四郎"}', now())`,
        [house.site, receiver],
      );
    });

    it('of a crew that came in an emergency, one of them and no other', async () => {
      expect(await found('救急二郎')).toMatchObject([
        { as: 'crew', name: '救急 二郎', affiliation: '見本消防署' },
      ]);
      expect((await page({ name: '救急二郎', affiliation: '無縁' })).items).toEqual([]);
      const told = await toldOf('救急二郎');
      expect(told).toMatchObject([{ table: 'personal_records', told: expect.stringContaining('救急 二郎') }]);
      expect(told[0].told).not.toContain('一郎');
    });

    it('of those to whom information was given', async () => {
      expect(await found('提供四郎')).toMatchObject([{ as: 'receiver', id: receiver, site: house.site }]);
      expect(await toldOf('提供四郎')).toMatchObject([{ told: expect.stringContaining('見本運輸') }]);
    });

    it('of those who wrote a sheet by hand', async () => {
      expect(await found('筆記三郎')).toMatchObject([{ as: 'paper-writer', id: `${day}.3`, day }]);
      expect(await toldOf('筆記三郎')).toEqual([
        { table: 'paper_lines', told: `書いた人：筆記 三郎　日：${day}　用紙：3` },
      ]);
    });

    it('page by page, and of nobody who is not there', async () => {
      const [only] = await found('救急一郎');
      const cursor = (id: string) => page({ name: '救急一郎', after: `crew~${house.site}~${id}` });
      expect((await cursor('1.1')).items).toEqual([only]);
      expect((await cursor(only?.id ?? '')).items).toEqual([]);
      const named = [{ site: house.site, as: 'crew', id: '9.9' }];
      expect((await disclose({ persons: [], named })).body.errors).toMatchObject([{ at: '/named/0' }]);
    });
  });
});
