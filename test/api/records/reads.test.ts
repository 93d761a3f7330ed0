import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicePrincipal } from '../../../src/authority/service-principal.ts';
import { buildReadNotes } from '../../../src/records/reads/build-read-notes.ts';
import { tellReads } from '../../../src/records/reads/tell-reads.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aDestination, aMember, anIdentity, aReview } from '../../support/a-visit.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { rowsInCsv } from '../../support/read-back.ts';
import { aTokenOfRole } from '../../support/role-tokens.ts';

let house: Reception;
let one: string;
let two: string;
let curious: Officer;
let officer: string;
let auditor: string;
let ofMinistry: string;

const day = 'from=2026-04-06&until=2026-04-07';
const record = (path: string, token: string) =>
  house.test.ask(token, { url: `/api/v1/sites/${house.site}/records/${path}` });

/** The reads of whom the test is about. */
async function reads(query = '', token = auditor) {
  const { status, body } = await record(`reads?${day}&number=${curious.id}${query}`, token);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
}
const whatOf = (rows: readonly { readonly what: string }[]) => rows.map(({ what }) => what);

/** Two members come, and somebody looks them up. */
beforeAll(async () => {
  house = await aReception();
  officer = await aTokenOfRole(house.test.deps, 'security-officer', house.site);
  auditor = await aTokenOfRole(house.test.deps, 'auditor', house.site);
  ofMinistry = await aTokenOfRole(house.test.deps, 'auditor', house.site, 'for the ministry');
  curious = await anOfficer(house.test, [{ role: 'security-officer' }]);
  const host = house.host.id;
  const placed = await house.visit({
    members: ['髙﨑 𠮷子', '佐藤 一郎'].map((name) => aMember({ identity: anIdentity({ name }) })),
    destinations: [aDestination(host, { review: aReview(host) })],
  });
  [one = '', two = ''] = placed.members;
  await house.step(placed.visit, 'check-in', {
    day: visitDay,
    desk: 'front',
    members: [given(one), given(two)],
  });
  await record(`visits?${day}&who=佐藤`, curious.token);
  await record(`visits?${day}`, curious.token);
  const notes = buildReadNotes(house.test.deps, 1_000);
  const viewer = { ...servicePrincipal, actor: { type: 'person', id: curious.id } } as const;
  const note = (site: string | undefined, what: string, ...persons: string[]) =>
    notes.note({ viewer, site, what, url: what, persons: new Set(persons) });
  await note(house.site, '/sites/:site/presence', one, '手書きの人');
  await note(undefined, '/persons', host);
  await notes.close();
  await tellReads(house.test.deps, 1_000);
});
afterAll(() => house.test.close());

describe('個人情報の閲覧の記録', () => {
  it('tells what somebody read within a period, and where it is recorded', async () => {
    const rows = await reads();
    expect(whatOf(rows)).toEqual(['訪問記録', '訪問記録', '/sites/:site/presence']);
    expect(rows).toMatchObject(['1', '2', '2'].map((quantity) => ({ id: curious.id, quantity })));
    const before = await record('reads?from=2026-04-05&until=2026-04-06', auditor);
    expect(before.body).toMatchObject({ items: [], count: 0 });
  });

  it('tells who read it to whom names are told, and the number to anybody who reads it', async () => {
    expect(await reads()).toContainEqual(expect.objectContaining({ name: '（非表示）', id: curious.id }));
    expect(await reads('', officer)).toContainEqual(expect.objectContaining({ name: '審査太郎' }));
  });

  it('finds who was shown somebody, and none whose search left them out', async () => {
    expect(whatOf(await reads(`&of=${one}`))).toEqual(['訪問記録', '/sites/:site/presence']);
    expect(whatOf(await reads(`&of=${two}`))).toEqual(['訪問記録', '訪問記録']);
    expect(await reads(`&of=${house.site}`)).toEqual([]);
  });

  it('has what was read of the ministry for whoever reads its records', async () => {
    const ofHost = `&of=${house.host.id}`;
    expect(whatOf(await reads(ofHost))).not.toContain('/persons');
    expect(await reads(ofHost, ofMinistry)).toContainEqual(
      expect.objectContaining({ what: '/persons', sort: '省のもの', id: curious.id }),
    );
  });

  it('is given out in every form, and reading it is noted as well', async () => {
    const { payload } = await house.test.app.inject({
      url: `/api/v1/sites/${house.site}/records/reads?${day}&format=csv`,
      headers: { authorization: `Bearer ${officer}` },
    });
    const [heading = [], first = []] = rowsInCsv(payload).rows;
    expect(first[heading.indexOf('何を')]).toBe('訪問記録');
    await tellReads(house.test.deps, 1_000);
    const { body } = await record(`reads?${day}&of=${curious.id}`, auditor);
    expect(whatOf(body.items)).toContain('個人情報の閲覧の記録');
  });

  it('is of no zone, and no other record is of whom somebody read', async () => {
    const keeper = await anOfficer(house.test, [
      { role: 'zone-officer', siteId: house.site, scope: 'office' },
    ]);
    expect((await record(`reads?${day}`, keeper.token)).status).toBe(403);
    for (const [path, at] of [
      [`reads?${day}&zone=office`, '/query/zone'],
      [`reads?${day}&class=2`, '/query/class'],
      [`visits?${day}&of=${one}`, '/query/of'],
    ]) {
      const { status, body } = await record(path ?? '', officer);
      expect([status, body.errors], path).toMatchObject([400, [{ at }]]);
    }
  });
});
