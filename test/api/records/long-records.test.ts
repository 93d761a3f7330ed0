import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordKindNames } from '../../../src/records/kinds/record-kinds.ts';
import { aFilledOffice } from '../../support/a-filled-office.ts';
import { filledWords, fillRecords } from '../../support/long-records.ts';
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
});
