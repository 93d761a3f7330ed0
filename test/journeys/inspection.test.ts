import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { recordFormatNames } from '../../src/records/formats/record-formats.ts';
import { recordKindNames } from '../../src/records/kinds/record-kinds.ts';
import { tellReads } from '../../src/records/reads/tell-reads.ts';
import { withheld } from '../../src/records/rows/person-cells.ts';
import { columnsAmong, searchFieldNames, searchFields } from '../../src/records/search/search-fields.ts';
import { aGatewayOf } from '../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../support/a-permit-house.ts';
import { entriesOf, gatewayToken } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { bodyOperations } from '../support/body-operations.ts';
import { aCard, aColleague, anApprovedPermission } from '../support/people-house.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';

let house: PermitHouse;
let auditor: Officer;
let security: Officer;

/** An office with a day behind it: somebody came in, a key was lent, a report signed, and what is held of somebody given out. */
beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site, post, zoneOfficer } = house;
  auditor = await anOfficer(test, [{ role: 'auditor' }]);
  security = await anOfficer(test, [{ role: 'security-officer' }]);
  await house.determine('t1r19', 2, [{ value: 'required' }]);
  const person = await aColleague(house, '監査 対象');
  await aCard(house, person, '52001');
  await anApprovedPermission(house, person, zoneOfficer);
  const gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  const card = { format: 'wiegand-26', facility: '012', number: '52001' };
  await gateway.post(gateway.read('52001', 'hall-office-to-office', { card }));
  await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
  const key = { zone: 'office', code: 'k-1', sort: 'ordinary', keptAt: '守衛室の鍵箱' };
  const made = await post(zoneOfficer.token, `/sites/${site}/keys`, key);
  const until = '2026-04-06T18:00:00+09:00';
  await post(house.guard.token, `/sites/${site}/keys/${made.body.id}/lend`, {
    person,
    until,
    purpose: '開錠',
  });
  await post(zoneOfficer.token, `/sites/${site}/measures`, {
    ...{ zone: 'office', row: '9a', hazard: 'fire', what: '消火器', evidence: '写真', takenOn: '2026-04-01' },
  });
  const { digest } = (await house.get(security.token, `/sites/${site}/gaps`)).body;
  await post(security.token, `/sites/${site}/gaps/sign`, { digest });
  await post(security.token, '/disclosures?format=json', {
    ...{ persons: [person], askedBy: '監査 対象', basis: 'own-request', number: '令8開示第9号' },
  });
});
afterAll(() => house.test.close());

/** How the lines of a report of gaps stand in each form, the heading first. */
const formsOfGaps: Readonly<Record<string, (text: string) => readonly (readonly string[])[]>> = {
  csv: (text) => parse(text, { bom: true, relax_column_count: true }),
  print: (text) =>
    (text.split('<table class="lines">')[1] ?? '')
      .split('<tr>')
      .slice(1)
      .map((line) => [...line.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell)),
};

const read = (path: string) => house.get(auditor.token, `/sites/${house.site}/${path}`);

