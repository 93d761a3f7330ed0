import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aReader } from '../../support/a-plan.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { doorsAtEveryHour } from '../../support/doors-at-every-hour.ts';
import { joinUnit } from '../../support/people-house.ts';
import { aToken, type TestAnswer } from '../../support/test-app.ts';

let house: PermitHouse;
let systemOfficer: Officer;
let serverOfficer: Officer;
/** A member of staff of the section. */
let colleague: Officer;
let gateway: TestGateway;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse({
    ...doorsAtEveryHour,
    readers: [...doorsAtEveryHour.readers, aReader('street-hall', 'street')],
  });
  const { test, site, section, make } = house;
  test.clock.set(morning);
  await joinUnit(house, house.host, house.section);
  systemOfficer = await anOfficer(test, [{ role: 'system-officer', siteId: site }]);
  serverOfficer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'server' }]);
  const id = await make('/persons', { kind: 'staff', name: '職員 一郎', organisationId: section });
  colleague = { id, token: await aToken(test, { type: 'person', id }) };
  await make('/cards', { format: 'wiegand-26', facility: '1', number: '40001', person: colleague.id });
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  await house.determine('t2r5', 2, [
    { value: 'not-required', part: 'in', words: '持込みは記録だけ' },
    { value: 'required', decider: 'system-officer', words: '持ち出しは情報システムセキュリティ責任者' },
  ]);
  await house.determine('t2r5', 3, [{ value: 'required' }]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const grade = { confidentiality: 2, integrity: 2, availability: 1 };

async function register(by: Officer, owner: string, over: object = {}): Promise<string> {
  const registered = await house.post(by.token, `/sites/${house.site}/items`, {
    belongs: 'outside',
    owner,
    firm: '株式会社浜田',
    item: 'ノートPC',
    maker: '浜田電機',
    model: 'H-1',
    serial: 'S0001',
    medium: 'built-in',
    grade,
    quantity: 1,
    ...over,
  });
  expect(registered.body).toMatchObject({ id: expect.any(String) });
  return registered.body.id;
}

const own = { belongs: 'ministry', firm: undefined } as const;

function apply(by: Officer, persons: readonly string[], terms: object, over: object = {}) {
  return house.post(by.token, `/sites/${house.site}/item-permits`, {
    persons,
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-11T00:00:00+09:00',
    purpose: '基幹システムの移行',
    terms,
    ...over,
  });
}

function check(carrier: string, seen: readonly object[], over: object = {}): Promise<TestAnswer> {
  return house.post(house.guard.token, `/sites/${house.site}/item-checks`, { carrier, seen, ...over });
}

const item = async (id: string) =>
  (await house.get(house.guard.token, `/sites/${house.site}/items/${id}`)).body;
const tasks = async (token = house.guard.token) =>
  (await house.get(token, `/sites/${house.site}/item-tasks`)).body.items;

/** What 物品の搬入・搬出の記録 tells of an item. */
async function movementsOf(id: string): Promise<readonly (readonly string[])[]> {
  const officer = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
  const period = 'from=2026-04-01&until=2026-05-01';
  const { body } = await house.get(officer.token, `/sites/${house.site}/records/movements?${period}`);
  return body.items
    .filter((row: { id: string }) => row.id === id)
    .map(({ how, quantity, zones, permit }: Record<string, string>) => [how, quantity, zones, permit]);
}

async function aContractor(): Promise<string> {
  return (await house.plan(house.host.token)).body.members[0].id;
}

describe("a contractor's laptop", () => {
  it('comes in freely, and leaves by permission of the one who decides the way out', async () => {
    const { host, guard, site, permit, post } = house;
    const contractor = await aContractor();
    const laptop = await register(host, contractor);
    const terms = { way: 'in', items: [laptop], form: 'once', leaving: 'by-permission', stays: true };
    const asked = await apply(host, [contractor], terms);
    expect(asked.body).toMatchObject({
      state: 'filed',
      rule: { track: 'free', lines: [{ row: 't2r5', part: 'in', value: 'not-required' }], needs: [] },
    });

    const brought = await check(contractor, [{ item: laptop, count: 1 }], { to: 'office' });
    expect(brought.body).toMatchObject({
      items: [{ item: laptop, found: 1, missing: 0, extra: 0, permit: asked.body.id }],
      findings: [],
    });
    expect(await item(laptop)).toMatchObject({ state: 'inside', zone: 'office', present: 1, stays: true });
    expect((await permit(guard.token, asked.body.id)).body.state).toBe('in-use');
    expect((await permit(host.token, asked.body.id, 'close', {})).status).toBe(409);

    const stopped = await check(contractor, [{ item: laptop, count: 1 }]);
    expect(stopped.body).toMatchObject({
      items: [{ found: 0, extra: 1, because: 'not-permitted', says: '許可・届出がありません' }],
    });
    const [finding] = stopped.body.findings;
    expect(await item(laptop)).toMatchObject({ state: 'inside', zone: 'office' });
    const first = await house.get(guard.token, `/sites/${site}/item-tasks?limit=1`);
    expect(first.body).toMatchObject({ items: [{ finding }], next: null });
    expect(await tasks()).toContainEqual(
      expect.objectContaining({
        is: 'left-without-permit',
        finding,
        item: laptop,
        may: [{ step: 'settle', by: expect.arrayContaining(['guard']) }],
      }),
    );
    const settled = { outcome: 'went-back', words: '課室に戻させた' };
    const url = `/sites/${site}/item-findings/${finding}/settle`;
    expect((await post(guard.token, url, settled)).status).toBe(200);
    expect((await post(guard.token, url, settled)).status).toBe(409);
    expect(await tasks()).toEqual([]);

    const out = { way: 'out', items: [laptop], form: 'once', leavesFor: 'use', returns: false };
    const leave = await apply(host, [contractor], out);
    expect(leave.body).toMatchObject({
      state: 'requested',
      rule: {
        track: 'permission',
        lines: [{ part: 'out', value: 'required' }],
        needs: [{ anyOf: ['system-officer'] }],
      },
    });
    expect((await permit(house.zoneOfficer.token, leave.body.id, 'approve', {})).status).toBe(403);
    const approved = await permit(systemOfficer.token, leave.body.id, 'approve', {});
    expect(approved.body).toMatchObject({ state: 'approved', missing: [] });

    const left = await check(contractor, [{ item: laptop, count: 1 }], { permit: leave.body.id });
    expect(left.body).toMatchObject({
      items: [{ found: 1, extra: 0, because: 'permitted', permit: leave.body.id }],
      findings: [],
    });
    const life = await item(laptop);
    expect(life).toMatchObject({ state: 'gone', present: 0, zone: null, may: [] });
    expect(life.history.map(({ state }: { state: string }) => state)).toEqual(['gone', 'inside', 'outside']);
    for (const id of [asked.body.id, leave.body.id]) {
      expect((await permit(guard.token, id)).body.state).toBe('closed');
    }
    expect((await apply(host, [contractor], out)).body.errors).toEqual([
      { at: '/terms/items/0', message: 'この物品はもう戻りません' },
    ]);
  });

  it('that may not stay is a task once whoever brought it is on record as outside, and holds nobody up', async () => {
    const { host, place } = house;
    const contractor = await aContractor();
    const laptop = await register(host, contractor);
    await check(contractor, [{ item: laptop, count: 1 }], { to: 'office' });
    await place(contractor, 'office');
    expect(await tasks()).toEqual([]);
    await place(contractor, 'street');
    const left = { is: 'left-behind', item: laptop, person: contractor, zone: 'office', quantity: 1 };
    expect(await tasks()).toEqual([expect.objectContaining(left)]);
    expect(await tasks(colleague.token)).toEqual([]);
    await place(contractor, 'office');
    const out = { way: 'out', items: [laptop], form: 'once', leavesFor: 'use', returns: false };
    const leave = (await apply(host, [contractor], out)).body.id;
    await house.permit(systemOfficer.token, leave, 'approve', {});
    await check(contractor, [{ item: laptop, count: 1 }]);
    expect(await tasks()).toEqual([]);
  });
});

describe('a door on the way out of the office', () => {
  it('notes what may not stay and is inside, holds nobody up, and leaves it to the guard', async () => {
    const { site, guard, place, permit, test } = house;
    const laptop = await register(colleague, colleague.id);
    const terms = { way: 'in', items: [laptop], form: 'once', leaving: 'by-permission', stays: false };
    const { id } = (await apply(colleague, [colleague.id], terms)).body;
    await check(colleague.id, [{ item: laptop, count: 1 }], { to: 'office' });
    const leaves = async () => {
      await place(colleague.id, 'hall');
      return (await gateway.post(gateway.read('40001', 'street-hall-to-street'))).body.results[0];
    };
    const noted = async () =>
      codesOf({ reasons: (await lastEntryOf(test.pool, site)).decision?.notes ?? [] });
    const left = { is: 'left-behind', item: laptop, person: colleague.id, zone: 'office', permit: id };
    expect(await tasks()).toEqual([]);
    expect((await leaves()).verdict).toBe('grant');
    expect(await noted()).toContain('carried-item-open');
    expect(await tasks()).toEqual([expect.objectContaining(left)]);

    const emergency = (step: string) =>
      house.post(guard.token, `/sites/${site}/emergencies${step}`, { reason: '訓練' });
    expect((await emergency('')).status).toBe(201);
    expect((await leaves()).verdict).toBe('grant');
    expect(await noted()).toContain('carried-item-open');
    expect((await emergency('/end')).status).toBe(200);

    await place(colleague.id, 'office');
    expect(await tasks()).toEqual([]);
    const out = { way: 'out', items: [laptop], form: 'once', leavesFor: 'use', returns: false };
    const leave = (await apply(colleague, [colleague.id], out)).body.id;
    await permit(systemOfficer.token, leave, 'approve', {});
    await check(colleague.id, [{ item: laptop, count: 1 }]);
    expect((await leaves()).verdict).toBe('grant');
    expect(await noted()).not.toContain('carried-item-open');
  });
});

describe('a look at items', () => {
  it('tells found, missing and extra by the list of the permit that was shown', async () => {
    const { host } = house;
    const contractor = await aContractor();
    const [cables, tester, other] = [
      await register(host, contractor, { item: 'LANケーブル', medium: 'none', quantity: 10 }),
      await register(host, contractor, { item: '回線試験器', seal: '封-0042' }),
      await register(host, contractor, { item: '予備機' }),
    ];
    const terms = { way: 'in', form: 'once', leaving: 'freely', stays: false, items: [cables, tester] };
    const asked = await apply(host, [contractor], terms, { zones: ['server'] });
    expect(asked.body.rule.lines.map(({ part }: { part: string }) => part)).toEqual(['in', 'out']);
    const permit = asked.body.id;
    const unsealed = await check(contractor, [{ item: tester, count: 1 }], { to: 'server', permit });
    expect(unsealed.body.errors).toContainEqual({
      at: '/permit',
      message: '効いている物品の許可・届出ではありません',
    });
    expect(unsealed.body.errors).toContainEqual({
      at: '/seen/0/seal',
      message: '封印 封-0042 を確かめて答えてください',
    });
    await house.permit(serverOfficer.token, permit, 'approve', {});

    const seen = [
      { item: cables, count: 8 },
      { item: other, count: 1 },
    ];
    const looked = await check(contractor, seen, { to: 'server', permit });
    expect(looked.body).toMatchObject({
      items: [
        { item: cables, found: 8, missing: 2, extra: 0, because: 'permitted' },
        { item: other, found: 0, extra: 1, because: 'not-permitted' },
        { item: tester, found: 0, missing: 1, extra: 0 },
      ],
      findings: [],
    });
    expect(await item(cables)).toMatchObject({ state: 'inside', zone: 'server', present: 8 });
    expect(await item(other)).toMatchObject({ state: 'outside', zone: null });

    const rest = [
      { item: cables, count: 3 },
      { item: tester, count: 1, seal: 'broken' },
    ];
    const second = await check(contractor, rest, { to: 'server' });
    expect(second.body).toMatchObject({
      items: [
        { item: cables, found: 2, extra: 1 },
        { item: tester, found: 1 },
      ],
    });
    expect(second.body.findings).toHaveLength(1);
    const leaving = await check(
      contractor,
      [
        { item: cables, count: 10 },
        { item: tester, count: 1, seal: 'intact' },
      ],
      { permit, unregistered: [{ words: '箱入りの媒体', count: 1 }] },
    );
    expect(leaving.body.items).toMatchObject([{ found: 10 }, { found: 1 }]);
    expect(leaving.body.findings).toHaveLength(1);
    expect((await house.permit(host.token, permit)).body.state).toBe('closed');
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({ kind: 'items-checked', details: { unregistered: 1 } });
    expect(JSON.stringify(entry)).not.toContain('箱入り');
    expect(await movementsOf(cables)).toEqual([
      ['搬入', '8', 'サーバ室', permit],
      ['搬入', '2', 'サーバ室', permit],
      ['搬出', '10', 'サーバ室', permit],
    ]);
    expect(await movementsOf(other)).toEqual([]);
    const open = await tasks();
    expect(open.map(({ is }: { is: string }) => is)).toEqual(['seal-broken', 'unregistered']);
    for (const { finding } of open) {
      const url = `/sites/${house.site}/item-findings/${finding}/settle`;
      await house.post(house.guard.token, url, { outcome: 'settled', words: '責任者が確かめた' });
    }
  });

  it('is one entry, is refused to whoever carries, and takes nothing in for somebody who is stopped', async () => {
    const { guard, host, test, site, post } = house;
    const mine = await register(host, guard.id, own);
    const refused = await check(guard.id, [{ item: mine, count: 1 }], { to: 'office' });
    expect(refused.status).toBe(403);
    const theirs = await register(host, colleague.id, own);
    const before = (await entriesOf(test.pool, site)).length;
    await check(colleague.id, [{ item: theirs, count: 1 }], { to: 'office' });
    expect((await entriesOf(test.pool, site)).length).toBe(before + 1);
    const again = await check(colleague.id, [{ item: theirs, count: 1 }], { to: 'office' });
    expect(again.body.errors[0].message).toBe('この物品はもうその区域にあります');

    await post(house.admin.token, `/persons/${colleague.id}/suspend`, { reason: '調査中' });
    const stopped = await check(colleague.id, [{ item: theirs, count: 1 }], { to: 'server' });
    expect(stopped.body.items).toMatchObject([{ found: 0, extra: 1, because: 'stopped' }]);
    await post(house.admin.token, `/persons/${colleague.id}/resume`, { reason: '終わった' });
    for (const { finding } of await tasks()) {
      const url = `/sites/${site}/item-findings/${finding}/settle`;
      await post(guard.token, url, { outcome: 'left', words: '持って行かれた' });
    }
    expect(await item(theirs)).toMatchObject({ state: 'outside', present: 0, permit: null });
  });
});

describe('the conditions of a permit for items', () => {
  it('are asked again of each item, and a no is for the guard to see to', async () => {
    const { host, site, guard, get } = house;
    const contractor = await aContractor();
    const [laptop, plain] = [await register(host, contractor), await register(host, contractor)];
    const terms = { form: 'once', way: 'in', leaving: 'by-permission', stays: true } as const;
    const conditions = ['antivirus', 'no-lan'];
    const asked = await apply(host, [contractor], { ...terms, items: [laptop] }, { conditions });
    await apply(host, [contractor], { ...terms, items: [plain] });
    const look = (answers: readonly object[] | undefined, others: readonly object[] = []) =>
      check(contractor, [{ item: laptop, count: 1, answers }, ...others], { to: 'office' });
    const faults = (answer: TestAnswer) => answer.body.errors.map(({ at }: { readonly at: string }) => at);
    const yes = { condition: 'antivirus', met: true };
    expect(faults(await look(undefined))).toEqual(['/seen/0/answers', '/seen/0/answers']);
    expect(faults(await look([yes]))).toEqual(['/seen/0/answers']);
    const no = { condition: 'no-lan', met: false };
    expect(faults(await look([yes, no, yes, { condition: 'sealed', met: true }]))).toEqual([
      '/seen/0/answers/3/condition',
      '/seen/0/answers/2/condition',
    ]);
    const besides = [{ item: plain, count: 1, answers: [yes] }];
    expect(faults(await look([yes, no], besides))).toEqual(['/seen/1/answers/0/condition']);

    const looked = await look([yes, no], [{ item: plain, count: 1 }]);
    expect(looked.body).toMatchObject({
      items: [{ item: laptop, found: 1, permit: asked.body.id }, { found: 1 }],
    });
    const [finding, ...others] = looked.body.findings;
    expect(others).toEqual([]);
    expect(await lastEntryOf(house.test.pool, site)).toMatchObject({
      kind: 'items-checked',
      details: { items: [{ unmet: ['no-lan'] }, {}], findings: [{ id: finding, kind: 'condition-not-met' }] },
    });
    expect((await get(guard.token, `/sites/${site}/item-tasks`)).body.items).toContainEqual(
      expect.objectContaining({ is: 'condition-not-met', finding, item: laptop, words: 'ノートPC：no-lan' }),
    );
    const settled = { outcome: 'settled', words: '無線を切らせた' };
    await house.post(guard.token, `/sites/${site}/item-findings/${finding}/settle`, settled);
  });
});

describe('what leaves for repair, the end of a lease or disposal', () => {
  it('leaves once somebody else than who erased it recorded the proof', async () => {
    const { host, site, post } = house;
    const registered = { ...own, owner: host.id, item: 'サーバ', medium: 'built-in', grade, quantity: 1 };
    const asHost = await post(host.token, `/sites/${site}/items`, { ...registered, zone: 'server' });
    expect(asHost.status).toBe(403);
    const placed = await post(systemOfficer.token, `/sites/${site}/items`, { ...registered, zone: 'server' });
    expect(placed.status).toBe(201);
    const server = placed.body.id;
    const terms = { way: 'out', items: [server], form: 'once', leavesFor: 'disposal', returns: false };
    const leave = await apply(host, [host.id], terms, { zones: ['server'] });
    await house.permit(serverOfficer.token, leave.body.id, 'approve', {});

    const early = await check(host.id, [{ item: server, count: 1 }]);
    expect(early.body.items).toMatchObject([{ found: 0, extra: 1, because: 'not-erased' }]);
    expect((await tasks()).at(-1)).toMatchObject({ is: 'not-erased', item: server });
    const url = `/sites/${site}/items/${server}/erasure`;
    const erasure = { method: 'destroyed', by: host.id, certificate: '2026-17' };
    expect((await post(systemOfficer.token, url, { ...erasure, by: systemOfficer.id })).status).toBe(403);
    expect((await post(systemOfficer.token, url, erasure)).status).toBe(200);
    const gone = await check(host.id, [{ item: server, count: 1 }]);
    expect(gone.body.items).toMatchObject([{ found: 1, because: 'permitted' }]);
    expect(await item(server)).toMatchObject({
      state: 'gone',
      erasure: { method: 'destroyed', certificate: '2026-17' },
    });
    for (const { finding } of await tasks()) {
      const settle = `/sites/${site}/item-findings/${finding}/settle`;
      await post(house.guard.token, settle, { outcome: 'settled', words: '証明を確かめた' });
    }
  });
});

describe('a standing pass', () => {
  it('goes on for a year at most, and is to be returned once its holder has changed post', async () => {
    const { host } = house;
    const terminal = await register(host, colleague.id, own);
    const terms = { way: 'out', items: [terminal], form: 'standing', leavesFor: 'use', returns: true };
    const year = { until: '2027-04-08T00:00:00+09:00' };
    const long = await apply(colleague, [colleague.id], terms, year);
    expect(long.body.errors).toEqual([
      { at: '/until', message: '情報システムに関連する物品の期間は366日までです' },
    ]);
    const asked = await apply(colleague, [colleague.id], terms, { until: '2027-04-01T00:00:00+09:00' });
    const pass = asked.body.id;
    await house.permit(systemOfficer.token, pass, 'approve', {});
    await check(colleague.id, [{ item: terminal, count: 1 }], { to: 'office' });
    for (const over of [{}, { to: 'office' }, {}, { to: 'office' }]) {
      const looked = await check(colleague.id, [{ item: terminal, count: 1 }], over);
      expect(looked.body).toMatchObject({ items: [{ found: 1 }], toReturn: [] });
    }
    expect((await house.permit(colleague.token, pass)).body.state).toBe('in-use');

    const moved = await house.patch(house.admin.token, `/persons/${colleague.id}`, {
      organisationId: house.otherSection,
    });
    expect(moved.status).toBe(200);
    const looked = await check(colleague.id, [{ item: terminal, count: 1 }]);
    expect(looked.body).toMatchObject({ items: [{ found: 0, extra: 1 }], toReturn: [pass] });
    expect(await tasks()).toContainEqual(
      expect.objectContaining({ is: 'pass-to-return', permit: pass, person: colleague.id }),
    );
    await house.permit(systemOfficer.token, pass, 'revoke', { reason: '異動のため返納' });
    expect((await tasks()).map(({ is }: { is: string }) => is)).toEqual(['left-without-permit']);
  });
});

describe('what is to be seen to', () => {
  it('is paged in one order, in which what is settled meanwhile moves nothing', async () => {
    const { host, guard, site, get, post } = house;
    const contractor = await aContractor();
    const things = ['箱入りの媒体', '外付けの装置', '記録紙'].map((words) => ({ words, count: 1 }));
    const looked = await check(contractor, [], { unregistered: things });
    const findings: readonly string[] = looked.body.findings;
    const page = async (query: string, token = guard.token) =>
      (await get(token, `/sites/${site}/item-tasks${query}`)).body;
    const all = await page('?limit=200');
    const pages: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const one: { items: { finding: string }[]; next: string | null } = await page(
        `?limit=2${next === '' ? '' : `&after=${next}`}`,
      );
      expect(one.items.length).toBeLessThanOrEqual(2);
      pages.push(...one.items.map(({ finding }) => finding));
      next = one.next;
    }
    expect(pages).toEqual(all.items.map(({ finding }: { readonly finding: string }) => finding));
    expect(pages).toEqual(expect.arrayContaining([...findings]));

    const { next: after } = await page('?limit=1');
    for (const finding of findings) {
      const url = `/sites/${site}/item-findings/${finding}/settle`;
      await post(guard.token, url, { outcome: 'settled', words: '確かめた' });
    }
    expect(
      (await page(`?after=${after}`)).items.map(({ finding }: { readonly finding: string }) => finding),
    ).toEqual(pages.slice(1).filter((finding) => !findings.includes(finding)));
    expect((await page('', host.token)).items).toEqual([]);
  });
});

