import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/authority/principal.ts';
import { servicePrincipal } from '../../../src/authority/service-principal.ts';
import { buildPlaceBook } from '../../../src/live/entries/place-book.ts';
import { prepareRecord } from '../../../src/records/asking/prepare-record.ts';
import { type RecordKind, type RecordRow, recordKindNames } from '../../../src/records/kinds/record-kinds.ts';
import type { NamingPage } from '../../../src/records/shown/shown-record.ts';
import { aFilledOffice } from '../../support/a-filled-office.ts';
import { filledWords, fillRecords, goOn } from '../../support/long-records.ts';
import { aTokenOfRole } from '../../support/role-tokens.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let site: string;
let officer: string;

beforeAll(async () => {
  test = await startTestApp();
  site = (await aFilledOffice(test)).siteId;
  officer = await aTokenOfRole(test.deps, 'security-officer', site);
  await fillRecords(test, site);
});
afterAll(() => test.close());

async function rowsOf(record: string, query = '') {
  const period = 'from=2026-04-06&until=2026-04-07';
  const url = `/api/v1/sites/${site}/records/${record}?${period}${query}`;
  const { status, body } = await test.ask(officer, { url });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
}

/** The pages of a record as it is at this moment, of which none was read yet. */
async function pagesOf(record: RecordKind): Promise<AsyncIterator<NamingPage>> {
  const { pool, clock } = test;
  const reader: Principal = {
    ...servicePrincipal,
    roles: [{ role: 'security-officer', siteId: null, scope: null }],
  };
  const asked = { record, from: '2026-04-06', until: '2026-04-07', search: {}, era: 'wareki' } as const;
  const deps = { pool, clock, placeBook: buildPlaceBook(pool) };
  const prepared = await prepareRecord(deps, reader, site, asked);
  if (!prepared.ok) throw new Error(prepared.refusal.code);
  return prepared.value.pages[Symbol.asyncIterator]();
}

async function rowsLeft(pages: AsyncIterator<NamingPage>): Promise<readonly RecordRow[]> {
  const rows: RecordRow[] = [];
  for (;;) {
    const page = await pages.next();
    if (page.done) return rows;
    rows.push(...page.value.rows);
  }
}

describe('a record of many pages', () => {
  it.each(recordKindNames)('of %s has every row once', async (record) => {
    const { shown, filled } = filledWords(record, await rowsOf(record));
    expect(shown).toEqual(filled);
  });

  const ofZones = recordKindNames.filter((record) => record !== 'reads');

  it.each(ofZones)('of %s in a zone has every row of it, and of no other', async (record) => {
    const { shown, filled } = filledWords(record, await rowsOf(record, '&zone=office'), 'office');
    expect(shown).toEqual(filled);
  });

  it('tells up to the entry that it names, whatever is recorded while it is read', async () => {
    const begun = [];
    for (const record of recordKindNames) {
      const whole = await rowsLeft(await pagesOf(record));
      const pages = await pagesOf(record);
      const { value } = await pages.next();
      begun.push({ record, whole, first: value.rows, pages });
    }
    await goOn(test, site);
    for (const { record, whole, first, pages } of begun) {
      expect([record, [...first, ...(await rowsLeft(pages))]]).toEqual([record, whole]);
      expect([record, await rowsLeft(await pagesOf(record))]).not.toEqual([record, whole]);
    }
  });
});
