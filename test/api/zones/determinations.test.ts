import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId, newId } from '../../../src/kernel/ids.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { aBareSite, aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { aControl, unified } from '../../support/a-ruled-zone.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { everyProposal } from '../../support/every-proposal.ts';
import { aClock, aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

const clock = aClock(new Date('2026-04-06T00:00:00.000Z'));
let test: TestApp;
let ministry: Ministry;
beforeAll(async () => {
  test = await startTestApp(clock);
  ministry = await aMinistry(test);
});
afterAll(() => test.close());

const list = async (query: Record<string, string>) =>
  test.ask(ministry.officer.token, {
    method: 'GET',
    url: `/api/v1/determinations?${new URLSearchParams({ organisation: ministry.organisation, ...query })}`,
  });
const post = (token: string, path: string, payload: object) =>
  test.ask(token, { method: 'POST', url: `/api/v1/determinations${path}`, payload });

/** 別表1 行35 (escort) in class 1. */
const draft = (over: object = {}) => ({
  organisation: ministry.organisation,
  row: 't1r35',
  class: 1,
  value: 'required',
  words: '来庁者に付き添う',
  basis: '委員会決定第3号',
  from: '2026-05-01T00:00:00+09:00',
  ...over,
});
const cell = { row: 't1r35', class: '1' };

async function ministrySeq(): Promise<number> {
  return (await entriesOf(test.pool, ministryLogId)).at(-1)?.seq ?? 0;
}

/** Proposed by one officer and adopted by the other. */
async function adopt(over: object = {}): Promise<string> {
  const proposed = await post(ministry.officer.token, '', draft(over));
  expect(proposed.status).toBe(201);
  const adopted = await post(ministry.other.token, `/${proposed.body.id}/adopt`, {});
  expect(adopted.status).toBe(200);
  return proposed.body.id;
}

describe('a determination', () => {
  it.each([
    ['who was appointed by its author', 'author', 'adopter'],
    ['who appointed its author', 'adopter', 'author'],
  ] as const)('is not adopted within 7 days by one %s', async (_who, giver, holder) => {
    const people = {
      author: await anOfficer(test, [{ role: 'security-officer' }]),
      adopter: await anOfficer(test, [{ role: 'security-officer' }]),
    };
    const appointed = (days: number) =>
      asOwner(test, 'update role_assignments set given_by = $1, given_at = $3 where holder_id = $2', [
        people[giver].id,
        people[holder].id,
        new Date(clock.now().getTime() - days * 86_400_000),
      ]);
    await appointed(6);
    const { id } = (await post(people.author.token, '', draft({ row: 't1r28' }))).body;
    const early = await post(people.adopter.token, `/${id}/adopt`, {});
    expect(early).toMatchObject({ status: 403, body: { type: '/problems/self-approval' } });
    await appointed(8);
    expect((await post(people.adopter.token, `/${id}/adopt`, {})).status).toBe(200);
  });

  it('is in force once another person than its author adopts it', async () => {
    const siteId = await aBareSite(test, ministry);
    const proposed = await post(ministry.officer.token, '', draft({ row: 't1r29' }));
    const { id } = proposed.body;
    const own = await post(ministry.officer.token, `/${id}/adopt`, {});
    expect(own).toMatchObject({ status: 403, body: { type: '/problems/self-approval' } });
    const standing = await list({ row: 't1r29', class: '1', at: '2026-06-01T00:00:00Z' });
    expect(standing.body.items.map((one: { id: string }) => one.id)).not.toContain(id);
    const before = (await entriesOf(test.pool, siteId)).length;
    expect((await post(ministry.other.token, `/${id}/adopt`, {})).status).toBe(200);
    expect((await list({ row: 't1r29', class: '1', at: '2026-06-01T00:00:00Z' })).body.items).toMatchObject([
      { id, state: 'adopted', proposedBy: ministry.officer.id, decidedBy: ministry.other.id },
    ]);
    const entries = (await entriesOf(test.pool, siteId)).slice(before);
    expect(entries.map(({ kind }) => kind)).toEqual(['determination-adopted']);
    const { rows } = await test.pool.query('select seq = rules_seq as raised from heads where site_id = $1', [
      siteId,
    ]);
    expect(rows).toEqual([{ raised: true }]);
    expect((await post(ministry.other.token, `/${id}/adopt`, {})).status).toBe(409);
  });

  it('is never a machine’s, neither to write nor to adopt', async () => {
    const robot = await aMachine(test, 'robot', [{ role: 'general-officer' }]);
    expect((await post(robot, '', draft())).status).toBe(403);
    const { id } = (await post(ministry.officer.token, '', draft())).body;
    expect((await post(robot, `/${id}/adopt`, {})).status).toBe(403);
    expect((await post(robot, '/adopt', everyProposal(ministry.organisation))).status).toBe(403);
    expect((await post(ministry.officer.token, `/${id}/end`, { reason: '取り下げ' })).status).toBe(200);
  });

  it('may be written by an officer of a section, who may not adopt', async () => {
    const section = await anOfficer(test, [{ role: 'section-officer', scope: ministry.organisation }]);
    const written = await post(section.token, '', draft());
    expect(written.status).toBe(201);
    expect((await post(section.token, `/${written.body.id}/adopt`, {})).status).toBe(403);
  });

  it('ends the earlier one of its cell on its own first day', async () => {
    const [earlier] = (await list({ ...cell, at: '2026-04-20T00:00:00Z' })).body.items;
    const id = await adopt();
    const after = await list({ ...cell, at: '2026-05-02T00:00:00Z' });
    expect(after.body.items).toMatchObject([{ id, value: 'required' }]);
    const before = await list({ ...cell, at: '2026-04-20T00:00:00Z' });
    expect(before.body.items).toMatchObject([{ id: earlier.id, until: '2026-04-30T15:00:00.000Z' }]);
  });

  it('is not adopted over one that is to begin within its period', async () => {
    const later = await adopt({ row: 't1r42', from: '2027-04-01T00:00:00+09:00' });
    const { id } = (await post(ministry.officer.token, '', draft({ row: 't1r42' }))).body;
    const refused = await post(ministry.other.token, `/${id}/adopt`, {});
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toEqual([expect.objectContaining({ at: 't1r42/1' })]);
    const sooner = await adopt({ row: 't1r42', until: '2027-04-01T00:00:00+09:00' });
    const at = async (moment: string) => (await list({ row: 't1r42', class: '1', at: moment })).body.items;
    expect(await at('2026-08-01T00:00:00Z')).toMatchObject([{ id: sooner }]);
    expect(await at('2027-08-01T00:00:00Z')).toMatchObject([{ id: later }]);
  });

  it('can be read back as it was known, by seq and by instant', async () => {
    const known = await ministrySeq();
    clock.set(new Date('2026-04-07T00:00:00.000Z'));
    const id = await adopt({ row: 't1r32', from: '2026-04-08T00:00:00+09:00' });
    const asked = { row: 't1r32', class: '1', at: '2026-04-10T00:00:00Z' };
    expect((await list(asked)).body.items).toMatchObject([{ id }]);
    const [then] = (await list({ ...asked, knownAt: String(known) })).body.items;
    expect(then.id).not.toBe(id);
    const [byInstant] = (await list({ ...asked, knownAt: '2026-04-06T12:00:00Z' })).body.items;
    expect(byInstant).toEqual(then);
  });

  it('ended is strict again from that day, and no earlier', async () => {
    const id = await adopt({ row: 't1r33', from: '2026-04-08T00:00:00+09:00' });
    const past = await post(ministry.other.token, `/${id}/end`, {
      reason: '誤り',
      at: '2026-04-01T00:00:00Z',
    });
    expect(past.status).toBe(422);
    const ended = await post(ministry.other.token, `/${id}/end`, {
      reason: '山田課長の申出',
      at: '2026-06-01T00:00:00Z',
    });
    const until = '2026-06-01T00:00:00.000Z';
    expect(ended.body).toMatchObject({ stored: true, opens: [], id, until, restores: [] });
    expect((await list({ row: 't1r33', class: '1', at: '2026-05-31T00:00:00Z' })).body.items).toHaveLength(1);
    expect((await list({ row: 't1r33', class: '1', at: '2026-06-01T00:00:00Z' })).body.items).toEqual([]);
    const entry = (await entriesOf(test.pool, ministryLogId)).at(-1);
    expect(entry?.kind).toBe('determination-ended');
    expect(entry?.text).not.toContain('山田');
  });

  it.each([
    ['a cell the tables decide', { row: 't1r11' }, '/row'],
    ['a value its row does not offer', { value: 'notification' }, '/value'],
    ['a period that ends before it starts', { until: '2026-04-30T00:00:00+09:00' }, '/until'],
    ['an organisation nobody registered', { organisation: newId() }, '/organisation'],
  ])('is refused for %s, and nothing is recorded', async (_what, over, at) => {
    const before = await ministrySeq();
    const answer = await post(ministry.officer.token, '', draft(over));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ at }));
    expect(await ministrySeq()).toBe(before);
  });

  it.each([
    ['an unknown field', { decidedBy: '誰か' }],
    ['an unknown row', { row: 't1r2' }],
    ['a class as text', { class: '1' }],
    ['words of nothing but space', { words: '　' }],
    ['a leap second', { from: '2016-12-31T23:59:60Z' }],
  ])('is a bad request with %s', async (_what, over) => {
    expect((await post(ministry.officer.token, '', draft(over))).status).toBe(400);
  });

  it('ended before it began gives back what its adoption took, and the dry run says so', async () => {
    const cell = { row: 't1r35', class: 2 };
    const held = (await list({ row: cell.row, class: '2', at: '2026-07-15T00:00:00Z' })).body.items[0];
    const id = await adopt({ ...cell, from: '2026-07-01T00:00:00+09:00' });
    const holding = async (at: string) =>
      (await list({ row: cell.row, class: '2', at })).body.items.map((one: { id: string }) => one.id);
    expect(await holding('2026-07-15T00:00:00Z')).toEqual([id]);

    const restores = [{ id: held.id, until: null }];
    const dry = await post(ministry.other.token, `/${id}/end?dryRun=true`, { reason: '見直し' });
    expect(dry).toMatchObject({ status: 200, body: { stored: false, restores, lost: [] } });
    const ended = await post(ministry.other.token, `/${id}/end`, { reason: '見直し' });
    expect(ended).toMatchObject({ status: 200, body: { stored: true, restores, lost: [] } });
    expect(await holding('2026-07-15T00:00:00Z')).toEqual([held.id]);
    expect(await holding('2026-06-15T00:00:00Z')).toEqual([held.id]);
    expect(JSON.parse((await entriesOf(test.pool, ministryLogId)).at(-1)?.text ?? '{}')).toMatchObject({
      kind: 'determination-ended',
      details: { restored: restores },
    });

    const begun = await adopt({ ...cell, from: clock.now().toISOString() });
    const later = { reason: '見直し', at: '2026-08-01T00:00:00+09:00' };
    const cost = await post(ministry.other.token, `/${begun}/end?dryRun=true`, later);
    expect(cost.body).toMatchObject({
      restores: [],
      lost: [{ id: held.id, until: null, value: held.value }],
    });
  });

  it('is not found when nobody wrote it', async () => {
    expect((await post(ministry.other.token, `/${newId()}/adopt`, {})).status).toBe(404);
    expect((await post(ministry.other.token, `/${newId()}/end`, { reason: '誤り' })).status).toBe(404);
  });

  it('held by another body lasts as long as that body’s confirmation', async () => {
    const heldBy = {
      body: 'ビル管理会社',
      document: '確認書 2026-12',
      confirmedBy: '総務係長',
      confirmedOn: '2026-04-01',
      until: '2026-09-30T15:00:00Z',
    };
    const early = { ...heldBy, confirmedOn: '2027-11-29' };
    const period = { row: 't1r34', from: '2026-04-08T00:00:00+09:00' };
    const refused = await post(ministry.officer.token, '', draft({ ...period, heldBy: early }));
    expect(refused.body.errors).toMatchObject([{ at: '/heldBy/confirmedOn' }]);
    const id = await adopt({ ...period, heldBy });
    const at = async (moment: string) => (await list({ row: 't1r34', class: '1', at: moment })).body.items;
    expect(await at('2026-09-01T00:00:00Z')).toMatchObject([{ id, heldBy }]);
    expect(await at('2026-10-01T00:00:00Z')).toEqual([]);
  });
});

