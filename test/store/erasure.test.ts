import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { erasedName } from '../../src/kernel/erased-name.ts';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { leafHash } from '../../src/log/entry/leaf-hash.ts';
import { mayStill } from '../../src/operators/principals/may-still.ts';
import { eraseDue } from '../../src/retention/due/erase-due.ts';
import { forgetPassing } from '../../src/retention/due/forget-passing.ts';
import { listDue } from '../../src/retention/due/list-due.ts';
import { erasableNames } from '../../src/retention/erasable/erasables.ts';
import { everyOrganisation } from '../../src/retention/rules/cutoffs.ts';
import { decideRetention } from '../../src/retention/rules/decide-retention.ts';
import { extendRetention } from '../../src/retention/rules/extend-retention.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { afterAnHour } from '../support/after-an-hour.ts';
import { lastEntryOf } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { asOwner } from '../support/as-owner.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { anOfficerOf } from '../support/people-house.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
import { startVisitHouse, type VisitHouse } from '../support/visit-house.ts';

let house: VisitHouse;
let officers: readonly [Officer, Officer];
let ofOffice: Officer;
let visit: string;
let member: string;
/** The last day of the visit is 6 April 2026: with 364 days it is kept up to 5 April 2027. */
const lastDay = new Date('2027-04-05T23:00:00Z');
const after = new Date('2027-04-06T01:00:00Z');