describe('the register of items', () => {
  it('is listed by zone, owner and state, to each what is theirs', async () => {
    const { host, guard, site, get } = house;
    const contractor = await aContractor();
    const laptop = await register(host, contractor);
    await check(contractor, [{ item: laptop, count: 1 }], { to: 'office' });
    const idsOf = async (token: string, query: string) =>
      (await get(token, `/sites/${site}/items?limit=200&${query}`)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await idsOf(guard.token, 'zone=office')).toContain(laptop);
    expect(await idsOf(guard.token, 'zone=server')).not.toContain(laptop);
    expect(await idsOf(guard.token, `owner=${contractor}&state=inside`)).toEqual([laptop]);
    expect(await idsOf(house.zoneOfficer.token, '')).toContain(laptop);
    expect(await idsOf(host.token, '')).toContain(laptop);
    expect(await idsOf(colleague.token, '')).not.toContain(laptop);
    expect((await get(colleague.token, `/sites/${site}/items/${laptop}`)).status).toBe(404);
    expect(await item(laptop)).toMatchObject({
      says: '庁舎の中',
      mediumSays: '内蔵の記憶装置',
      carriedBy: contractor,
      since: morning.toISOString(),
      may: [{ step: 'check' }, { step: 'apply' }, { step: 'erase' }],
    });
  });

  it('says every fault of an application at once', async () => {
    const { host } = house;
    const laptop = await register(host, host.id, own);
    const wrong = { way: 'in', items: [laptop], form: 'once', stays: false, returns: true };
    const asked = await apply(host, [host.id], wrong);
    expect(asked.body.errors).toEqual([
      { at: '/terms/leaving', message: '持込みの申請には要ります' },
      { at: '/terms/returns', message: '持込みの申請には書きません' },
    ]);
  });
});