describe('ready proposals', () => {
  it('stand beside the package with a reason each, and bind nobody', async () => {
    const answer = await test.ask(ministry.officer.token, {
      method: 'GET',
      url: '/api/v1/determination-proposals',
    });
    expect(answer.body.policy).toBe('unified-h24-draft');
    expect(answer.body.items).toHaveLength(loadProposals(unified).length);
    expect(answer.body.items.every(({ reason }: { reason: string }) => reason !== '')).toBe(true);
  });

  it('are adopted by one named act with one entry, however many', async () => {
    const made = await test.ask(ministry.officer.token, {
      method: 'POST',
      url: '/api/v1/organisations',
      payload: { name: '会計課', kind: 'section' },
    });
    const before = await ministrySeq();
    const cells = [
      { row: 't1r35', class: 1 },
      { row: 't1r19', class: 1 },
    ];
    const body = { organisation: made.body.id, basis: '決定', cells };
    const adopted = await post(ministry.other.token, '/adopt', body);
    expect(adopted.body).toEqual({ stored: true, opens: [], adopted: 2 });
    const [entry, ...more] = (await entriesOf(test.pool, ministryLogId)).filter(({ seq }) => seq > before);
    expect(more).toEqual([]);
    expect(JSON.parse(entry?.text ?? '')).toMatchObject({
      kind: 'determinations-adopted',
      actor: { type: 'person', id: ministry.other.id },
      details: { count: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const listed = await list({ organisation: made.body.id, limit: '1' });
    expect(listed.body.items).toHaveLength(1);
    const rest = await list({ organisation: made.body.id, limit: '1', after: listed.body.next });
    expect(rest.body).toMatchObject({ items: [{ decidedBy: ministry.other.id, basis: '決定' }], next: null });
  });

  it('are refused whole when one cell has none', async () => {
    const cells = [
      { row: 't1r35', class: 1 },
      { row: 't1r11', class: 3 },
    ];
    const answer = await post(ministry.other.token, '/adopt', {
      organisation: ministry.organisation,
      basis: '決定',
      cells,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ at: '/cells/1' })]);
  });

  it('that say 届出 are asked one by one whether it may begin before anyone answers', async () => {
    const section = { name: '広報課', kind: 'section' };
    const { body: made } = await test.ask(ministry.officer.token, {
      method: 'POST',
      url: '/api/v1/organisations',
      payload: section,
    });
    const answered = (row: string, zoneClass: number, beginsBeforeAnswer: boolean) => ({
      row,
      class: zoneClass,
      beginsBeforeAnswer,
    });
    const every = { ...everyProposal(made.id), notifications: undefined };
    const adopt = (notifications: unknown, over: object = {}, query = '') =>
      post(ministry.other.token, `/adopt${query}`, { ...every, notifications, ...over });
    const before = await ministrySeq();
    const unanswered = await adopt(undefined);
    expect(unanswered).toMatchObject({ status: 422, body: { type: '/problems/unprocessable' } });
    expect(unanswered.body.errors).toEqual([
      { at: '/notifications', message: expect.stringContaining('t2r13 のクラス2は届出です') },
      { at: '/notifications', message: expect.stringContaining('t2r14 のクラス1は届出です') },
    ]);
    const needless = [answered('t2r13', 3, true), answered('t2r13', 2, false), answered('t2r13', 2, true)];
    const wrong = await adopt(needless, {}, '?dryRun=true');
    expect(wrong.body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/notifications/0',
      '/notifications/2',
      '/notifications',
    ]);
    const cells = [{ row: 't1r35', class: 1 }];
    expect((await adopt([answered('t2r14', 1, true)], { cells })).body.errors).toEqual([
      { at: '/notifications/0', message: expect.stringContaining('届出はありません') },
    ]);
    expect(await ministrySeq()).toBe(before);
    expect((await list({ organisation: made.id })).body.items).toEqual([]);

    const notifications = [answered('t2r13', 2, true), answered('t2r14', 1, false)];
    expect((await adopt(notifications)).status).toBe(201);
    const valueIn = async (row: string, zoneClass: string) =>
      (await list({ organisation: made.id, row, class: zoneClass })).body.items[0].value;
    expect([await valueIn('t2r13', '2'), await valueIn('t2r14', '1')]).toEqual([
      'notification',
      'permission',
    ]);
    const entry = (await entriesOf(test.pool, ministryLogId)).at(-1);
    expect(JSON.parse(entry?.text ?? '{}')).toMatchObject({
      kind: 'determinations-adopted',
      details: { notifications },
    });
  });
});