beforeAll(async () => {
  house = await startVisitHouse();
  const held = [{ role: 'general-officer' }] as const;
  officers = [await anOfficer(house.test, held), await anOfficer(house.test, held)];
  ofOffice = await anOfficerOf(house, 'office');
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
/** A permit of visitors, for which their host applied, and which was refused. */
const aPermitOf = async (persons: readonly string[]) => {
  const { body } = await house.post(house.host.token, `/sites/${house.site}/photography`, {
    persons,
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    purpose: '広報誌に載せる',
    terms: { parts: ['image'], devices: ['camera'], responsible: house.host.id },
  });
  const url = `/sites/${house.site}/permits/${body.id}/reject`;
  expect((await house.post(ofOffice.token, url, { reason: '見合わない' })).status).toBe(200);
  return body.id;
};
/** Everything that is said of it, once each. */
const wordsOfPermit = async (permit: string) => {
  const { rows } = await house.test.pool.query(
    'select purpose, reason from permits where permit_id = $1 order by from_seq',
    [permit],
  );
  return [...new Set(rows.flatMap(({ purpose, reason }) => [purpose, reason]))].filter((one) => one !== null);
};
const certificates = async () => {
  const { rows } = await house.test.pool.query(
    `select text from entries where kind = 'records-erased' order by site_id, seq`,
  );
  return rows.map(({ text }) => JSON.parse(text));
};

async function sekisho(...args: readonly string[]) {
  const { terminal, written, said } = aTerminal({
    env: { DATABASE_URL: house.test.databaseUrl },
    now: () => house.test.clock.now(),
  });
  const code = await runCommandLine(commands, terminal, args);
  return {
    code,
    rows: written.map((line) => (line.startsWith('{') ? JSON.parse(line) : line)),
    said: said.join(),
  };
}

describe('over HTTP', () => {
  const send = (nth: 0 | 1, path: string, payload: object = {}) =>
    house.test.ask(officers[nth].token, { method: 'POST', url: `/api/v1/retention/${path}`, payload });
  const days = (count: number) => ({
    recordClass: 'passage',
    days: count,
    basis: '標準文書保存期間基準 3',
    document: '令8文書第12号',
  });

  it('days wait for a second person, fewer and more', async () => {
    const first = await send(0, 'decisions', days(364));
    expect(first).toMatchObject({ status: 202, body: { proposal: { id: expect.any(String) } } });
    const confirm = `proposals/${first.body.proposal.id}/confirm`;
    expect((await send(0, confirm)).status).toBe(403);
    expect(await send(1, confirm)).toMatchObject({
      status: 200,
      body: { rule: expect.any(String), erased: 0 },
    });
    expect((await send(1, confirm)).status).toBe(409);

    const fewer = await send(1, 'decisions', days(30));
    expect(fewer.status).toBe(202);
    const more = await send(0, 'decisions', days(400));
    expect(more.status).toBe(202);
    expect((await send(1, `proposals/${more.body.proposal.id}/confirm`)).status).toBe(200);
    // It was weighed against the days before.
    expect((await send(0, `proposals/${fewer.body.proposal.id}/confirm`)).status).toBe(412);
    expect((await send(0, `proposals/${fewer.body.proposal.id}/withdraw`)).status).toBe(200);

    const machine = await aTokenOfRole(house.test.deps, 'security-officer', house.site, 'for the ministry');
    const extension = {
      recordClass: 'visit',
      untilOn: '2027-03-31',
      ground: 'case',
      reference: '令8(ワ)第1号',
    };
    for (const [path, payload] of [
      ['decisions', days(500)],
      ['extensions', extension],
    ] as const) {
      const url = `/api/v1/retention/${path}`;
      expect((await house.test.ask(machine, { method: 'POST', url, payload })).status).toBe(403);
    }

    const { body } = await house.test.ask(officers[0].token, { url: '/api/v1/retention' });
    expect(body.rules).toMatchObject([{ recordClass: 'passage', days: 400, organisation: null }]);
    const listed = await house.test.ask(officers[0].token, { url: '/api/v1/retention/proposals' });
    expect(listed.body.items.map(({ state }: { state: string }) => state)).toEqual([
      'confirmed',
      'withdrawn',
      'confirmed',
    ]);
  });

  it('nothing is said to be kept longer by what would keep nothing', async () => {
    const extension = {
      recordClass: 'visit',
      ground: 'audit',
      reference: '令9監第1号',
      untilOn: '2001-01-01',
    };
    const nobody = newId<'person'>();
    const held = () => house.test.pool.query('select hold_id from retention_holds');
    const before = (await held()).rowCount;
    const wrong = await send(0, 'extensions', { ...extension, site: newId<'site'>(), person: nobody });
    expect([wrong.status, wrong.body.errors.map(({ at }: { at: string }) => at)]).toEqual([
      422,
      ['/site', '/person', '/untilOn'],
    ]);
    const terminal = await sekisho(
      ...['retain', 'extend', 'visit', '--until', '2028-03-31', '--ground', 'audit'],
      ...['--reference', '令9監第1号', '--by', officers[0].id, '--person', nobody],
    );
    expect(terminal).toMatchObject({
      code: 1,
      said: expect.stringContaining('この番号の人は登録にありません'),
    });
    expect((await held()).rowCount).toBe(before);
    const untilOn = house.test.clock.now().toISOString().slice(0, 10);
    const today = await send(0, 'extensions', {
      ...extension,
      untilOn,
      site: house.site,
      person: officers[0].id,
    });
    expect(today.status).toBe(201);
  });

  it('somebody is erased before the date by two, with what is said of them alone, and the entry says so', async () => {
    const { body } = await house.plan(house.host.token, {
      members: [
        { name: '早見 消', affiliation: '株式会社浜田' },
        { name: '残野 残', affiliation: '株式会社浜田' },
      ],
    });
    const [goes = '', stays = ''] = body.members.map(({ id }: { id: string }) => id);
    const asked = { site: house.site, reason: '本人の請求', reference: '令8利用停止第1号' };
    const [alone, together] = [await aPermitOf([goes]), await aPermitOf([goes, stays])];
    house.test.clock.set(new Date('2026-04-06T16:01:00+09:00'));
    const unknown = await send(0, 'early-erasures', { ...asked, persons: [goes, house.site] });
    expect(unknown.body.errors).toMatchObject([{ at: '/persons/1' }]);
    const proposed = await send(0, 'early-erasures', { ...asked, persons: [goes] });
    // What entries say of the visit names whoever stays, too, and so may what was applied for both.
    expect(proposed.body.erases).toMatchObject([
      { what: 'visitors', organisation: house.section, count: 1, stay: 0 },
      { what: 'visit-records', count: 0, stay: 1 },
      { what: 'act-records', count: 1, stay: 1 },
      { what: 'words-of-permits', count: 2, stay: 2 },
    ]);
    expect((await send(0, `proposals/${proposed.body.proposal.id}/confirm`)).status).toBe(403);
    const done = await send(1, `proposals/${proposed.body.proposal.id}/confirm`);
    expect(done).toMatchObject({ status: 200, body: { rule: null, erased: 4 } });
    expect(await wordsOfPermit(alone)).toEqual([erasedName]);
    expect(await wordsOfPermit(together)).toEqual(['広報誌に載せる', '見合わない']);
    expect((await certificates()).map(({ details }) => details)).toMatchObject([
      { what: 'visitors', early: true, stay: 4 },
      { what: 'act-records', count: 1, early: true, stay: 4 },
      { what: 'words-of-permits', count: 2, early: true, stay: 4 },
    ]);
    const read = await house.get(house.host.token, house.visitUrl(`/${body.id}`));
    expect(read.body.members.map(({ name }: { name: string }) => name)).toEqual([erasedName, '残野 残']);

    const both = await send(1, 'early-erasures', { ...asked, persons: [stays] });
    expect(both.body.erases).toMatchObject([
      { what: 'visitors', count: 1 },
      { what: 'visit-records', count: 1, stay: 0 },
      { what: 'act-records', count: 1 },
      { what: 'words-of-permits', count: 2, stay: 0 },
    ]);
    const rest = await send(0, `proposals/${both.body.proposal.id}/confirm`);
    const counts = both.body.erases.map(({ count }: { count: number }) => count);
    expect(rest.body.erased).toBe(counts.reduce((sum: number, count: number) => sum + count, 0));
    expect(await wordsOfPermit(together)).toEqual([erasedName]);
    const [first, ...others] = await certificates();
    expect(first).toMatchObject({
      actor: { id: officers[1].id },
      subject: { organisation: house.section, proposer: officers[0].id },
      details: { what: 'visitors', count: 1, early: true },
    });
    expect(JSON.stringify([first, ...others])).not.toContain('本人の請求');
    const whats = ['act-records', 'words-of-permits'];
    expect(others.map(({ details }) => details.what)).toEqual([
      ...whats,
      'visitors',
      'visit-records',
      ...whats,
    ]);
  });
});

describe('records', () => {
  it('of a class nobody decided on are kept', async () => {
    house.test.clock.set(new Date('2099-01-01'));
    expect(await eraseDue(deps())).toBe(0);
    house.test.clock.set(new Date('2026-04-06T01:00:00Z'));
  });

  it('are given days by two persons, and fewer or more by two again', async () => {
    expect(await decide(364)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    expect((await decide(364, { second: officers[1].id })).ok).toBe(true);
    for (const days of [30, 364, 700]) {
      expect(await decide(days)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    }
    expect(await decide(30, { second: officers[0].id })).toMatchObject({
      refusal: { code: 'self-approval' },
    });
    expect(await decide(30, { second: house.host.id })).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it('stay on the last of their days, and are told before they go', async () => {
    house.test.clock.set(lastDay);
    expect(await listDue(deps())).toEqual([]);
    house.test.clock.set(after);
    const names = {
      log: house.site,
      recordClass: 'visit',
      what: 'visitors',
      organisation: house.section,
      count: 1,
      from: '2026-04-06',
      to: '2026-04-06',
    };
    // What entries say of the visit goes with the last name.
    expect(await listDue(deps())).toEqual([
      names,
      { ...names, what: 'visit-records', count: expect.any(Number) },
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

  it('go by their days once two lifted what kept them, with a reason', async () => {
    const asked = { recordClass: 'visit', untilOn: '2099-12-31', ground: 'case', reference: '令9(ワ)第6号' };
    const send = (nth: 0 | 1, path: string, payload: object = {}) =>
      house.test.ask(officers[nth].token, { method: 'POST', url: `/api/v1/retention/${path}`, payload });
    const now = house.test.clock.now();
    house.test.clock.set(new Date('2026-04-06T01:00:00Z'));
    const { id } = (await send(0, 'extensions', asked)).body;
    house.test.clock.set(now);
    expect(await listDue(deps())).toEqual([]);

    house.test.clock.set(new Date('2026-04-06T01:00:00Z'));
    expect((await send(0, `extensions/${newId<'retention-hold'>()}/lift`, { reason: '例' })).status).toBe(
      404,
    );
    const lifting = await send(0, `extensions/${id}/lift`, { reason: '訴訟が終わった' });
    const another = await send(0, `extensions/${id}/lift`, { reason: '同じ' });
    expect(lifting.status).toBe(202);
    const confirm = `proposals/${lifting.body.proposal.id}/confirm`;
    expect((await send(0, confirm)).status).toBe(403);
    const { body } = await house.test.ask(officers[1].token, { url: '/api/v1/retention/proposals' });
    expect(body.items).toContainEqual(
      expect.objectContaining({ kind: 'extension-lifting', extension: id, reason: '訴訟が終わった' }),
    );
    expect((await send(1, confirm)).status).toBe(200);
    expect(await lastEntryOf(house.test.pool, ministryLogId)).toMatchObject({
      ...{ kind: 'retention-lifted', actor: { id: officers[1].id }, subject: { proposer: officers[0].id } },
      details: { hold: id, keptUntil: '2099-12-31' },
    });
    expect((await send(1, `proposals/${another.body.proposal.id}/confirm`)).status).toBe(412);
    const { holds } = (await house.test.ask(officers[0].token, { url: '/api/v1/retention' })).body;
    expect(holds.map((hold: { id: string }) => hold.id)).not.toContain(id);
    house.test.clock.set(now);
    expect(await listDue(deps())).not.toEqual([]);
  });

  it('are told at the terminal, where none goes unless it is asked for', async () => {
    const kept = await personalOfVisits();
    const { code, rows, said } = await sekisho('retain', '--json');
    expect([code, rows]).toEqual([0, await listDue(deps())]);
    expect(said).toContain('act (reasons of acts)');
    expect(said).not.toContain('visit (');
    expect(rows.length).toBeGreaterThan(0);
    const early = await sekisho('retain', 'early', member, '--site', house.site, '--json');
    expect(early.rows).toMatchObject([{ what: 'visitors', count: 1 }, { what: 'visit-records' }]);
    const undecided = [
      '--erase',
      '--reason',
      '請求',
      '--reference',
      '1',
      '--by',
      officers[0].id,
      '--second',
      officers[0].id,
    ];
    expect((await sekisho('retain', 'early', member, '--site', house.site, ...undecided)).code).toBe(1);
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
    for (const [key, named] of [
      ['theirs', member],
      ['of-others', newId<'person'>()],
    ]) {
      await house.test.pool.query(
        `insert into idempotency_keys (holder, key, digest, answer, created_at) values ('person:1', $1, '\\x00', $2, now())`,
        [key, JSON.stringify({ members: [{ member: named, name: '佐藤 花子' }] })],
      );
    }
    const before = await house.test.pool.query(
      'select site_id, seq, text from entries order by site_id, seq',
    );
    const told = await listDue(deps());
    expect(await eraseDue(deps())).toBe(told.reduce((sum, { count }) => sum + count, 0));
    expect(told.length).toBeGreaterThan(1);
    expect(await nameShown()).toBe(erasedName);
    expect(await personalOfVisits()).toBe(0);
    const kept = await house.test.pool.query(
      `select key from idempotency_keys where position('佐藤 花子' in answer) > 0`,
    );
    expect(kept.rows).toEqual([{ key: 'of-others' }]);
    const { rows } = await house.test.pool.query(
      `select e.site_id, e.seq, e.text, l.hash from entries e join leaf_hashes l using (site_id, seq)
        order by e.site_id, e.seq`,
    );
    for (const { text, hash } of rows) expect(leafHash(text).equals(hash)).toBe(true);
    const texts = new Set(rows.map(({ text }) => text));
    expect(before.rows.filter(({ text }) => !texts.has(text))).toEqual([]);
    const [names, records] = (await certificates()).filter(({ details }) => details.early === undefined);
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

describe('names whose date has come', () => {
  let members: readonly string[];
  const earliest = '2026-04-06';
  const latest = '2026-04-08';

  /** Plans a visit on each of two days, and comes back when both are past their date. */
  async function planned() {
    house.test.clock.set(new Date('2026-04-06T01:00:00Z'));
    const plans = [
      await house.plan(house.host.token, { days: [latest] }),
      await house.plan(house.host.token, { days: [earliest] }),
    ];
    members = plans.map(({ body }) => body.members[0].id);
    house.test.clock.set(new Date('2027-05-02T01:00:00Z'));
  }
  const shown = async () => {
    const { rows } = await house.test.pool.query(
      'select distinct name from visitor_identities where member_id = any($1)',
      [members],
    );
    return rows.map(({ name }) => name);
  };
  const lastOf = async (what: string) =>
    (await certificates()).findLast(({ details }) => details.what === what);

  it('go at the terminal where it is asked for, and are told first without it', async () => {
    await planned();
    const told = await sekisho('retain', '--json');
    expect(told.rows).toMatchObject([{ what: 'visitors', count: 2, from: earliest, to: latest }]);
    expect(await shown()).toEqual(['佐藤 花子']);

    const { code, rows, said } = await sekisho('retain', '--erase', '--json');
    expect([code, rows]).toEqual([0, told.rows]);
    expect(said).toContain('2 records erased.');
    expect(await shown()).toEqual([erasedName]);
    expect(await lastOf('visitors')).toMatchObject({
      details: { count: 2, from: `${earliest}T00:00:00.000Z`, to: `${latest}T00:00:00.000Z` },
    });
    expect((await sekisho('retain', '--json')).rows).toEqual([]);
  });

  it('go within the hour while the service runs, and nobody asks for it', async () => {
    await planned();
    expect(await shown()).toEqual(['佐藤 花子']);
    await afterAnHour(house.test.deps);
    expect(await shown()).toEqual([erasedName]);
    expect(await listDue(deps())).toEqual([]);
    expect(await lastOf('visitors')).toMatchObject({ actor: { type: 'system' }, details: { count: 2 } });
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
      `select string_agg(prosrc, '') as prosrc from pg_proc where proname in ('erase_certified', 'erase_words_of_rows')`,
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
