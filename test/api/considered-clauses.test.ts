import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consideredClauseNames } from '../../src/authority/settings/considered-clauses.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { aSession } from '../support/a-session.ts';
import { entriesOf, lastEntryOf } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let general: Officer;
let auditor: Officer;
beforeAll(async () => {
  test = await startTestApp();
  general = await anOfficer(test, [{ role: 'general-officer' }]);
  auditor = await anOfficer(test, [{ role: 'auditor' }]);
});
afterAll(() => test.close());

const register = '/api/v1/considered-clauses';
const clause = '2.2.1.6(1)(e)(ウ)';
const decide = (by: Officer, payload: object) =>
  test.ask(by.token, { method: 'POST', url: `${register}/decisions`, payload });
const lines = async () => (await test.ask(auditor.token, { url: register })).body.items;
const lineOf = async (named: string) =>
  (await lines()).find((one: { clause: string }) => one.clause === named);
const rows = async (): Promise<readonly Record<string, string>[]> => {
  const { body, headers } = await test.ask(auditor.token, { url: `${register}/csv` });
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  return parse(body, { bom: true, columns: true });
};
const rowOf = async (named: string) => (await rows()).find(({ 条項 }) => 条項 === named);

describe('AT-126 METI 18(1), 28(1): 設置判断台帳', () => {
  it('lists every clause with what is offered for it, none of them decided, in JSON and CSV alike', async () => {
    const told = await lines();
    expect(told.map((one: { clause: string }) => one.clause)).toEqual(consideredClauseNames);
    for (const one of told)
      expect(one, one.clause).toMatchObject({ offers: expect.stringMatching(/。$/), decisions: [] });
    const listed = await rows();
    expect(listed.map(({ 条項 }) => 条項)).toEqual(consideredClauseNames);
    for (const row of listed)
      expect(row).toMatchObject({ 判断: '未決定', 判断した日時: '', 判断した人: '', 理由: '' });
  });

  it('tells of a decision who decided, when and why, in JSON and CSV alike, and the ministry’s log has it', async () => {
    const reason = '=扱う情報の格付から';
    expect(await decide(general, { clause, decision: 'not-adopted', reason })).toMatchObject({
      ...{ status: 201, body: { version: 1 } },
    });
    const decidedAt = test.clock.now().toISOString();
    expect((await lineOf(clause)).decisions).toEqual([
      {
        version: 1,
        decision: 'not-adopted',
        says: '必要と認めない',
        reason,
        decidedBy: general.id,
        decidedAt,
      },
    ]);
    expect(await rowOf(clause)).toMatchObject({
      ...{ 判断: '必要と認めない', 判断した日時: decidedAt, 理由: `'${reason}`, 版: '1' },
      判断した人: general.id,
    });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      ...{ kind: 'clause-decided', actor: { type: 'person', id: general.id } },
      details: { clause, version: 1, decision: 'not-adopted' },
    });
    expect(await rows()).toHaveLength(consideredClauseNames.length);
  });

  it('keeps the first decision beside the second, in the register and in the log', async () => {
    test.clock.set(new Date('2026-06-01T00:00:00.000Z'));
    expect((await decide(general, { clause, decision: 'adopted', reason: '方針の見直し' })).body).toEqual({
      version: 2,
    });
    expect((await lineOf(clause)).decisions).toMatchObject([
      { version: 2, decision: 'adopted', decidedAt: '2026-06-01T00:00:00.000Z' },
      { version: 1, decision: 'not-adopted', decidedAt: '2026-04-06T00:00:00.000Z' },
    ]);
    expect(await rowOf(clause)).toMatchObject({ 判断: '必要と認める', 理由: '方針の見直し', 版: '2' });
    const recorded = (await entriesOf(test.pool, ministryLogId)).filter(
      ({ kind }) => kind === 'clause-decided',
    );
    expect(recorded.map(({ text }) => JSON.parse(text).details.decision)).toEqual(['not-adopted', 'adopted']);
  });

  it('shows the setting that carries a clause, and a decision of the clause itself beside it', async () => {
    const carried = '2.2.1.1(1)(g)(カ)';
    expect(await lineOf(carried)).toMatchObject({
      setting: { version: 0, decidedBy: null, decidedAt: null },
    });
    await test.ask(general.token, {
      ...{ method: 'POST', url: '/api/v1/access-settings/elevation' },
      payload: { minutes: 15, reason: '使うたびに理由を残す' },
    });
    const setting = { version: 1, reason: '使うたびに理由を残す', decidedBy: general.id };
    expect(await lineOf(carried)).toMatchObject({ setting, decisions: [] });
    expect(await lineOf('METI 19(5)')).toMatchObject({ setting });
    expect(await rowOf(carried)).toMatchObject({
      ...{ 判断: '未決定', 設定: '管理者権限の昇格', 設定の理由: setting.reason },
      ...{ 設定を決めた人: general.id, 設定を決めた日時: test.clock.now().toISOString() },
    });
    await decide(general, { clause: carried, decision: 'adopted', reason: '共用はしない' });
    expect(await lineOf(carried)).toMatchObject({
      setting,
      decisions: [{ version: 1, reason: '共用はしない' }],
    });
  });

  it.each([
    ['without a reason', { clause, decision: 'adopted' }],
    ['with a blank one', { clause, decision: 'adopted', reason: '　' }],
    ['of a clause that there is not', { clause: '2.2.1.1(1)(g)(キ)', decision: 'adopted', reason: '要る' }],
    ['that is neither', { clause, decision: 'later', reason: '来年度に決める' }],
  ])('refuses a decision %s', async (_how, payload) => {
    const before = await lines();
    const refused = await decide(general, payload);
    expect(refused).toMatchObject({ status: 400, body: { status: 400, errors: [{}] } });
    expect(await lines()).toEqual(before);
  });

  it('is decided by nobody who may not change access settings, and not before they showed who they are', async () => {
    const before = await lines();
    const payload = { clause, decision: 'adopted', reason: '要る' };
    for (const role of ['auditor', 'security-officer', 'system-admin', 'guard'] as const) {
      const refused = await decide(await anOfficer(test, [{ role }]), payload);
      expect(refused, role).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    }
    const session = await aSession(test, 'hantei.k', [{ role: 'general-officer' }]);
    test.clock.set(new Date(test.clock.now().getTime() + 11 * 60_000));
    expect((await session.post('/considered-clauses/decisions', payload)).body).toMatchObject({
      type: '/problems/proof-required',
    });
    expect(await lines()).toEqual(before);
  });

  it('is read by whoever reads access settings, and by nobody else', async () => {
    const guard = await anOfficer(test, [{ role: 'guard' }]);
    for (const url of [register, `${register}/csv`]) {
      expect((await test.ask(guard.token, { url })).status, url).toBe(403);
      expect((await test.ask(general.token, { url })).status, url).toBe(200);
    }
  });

  it('names the persons to whoever is told names, and to nobody else', async () => {
    const security = await anOfficer(test, [{ role: 'security-officer' }]);
    const namesFor = async ({ token }: Officer) => (await test.ask(token, { url: register })).body.names;
    expect(await namesFor(security)).toEqual({ [general.id]: '審査太郎' });
    expect(await namesFor(auditor)).toEqual({});
  });
});