describe('the requirements of a zone', () => {
  const ask = (siteId: string, zone: string, at?: string) =>
    test.ask(ministry.officer.token, {
      method: 'GET',
      url: `/api/v1/sites/${siteId}/zones/${zone}/requirements${at === undefined ? '' : `?at=${at}`}`,
    });
  const rowOf = (answer: Awaited<ReturnType<typeof ask>>, row: string) =>
    answer.body.items.find((one: { row: string }) => one.row === row);

  it('answer all 73 rows, 9a and 9b, each with the chain its value came from', async () => {
    const siteId = await aBareSite(test, ministry);
    const controls = [
      {
        row: 't1r20',
        value: 'required',
        words: '退出も確かめる',
        basis: '区域責任者',
        from: '2026-04-01T00:00:00+09:00',
      },
    ];
    const zones = ministry.plan.zones.map((zone) => (zone.id === 'hall' ? { ...zone, controls } : zone));
    expect((await putPlan(test, ministry.officer.token, siteId, { ...ministry.plan, zones }, 0)).status).toBe(
      200,
    );
    const answer = await ask(siteId, 'hall', '2026-05-15T00:00:00Z');
    expect(answer.body).toMatchObject({ zone: 'hall', class: 1, policy: 'unified-h24-draft' });
    expect(answer.body.items).toHaveLength(75);
    expect(answer.body.items.every(({ chain }: { chain: unknown[] }) => chain.length > 0)).toBe(true);
    expect(rowOf(answer, 't1r20')).toMatchObject({
      value: 'required',
      undetermined: false,
      inScope: true,
      chain: [{ layer: 'regulation' }, { layer: 'determination' }, { layer: 'control', source: 'hall' }],
    });
  });

  it('follow a determination from its day on', async () => {
    const siteId = await aBareSite(test, ministry);
    await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    const id = await adopt({ row: 't1r28', from: '2026-11-01T00:00:00+09:00', value: 'required' });
    const chosen = rowOf(await ask(siteId, 'hall', '2026-11-02T00:00:00Z'), 't1r28');
    expect(chosen.chain.at(-1)).toMatchObject({ layer: 'determination', source: id });
    const before = rowOf(await ask(siteId, 'hall', '2026-10-02T00:00:00Z'), 't1r28');
    expect(before.chain.at(-1).source).not.toBe(id);
  });

  it('that nobody has determined say so, in words of neither table', async () => {
    const siteId = await aBareSite(test, ministry);
    const tenant = await test.ask(ministry.officer.token, {
      method: 'POST',
      url: '/api/v1/organisations',
      payload: { name: '入居する局', kind: 'tenant' },
    });
    const zones = ministry.plan.zones.map((zone) =>
      zone.id === 'server' ? { ...zone, organisation: tenant.body.id } : zone,
    );
    const put = await putPlan(test, ministry.officer.token, siteId, { ...ministry.plan, zones }, 0);
    expect(put.status).toBe(200);
    const open = (await ask(siteId, 'server')).body.items.filter(
      ({ undetermined }: { undetermined: boolean }) => undetermined,
    );
    expect(open.map(({ row }: { row: string }) => row)).toEqual(expect.arrayContaining(['t1r19', 't1r7']));
    for (const { value, valueWords } of open) {
      expect(valueWords).toBe(value === 'required' ? '方針が決まるまで講ずる' : '方針が決まるまで行えない');
    }
  });

  it('in the past are those of the zone as the plan showed it then', async () => {
    const siteId = await aBareSite(test, ministry);
    const start = test.clock.now();
    const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
    const first = await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    const controls = [aControl({ row: 't1r20', value: 'required', from: '2026-04-01T00:00:00Z' })];
    const zones = ministry.plan.zones.map((zone) => (zone.id === 'hall' ? { ...zone, controls } : zone));
    test.clock.set(later(2));
    try {
      const plan = { ...ministry.plan, zones };
      await putPlan(test, ministry.officer.token, siteId, plan, first.body.seq);
      const lastLayer = async (at?: Date) =>
        rowOf(await ask(siteId, 'hall', at?.toISOString()), 't1r20').chain.at(-1).layer;
      expect(await lastLayer(later(1))).toBe('determination');
      expect([await lastLayer(), await lastLayer(later(3))]).toEqual(['control', 'control']);
      expect((await ask(siteId, 'hall', later(-1).toISOString())).status).toBe(404);
    } finally {
      test.clock.set(start);
    }
  });

  it('are opened by a granted application as long as it runs', async () => {
    const siteId = await aBareSite(test, ministry);
    await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    const now = rowOf(await ask(siteId, 'server'), 't2r14');
    const opening = newId<'opening'>();
    await test.pool.query(
      `insert into openings (site_id, opening_id, from_seq, kind, zone_id, row, basis, valid_from, valid_until)
        values ($1, $2, 1, 'exception', 'server', $3, '広報誌の撮影', '2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z')`,
      [siteId, opening, 't1r14'],
    );
    const during = rowOf(await ask(siteId, 'server', '2026-06-01T03:00:00Z'), 't1r14');
    expect(during).toMatchObject({ value: 'allowed', chain: [{}, { layer: 'permit', source: opening }] });
    const after = rowOf(await ask(siteId, 'server', '2026-06-02T03:00:00Z'), 't1r14');
    expect(after.value).not.toBe('allowed');
    expect(now.row).toBe('t2r14');
  });

  it('of an unknown zone, or of a zone in another site, are not found', async () => {
    const siteId = await aBareSite(test, ministry);
    expect((await ask(siteId, 'hall')).status).toBe(404);
    await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    expect((await ask(siteId, 'attic')).status).toBe(404);
    expect((await ask(newId(), 'hall')).status).toBe(404);
    expect((await ask(siteId, 'hall', 'tomorrow')).status).toBe(400);
  });
});
