import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { erasedName } from '../../src/kernel/erased-name.ts';
import { leafHash } from '../../src/log/leaf-hash.ts';
import { mayStill } from '../../src/operators/may-still.ts';
import { everyOrganisation } from '../../src/retention/cutoffs.ts';
import { decideRetention } from '../../src/retention/decide-retention.ts';
import { erasableNames } from '../../src/retention/erasables.ts';
import { eraseDue } from '../../src/retention/erase-due.ts';
import { extendRetention } from '../../src/retention/extend-retention.ts';
import { forgetPassing } from '../../src/retention/forget-passing.ts';
import { listDue } from '../../src/retention/list-due.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { asOwner } from '../support/as-owner.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { startVisitHouse, type VisitHouse } from '../support/visit-house.ts';

let house: VisitHouse;
let officers: readonly [Officer, Officer];
let visit: string;
let member: string;
/** The last day of the visit is 6 April 2026: with 364 days it is kept up to 5 April 2027. */
const lastDay = new Date('2027-04-05T23:00:00Z');
const after = new Date('2027-04-06T01:00:00Z');

beforeAll(async () => {
  house = await startVisitHouse();
  const held = [{ role: 'general-officer' }] as const;
  officers = [await anOfficer(house.test, held), await anOfficer(house.test, held)];
  const { body } = await house.plan(house.host.token);
  visit = body.id;
  member = body.members[0].id;
});
afterAll(() => house.test.close());

const deps = () => ({ ...house.test.deps, mayStill });
const decide = (days: number, over: { readonly second?: string } = {}, recordClass = 'visit' as const) =>
  decideRetention(deps(), fromTerminal(), {
    recordClass,
    organisationId: everyOrganisation,
    days,
    basis: '標準文書保存期間基準 3',
    document: '令8文書第12号',
    decidedBy: officers[0].id,
    ...over,
  });
/** What the desk reads; its token is of the day of the visit. */
const nameShown = async () => {
  const now = house.test.clock.now();
  house.test.clock.set(new Date('2026-04-06T01:00:00Z'));
  const { body } = await house.get(house.reception.token, house.visitUrl(`/${visit}`));
  house.test.clock.set(now);
  return body.members[0].name;
};
const personalOfVisits = async () =>
  (await house.test.pool.query(`select seq from personal_records where record_class = 'visit'`)).rowCount;
const certificates = async () => {
  const { rows } = await house.test.pool.query(
    `select text from entries where kind = 'records-erased' order by site_id, seq`,
  );
  return rows.map(({ text }) => JSON.parse(text));
};

async function sekisho(...args: readonly string[]) {
  const { terminal, written } = aTerminal({
    env: { DATABASE_URL: house.test.databaseUrl },
    now: () => house.test.clock.now(),
  });
  const code = await runCommandLine(commands, terminal, args);
  return { code, rows: written.map((line) => (line.startsWith('{') ? JSON.parse(line) : line)) };
}

