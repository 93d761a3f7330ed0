import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOfficer } from '../../support/an-officer.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;

beforeAll(async () => {
  house = await startVisitHouse({ regulars: { daysAWeek: 7, visitsAYear: 2, daysInARow: 31 } });
});
afterAll(() => house.test.close());

const named = (name: string, affiliation: string, over = {}) => ({
  members: [{ name, affiliation, ...over }],
});

describe('whoever has come before', () => {
  it('is found by their whole name however it is spelled, with what was told the last time', async () => {
    const { reception, get, plan, site } = house;
    await plan(reception.token, named('髙橋 一', '株式会社浜田商事', { telephone: '03-0000-0001' }));
    await plan(reception.token, {
      ...named('髙橋　一', '浜田商事㈱', { telephone: '03-0000-0002' }),
      days: ['2026-04-20'],
    });
    await plan(reception.token, named('高橋一', '個人'));
    const { body } = await get(
      reception.token,
      `/sites/${site}/visitors?name=${encodeURIComponent('高橋 一')}`,
    );
    expect(body.items).toMatchObject([
      { affiliation: '浜田商事㈱', telephone: '03-0000-0002', lastDay: '2026-04-20', purpose: 'meeting' },
      { affiliation: '個人' },
    ]);
  });

  it('is found by the reading of their name, each of those who are read alike', async () => {
    const { reception, get, plan, site } = house;
    await plan(reception.token, named('角田 誠', '浜田商事', { nameKana: 'かくた まこと' }));
    await plan(reception.token, named('覚田 真', '浜田商事', { nameKana: 'カクタ マコト' }));
    const { body } = await get(
      reception.token,
      `/sites/${site}/visitors?name=${encodeURIComponent('ｶｸﾀ ﾏｺﾄ')}`,
    );
    expect(new Set(body.items.map(({ name }: { name: string }) => name))).toEqual(
      new Set(['角田 誠', '覚田 真']),
    );
  });

  it('is found by a host only where they came to that host', async () => {
    const { host, get, plan, site, test } = house;
    await plan(host.token, named('田中 実', '浜田商事'));
    const other = await anOfficer(test, []);
    const find = async (token: string) =>
      (await get(token, `/sites/${site}/visitors?name=${encodeURIComponent('田中実')}`)).body.items.length;
    expect([await find(host.token), await find(other.token)]).toEqual([1, 0]);
  });
});

describe('who comes too often', () => {
  it('is told to the officer who gives cards, by name to whom names are told, and may come all the same', async () => {
    const { reception, get, plan, site, test } = house;
    const [security, general] = [
      await anOfficer(test, [{ role: 'security-officer', siteId: site }]),
      await anOfficer(test, [{ role: 'general-officer' }]),
    ];
    const often = named('常連 太郎', '浜田商事');
    const spelled = named('常連　太郎', '㈱浜田商事');
    for (const planned of [
      { ...often, days: ['2026-04-06'] },
      { ...spelled, days: ['2026-04-07', '2026-04-08'] },
    ]) {
      const { body } = await plan(reception.token, planned);
      await test.pool.query(`update arrivals set state = 'checked-out' where visit_id = $1`, [body.id]);
    }
    const list = async ({ token }: { token: string }) =>
      (await get(token, `/sites/${site}/regulars`)).body.items;
    expect(await list(security)).toEqual([
      {
        name: expect.stringMatching(/^常連.太郎$/),
        affiliation: expect.stringMatching(/^㈱?浜田商事$/),
        days: 3,
        lastDay: '2026-04-08',
        reasons: [{ code: 'yearly', says: '1年の来訪が決まった回数を超えた' }],
      },
    ]);
    expect(await list(general)).toMatchObject([{ name: null, affiliation: null, days: 3 }]);
    expect((await get(reception.token, `/sites/${site}/regulars`)).status).toBe(403);
    expect((await plan(reception.token, { ...often, days: ['2026-04-09'] })).status).toBe(200);
  });
});