describe('an inspection by the auditor', () => {
  it('reads every record in every form, without the names of whom it is about', async () => {
    const period = 'from=2026-04-06&until=2026-04-07';
    for (const record of recordKindNames) {
      const { status, body } = await read(`records/${record}?${period}`);
      expect([record, status]).toEqual([record, 200]);
      expect(JSON.stringify(body)).not.toContain('監査 対象');
      const hidden = searchFieldNames.filter((field) =>
        columnsAmong(record, searchFields[field].columns).some((column) =>
          body.items.some((row: Readonly<Record<string, string | null>>) => row[column]?.includes(withheld)),
        ),
      );
      for (const field of hidden) {
        const { status: refused } = await read(`records/${record}?${period}&${field}=a`);
        expect([record, field, refused]).toEqual([record, field, 400]);
      }
      for (const format of recordFormatNames.filter((one) => one !== 'json')) {
        const answer = await house.test.app.inject({
          url: `/api/v1/sites/${house.site}/records/${record}?${period}&format=${format}`,
          headers: { authorization: `Bearer ${auditor.token}` },
        });
        expect([record, format, answer.statusCode]).toEqual([record, format, 200]);
      }
    }
    expect((await read(`records/keys?${period}&origin=on-the-spot`)).body.items).toMatchObject([
      { number: 'k-1', sinceFrom: 'on-the-spot', endedAt: null, endedFrom: null },
    ]);
    const { body } = await read(`records/passages?${period}`);
    expect(body.items).toMatchObject([{ enteredHow: 'カード（扉の開き）', name: '（非表示）' }]);
  });

  it('follows each requirement to where it comes from, and what is missing to who signed for it', async () => {
    const { body } = await read('zones/office/requirements');
    expect(body.items.every(({ chain }: { chain: readonly object[] }) => chain.length > 0)).toBe(true);
    const report = (await read('gaps')).body;
    const { signed, items } = (await read('gaps/changes')).body;
    expect(signed).toMatchObject({ by: security.id, digest: report.digest, counts: report.counts });
    expect(items).toEqual([]);
    const days = report.items.map((item: { days: number | null }) => String(item.days ?? ''));
    expect(new Set(days).size).toBeGreaterThan(1);
    for (const [form, cellsOf] of Object.entries(formsOfGaps)) {
      const { statusCode, body: text } = await house.test.app.inject({
        url: `/api/v1/sites/${house.site}/gaps/${form}`,
        headers: { authorization: `Bearer ${auditor.token}` },
      });
      expect([form, statusCode]).toEqual([form, 200]);
      const [columns = [], ...lines] = cellsOf(text);
      const column = columns.indexOf('日数');
      expect([form, lines.slice(0, days.length).map((cells) => cells[column])]).toEqual([form, days]);
    }
  });

  it('sees who has which key, and that a disclosure was answered', async () => {
    expect((await read('keys')).body.items).toMatchObject([{ code: 'k-1', state: 'lent' }]);
    const kinds = (await entriesOf(house.test.pool, ministryLogId)).map(({ kind }) => kind);
    expect(kinds).toContain('personal-data-disclosed');
    const refused = await house.post(auditor.token, '/disclosures', {
      ...{ persons: [security.id], askedBy: '監査', basis: 'own-request', number: '1' },
    });
    expect(refused.status).toBe(403);
  });

  it('is recorded in what it read, and reads that others did', async () => {
    await tellReads(house.test.deps, 1_000);
    const { body } = await read('events?kind=personal-data-read');
    expect(body.items.length).toBeGreaterThan(0);
    const { rows } = await house.test.pool.query(
      'select what from personal_reads where actor_id = $1 order by what',
      [auditor.id],
    );
    expect(new Set(rows.map(({ what }) => what))).toEqual(
      new Set(recordKindNames.map((record) => `records/${record}`)),
    );
  });

  it('changes nothing, whatever it sends', async () => {
    const heads = async () =>
      (await house.test.pool.query('select site_id, seq from heads order by site_id')).rows;
    const { body: document } = await house.test.ask(undefined, { url: '/openapi.json' });
    const open: string[] = [];
    const examples = new Map(
      (await bodyOperations(house.test, house.site)).map(({ name, example }) => [name, example]),
    );
    // Whoever is of the staff may also host, apply and so on: here it is the auditor's right alone.
    const alone = await aTokenOfRole(house.test.deps, 'auditor', house.site, 'for the ministry');
    const begun = await heads();
    for (const [path, methods] of Object.entries(Object(document.paths))) {
      for (const [method, { 'x-roles': roles }] of Object.entries(Object(methods) as Operations)) {
        if (method === 'get' || roles === undefined) continue;
        const name = `${method} ${path}`;
        if (roles.includes('auditor')) {
          open.push(path);
          continue;
        }
        const answer = await house.test.ask(alone, {
          method: method.toUpperCase() as 'POST',
          url: path.replace('{site}', house.site).replaceAll(/\{\w+\}/g, security.id),
          headers: { 'content-type': 'application/json', 'if-match': '"0"' },
          payload: JSON.stringify(examples.get(name) ?? {}),
        });
        expect([name, answer.status]).toEqual([name, 403]);
      }
    }
    // What is their own, what they look at, and whom they escort: none of it is another's.
    const theirOwn = /\/own\/|sign-out$|\/what-if$|\/live-tickets$|\/custody\//;
    expect(open.filter((path) => !theirOwn.test(path))).toEqual([]);
    expect(await heads()).toEqual(begun);
  });
});

type Operations = Readonly<Record<string, { readonly 'x-roles'?: readonly string[] }>>;