describe('records', () => {
  it('of a class nobody decided on are kept', async () => {
    house.test.clock.set(new Date('2099-01-01'));
    expect(await eraseDue(deps())).toBe(0);
    house.test.clock.set(new Date('2026-04-06T01:00:00Z'));
  });

  it('are given days by two persons, and fewer by two again', async () => {
    expect(await decide(364)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    expect((await decide(364, { second: officers[1].id })).ok).toBe(true);
    expect(await decide(30)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    expect(await decide(30, { second: officers[0].id })).toMatchObject({
      refusal: { code: 'self-approval' },
    });
    expect(await decide(30, { second: house.host.id })).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it('stay on the last of their days, and are told before they go', async () => {
    house.test.clock.set(lastDay);
    expect(await listDue(deps())).toEqual([]);
    house.test.clock.set(after);
    expect(await listDue(deps())).toEqual([
      {
        log: house.site,
        recordClass: 'visit',
        what: 'visitors',
        organisation: house.section,
        count: 1,
        from: '2026-04-06',
        to: '2026-04-06',
      },
    ]);
    expect(await nameShown()).toBe('佐藤 花子');
  });

  it('are not erased while a case asks for them', async () => {
    const extended = await extendRetention(deps(), fromTerminal(), {
      recordClass: 'visit',
      siteId: house.site,
      personId: member,
      keptUntil: '2027-05-01',
      ground: 'case',
      reference: '令9(ワ)第5号',
      decidedBy: officers[0].id,
    });
    expect(extended.ok).toBe(true);
    expect(await eraseDue(deps())).toBe(0);
    house.test.clock.set(new Date('2027-05-02T01:00:00Z'));
  });

  it('are told at the terminal, where none goes unless it is asked for', async () => {
    const kept = await personalOfVisits();
    const { code, rows } = await sekisho('retain', '--json');
    expect([code, rows]).toEqual([0, await listDue(deps())]);
    expect(rows.length).toBeGreaterThan(0);
    expect(await personalOfVisits()).toBe(kept);

    const decision = [
      '--days',
      '30',
      '--basis',
      '基準 3',
      '--document',
      '令8文書第12号',
      '--by',
      officers[0].id,
    ];
    expect((await sekisho('retain', 'decide', 'visit', ...decision)).code).toBe(1);
    expect((await sekisho('retain', 'decide', 'guest', ...decision)).code).toBe(2);
    const extension = ['--ground', 'case', '--reference', '令9(ワ)第5号', '--by', officers[0].id];
    expect((await sekisho('retain', 'extend', 'visit', '--until', '2027-02-30', ...extension)).code).toBe(2);
    const extended = await sekisho('retain', 'extend', 'act', '--until', '2028-03-31', ...extension);
    expect(extended).toMatchObject({ code: 0, rows: [expect.any(String)] });
  });

  it('lose the name and keep ids, texts and proofs; each erasure has its entry', async () => {
    expect(await personalOfVisits()).toBeGreaterThan(0);
    const before = await house.test.pool.query(
      'select site_id, seq, text from entries order by site_id, seq',
    );
    expect(await eraseDue(deps())).toBeGreaterThan(1);
    expect(await nameShown()).toBe(erasedName);
    expect(await personalOfVisits()).toBe(0);
    const { rows } = await house.test.pool.query(
      `select e.site_id, e.seq, e.text, l.hash from entries e join leaf_hashes l using (site_id, seq)
        order by e.site_id, e.seq`,
    );
    for (const { text, hash } of rows) expect(leafHash(text).equals(hash)).toBe(true);
    const kept = new Set(rows.map(({ text }) => text));
    expect(before.rows.filter(({ text }) => !kept.has(text))).toEqual([]);
    const [names, records] = await certificates();
    expect(names).toMatchObject({
      site: house.site,
      actor: { type: 'system' },
      subject: { organisation: house.section },
      details: { what: 'visitors', recordClass: 'visit', count: 1, from: '2026-04-06T00:00:00.000Z' },
    });
    expect(records).toMatchObject({ details: { what: 'visit-records', recordClass: 'visit' } });
    expect(await eraseDue(deps())).toBe(0);
  });
});

describe('the database', () => {
  const erase = (count: number, seq = 1) =>
    house.test.pool.query(`select erase_certified($1, $2, 'act-records', '{}', array[$3::int8])`, [
      house.site,
      seq,
      count,
    ]);

  it('erases nothing without an entry that the same transaction wrote', async () => {
    await expect(erase(1)).rejects.toMatchObject({ code: '42501' });
    const { rows } = await house.test.pool.query(`select seq from entries where kind = 'records-erased'`);
    await expect(erase(1, Number(rows[0]?.seq))).rejects.toMatchObject({ code: '42501' });
  });

  it('has a way to find and to erase each thing that is erased', async () => {
    const { rows } = await house.test.pool.query(
      `select prosrc from pg_proc where proname = 'erase_certified'`,
    );
    for (const what of erasableNames) expect(rows[0]?.prosrc).toContain(`WHEN '${what}' THEN`);
    expect(rows[0]?.prosrc).toContain(`name = '${erasedName}'`);
  });

  it('forgets what is over by itself, and by its own clock only what is old', async () => {
    const insert = `insert into receipts (site_id, gateway_id, epoch, gateway_seq, digest, recorded_at, answer)
      values ($1, 'g', $1, $2, '', now() - $3::interval, '{}')`;
    await asOwner(house.test, insert, [house.site, 1, '91 days']);
    await asOwner(house.test, insert, [house.site, 2, '89 days']);
    house.test.clock.set(new Date('2099-01-01'));
    await forgetPassing(house.test.deps);
    const { rows } = await house.test.pool.query(
      `select gateway_seq as seq from receipts where gateway_id = 'g'`,
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual([2]);
  });
});
