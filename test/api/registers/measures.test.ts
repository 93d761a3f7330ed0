import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { aTerminal } from '../../support/a-terminal.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOfficerOf } from '../../support/people-house.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let general: Officer;
let auditor: Officer;
let ofOffice: Officer;

beforeAll(async () => {
  house = await startVisitHouse();
  general = await anOfficer(house.test, [{ role: 'general-officer' }]);
  auditor = await anOfficer(house.test, [{ role: 'auditor' }]);
  ofOffice = await anOfficerOf(house, 'office');
});
afterAll(() => house.test.close());

const fire = {
  row: '9a',
  hazard: 'fire',
  what: '消火器を置いた',
  evidence: '写真 1',
  takenOn: '2026-04-01',
};
const record = (by: Officer, over: object = {}) =>
  house.post(by.token, `/sites/${house.site}/measures`, { zone: 'office', ...fire, ...over });
const at = (path = '') => `/sites/${house.site}/gaps${path}`;

/** An answer that is no JSON. */
async function textOf(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${general.token}` };
  return (await house.test.app.inject({ url: `/api/v1${url}`, headers })).payload;
}

/** What the report says of 9a in the office, as the auditor reads it. */
async function of9a() {
  const { body } = await house.get(auditor.token, at());
  return body.items.find(
    (line: { zone: string; row: string }) => line.zone === 'office' && line.row === '9a',
  );
}

async function sekisho(...args: readonly string[]) {
  const { terminal, written, said } = aTerminal({
    env: { DATABASE_URL: house.test.databaseUrl },
    now: () => house.test.clock.now(),
  });
  const code = await runCommandLine(commands, terminal, args);
  return { code, text: written.join('\n'), said: said.join() };
}

describe('a measure of a zone', () => {
  it('is evidence from the answer on, until it is taken away, each act with its entry', async () => {
    expect((await of9a()).missing).toHaveLength(4);
    const made = await record(ofOffice, { nextInspectionOn: '2026-04-05' });
    expect(made.status).toBe(201);
    expect((await lastEntryOf(house.test.pool, house.site)).kind).toBe('measure-recorded');
    const overdue = await of9a();
    expect(overdue.evidence).toEqual([
      { kind: 'measure', ref: '消火器を置いた（写真 1）', at: '2026-04-01T00:00:00.000Z' },
    ]);
    expect(overdue.missing).toHaveLength(4);
    expect(overdue.missing[3]).toContain('点検の期限');

    const url = `/sites/${house.site}/measures/${made.body.id}`;
    const inspection = { on: '2026-04-06', found: '異常なし', nextInspectionOn: '2026-10-06' };
    expect((await house.post(general.token, `${url}/inspect`, inspection)).status).toBe(200);
    expect((await lastEntryOf(house.test.pool, house.site)).kind).toBe('measure-inspected');
    expect((await of9a()).missing).toHaveLength(3);
    const { body } = await house.get(auditor.token, `/sites/${house.site}/measures?zone=office&row=9a`);
    expect(body.items).toMatchObject([
      { hazard: 'fire', inspectedOn: '2026-04-06', found: '異常なし', nextInspectionOn: '2026-10-06' },
    ]);
    expect((await house.post(ofOffice.token, `${url}/end`, { reason: '撤去' })).status).toBe(200);
    expect((await lastEntryOf(house.test.pool, house.site)).kind).toBe('measure-ended');
    expect((await of9a()).evidence).toEqual([]);
    expect((await house.post(ofOffice.token, `${url}/end`, { reason: '撤去' })).status).toBe(404);
    expect((await house.get(auditor.token, `/sites/${house.site}/measures`)).body.items).toEqual([]);
  });

  it('is recorded by whoever answers for the zone', async () => {
    expect(await record(ofOffice, { zone: 'hall' })).toMatchObject({ status: 403 });
    expect((await record(auditor)).status).toBe(403);
    expect((await record(general, { zone: 'hall' })).status).toBe(201);
  });

  it('says what is wrong with it', async () => {
    const wrong = await record(general, { zone: 'attic', hazard: undefined, takenOn: '2026-04-07' });
    const faults = wrong.body.errors.map((one: { at: string }) => one.at);
    expect([wrong.status, faults]).toEqual([422, ['/zone', '/hazard', '/takenOn']]);
    expect((await record(general, { row: 't1r31' })).status).toBe(400);
  });
});

describe('the report of an inspection', () => {
  it('has the same numbers in every form and at the terminal', async () => {
    const { body } = await house.get(general.token, at());
    const csv = await textOf(at('/csv'));
    const page = await textOf(at('/print'));
    const lines: string[][] = parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true });
    const states = Object.keys(body.counts).length;
    expect(lines).toHaveLength(1 + body.items.length + states);
    expect(page.match(/<tr>/g)).toHaveLength(1 + body.items.length + states);

    const site = ['gaps', '--site', house.site];
    const told = JSON.parse((await sekisho(...site, '--json')).text);
    expect(told.counts).toEqual(body.counts);
    expect(await sekisho(...site)).toMatchObject({ code: 0, text: csv });
    expect((await sekisho(...site, '--html')).text.match(/<tr>/g)).toHaveLength(
      1 + body.items.length + states,
    );
  });

  it('is of a site that there is', async () => {
    const { code, said } = await sekisho('gaps', '--site', general.id);
    expect([code, said]).toEqual([1, expect.stringContaining(general.id)]);
  });
});
