import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { joinUnit } from '../../support/people-house.ts';
import { aToken, type TestAnswer } from '../../support/test-app.ts';

let house: PermitHouse;
/** Answers for the server room, which is of class 3. */
let serverOfficer: Officer;
let systemOfficer: Officer;
/** A member of staff of the section. */
let colleague: Officer;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site, section, make } = house;
  house.test.clock.set(morning);
  await joinUnit(house, house.host, house.section);
  serverOfficer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'server' }]);
  systemOfficer = await anOfficer(test, [{ role: 'system-officer', siteId: site }]);
  const id = await make('/persons', { kind: 'staff', name: '職員 一郎', organisationId: section });
  colleague = { id, token: await aToken(test, { type: 'person', id }) };
  const adopted = await house.post(house.admin.token, '/determinations/adopt', {
    organisation: section,
    basis: '情報セキュリティ委員会決定',
    cells: ['t2r8', 't2r9', 't2r12', 't2r13'].map((row) => ({ row, class: 3 })),
  });
  expect(adopted.status).toBe(201);
  await house.determine('t2r13', 2, [
    { value: 'notification', conditions: ['antivirus'], words: 'ウイルス対策ソフトが最新であること' },
    { value: 'permission' },
  ]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const answers = ['antivirus', 'os-current', 'no-sharing'].map((condition) => ({ condition, met: true }));
const plainUse = { handles: 'unprotected', lan: false };

async function register(by: Officer, holder: string, over: object = {}): Promise<number> {
  const { site, post } = house;
  const registered = await post(by.token, `/sites/${site}/private-devices`, {
    holder,
    sort: 'phone',
    ...over,
  });
  expect(registered.status).toBe(201);
  return registered.body.label;
}

function apply(by: Officer, label: number, over: object = {}): Promise<TestAnswer> {
  const { site, post } = house;
  return post(by.token, `/sites/${site}/private-devices/${label}/permits`, {
    zones: ['server'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2027-04-01T00:00:00+09:00',
    purpose: '障害の連絡を受ける',
    carryIn: true,
    use: plainUse,
    answers,
    ...over,
  });
}

async function here(label: number, act: string, over = '', zone = 'server') {
  const { get, site, guard } = house;
  const url = `/sites/${site}/private-devices/${label}/allowed?zone=${zone}&act=${act}${over}`;
  return (await get(guard.token, url)).body;
}

async function aGuest(): Promise<string> {
  const [member] = (await house.plan(house.host.token)).body.members;
  return member.id;
}

describe('the register of devices', () => {
  it('gives every device of a site a label of its own, and says so in the log without what is written of it', async () => {
    const { test, site, host } = house;
    const labels = await Promise.all([0, 1, 2, 3].map(() => register(host, host.id)));
    expect(new Set(labels).size).toBe(4);
    const label = await register(host, host.id, { maker: '浜田電機', model: 'H-1', serial: 'S0001' });
    expect(label).toBe(Math.max(...labels) + 1);
    const entry = await lastEntryOf(test.pool, site);
    expect(entry).toMatchObject({
      kind: 'private-device-registered',
      subject: { person: host.id },
      details: { label, sort: 'phone' },
    });
    expect(JSON.stringify(entry)).not.toContain('S0001');
  });

  it('is read whole by those who see permits, and by others for what is theirs', async () => {
    const { site, host, guard, get } = house;
    const own = await register(host, host.id, { serial: 'S0002' });
    const theirs = await register(colleague, colleague.id);
    const labelsOf = async (token: string) => {
      const { items } = (await get(token, `/sites/${site}/private-devices?limit=200`)).body;
      return items.map(({ label }: { label: number }) => label);
    };
    expect(await labelsOf(guard.token)).toEqual(expect.arrayContaining([own, theirs]));
    expect(await labelsOf(host.token)).toContain(own);
    expect(await labelsOf(host.token)).not.toContain(theirs);
    const page = (await get(guard.token, `/sites/${site}/private-devices?limit=1&after=${own - 1}`)).body;
    expect(page).toMatchObject({
      items: [{ label: own, holder: host.id, sortSays: '携帯電話・スマートフォン', serial: 'S0002' }],
      next: String(own),
    });
  });

  it('takes the device of a guest from their host alone', async () => {
    const { site, post } = house;
    const holder = await aGuest();
    const refused = await post(colleague.token, `/sites/${site}/private-devices`, { holder, sort: 'pc' });
    expect(refused.body.errors).toEqual([
      {
        at: '/holder',
        message: 'この庁舎では知られていない人です。来訪者については訪問相手が申請・登録してください',
      },
    ]);
  });

  it('knows no label that was not given', async () => {
    const { host, site, get, guard } = house;
    expect((await apply(host, 99_999)).body.detail).toContain('発行されていません');
    const url = `/sites/${site}/private-devices/99999/allowed?zone=office&act=use`;
    expect((await get(guard.token, url)).status).toBe(404);
  });
});

describe('the 規程 of devices that the ministry does not supply (METI 81)', () => {
  const text = { article: 'meti-81', title: '支給以外の端末の利用手順', document: '情セ第8号' };
  const quotedOf = async (id: string) => (await house.permit(house.guard.token, id)).body.quoted;

  it('is quoted by every application for a device in the version of its day, alone of the articles', async () => {
    const { test, site, host, post, get } = house;
    const general = await anOfficer(test, [{ role: 'general-officer' }]);
    const layDown = (version: string, from: string) =>
      post(general.token, '/safety-texts', { ...text, version, from });
    const before = (await apply(host, await register(host, host.id))).body.id;
    expect((await quotedOf(before)).texts).toMatchObject([{ article: 'meti-81', version: null, old: false }]);
    expect((await layDown('第1版', '2026-04-01T00:00:00+09:00')).status).toBe(201);
    const used = (await apply(host, await register(host, host.id))).body.id;
    const carried = { use: undefined, answers: [] };
    const guest = await register(host, await aGuest());
    const ofGuest = { until: '2026-04-07T00:00:00+09:00', ...carried };
    const brought = (await apply(host, await register(host, host.id), carried)).body.id;
    const ofOutsider = (await apply(host, guest, ofGuest)).body.id;
    for (const id of [used, brought, ofOutsider]) {
      const { texts } = await quotedOf(id);
      expect(texts).toMatchObject([{ ...text, version: '第1版', old: false }]);
    }
    expect((await layDown('第2版', '2026-04-06T10:00:00+09:00')).status).toBe(201);
    test.clock.set(new Date('2026-04-06T01:00:00.000Z'));
    expect((await quotedOf(used)).texts).toMatchObject([{ version: '第1版', old: true }]);
    const later = (await apply(host, await register(host, host.id))).body.id;
    expect((await quotedOf(later)).texts).toMatchObject([{ version: '第2版', old: false }]);
    const security = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
    const said = await get(
      security.token,
      `/sites/${site}/records/things?from=2026-04-06&until=2026-04-07&number=${used}`,
    );
    expect(said.body.items).toMatchObject([
      { text: '統一技術基準 別表1・別表2 平成24年度版（案）、支給以外の端末の利用手順 第1版' },
    ]);
  });
});

describe('a device of staff', () => {
  it('needs nothing where the tables ask for nothing, and is one thing to bring in and another to use', async () => {
    const { host } = house;
    const label = await register(host, host.id);
    expect(await here(label, 'carry-in', '', 'office')).toMatchObject({
      allowed: true,
      because: 'not-required',
      row: 't2r8',
      device: { label, holder: host.id, sort: 'phone' },
    });
    const carried = await apply(host, label, { use: undefined, answers: [] });
    expect(carried.body.rule.lines.map(({ row }: { row: string }) => row)).toEqual(['t2r8']);
    const both = await apply(host, label, { zones: ['office', 'server'] });
    expect(both.body.rule.lines.map(({ row, zone }: { row: string; zone: string }) => [row, zone])).toEqual([
      ['t2r8', 'office'],
      ['t2r9', 'office'],
      ['t2r8', 'server'],
      ['t2r9', 'server'],
    ]);
  });

  it('is permitted, looked at by the guard, and used from then on', async () => {
    const { test, site, host, guard, permit } = house;
    const label = await register(host, host.id);
    const applied = await apply(host, label);
    expect(applied.body).toMatchObject({ state: 'requested', rule: { track: 'permission' } });
    expect(applied.body.rule.needs).toEqual([{ zone: 'server', unit: null, anyOf: ['zone-officer'] }]);
    const { id } = applied.body;
    expect(await here(label, 'use')).toMatchObject({ allowed: false, because: 'not-permitted' });
    await permit(serverOfficer.token, id, 'approve');
    expect(await here(label, 'use')).toMatchObject({ allowed: false, because: 'not-started', permit: id });
    expect((await permit(host.token, id, 'start')).body.detail).toContain('受付又は警備');
    expect((await permit(guard.token, id, 'start')).body).toEqual({ state: 'in-use' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-started',
      actor: { id: guard.id },
      subject: { permit: id, person: host.id },
    });
    expect(await here(label, 'carry-in')).toMatchObject({ allowed: true, because: 'permitted', permit: id });
    expect(await here(label, 'use')).toMatchObject({ allowed: true, because: 'permitted' });
    expect(await here(label, 'use', '&lan=true')).toMatchObject({ allowed: false });
    const other = await register(host, host.id);
    expect(await here(other, 'use')).toMatchObject({ allowed: false, because: 'not-permitted' });
    expect((await permit(guard.token, id, 'revoke', { reason: 'ラベルがない' })).body.state).toBe('revoked');
    expect(await here(label, 'use')).toMatchObject({ allowed: false });
  });

  it('that was seen failing is looked at again once it was put right, each look an entry, also in use', async () => {
    const { test, site, host, guard, reception, permit, post } = house;
    const label = await register(host, host.id);
    const { id } = (await apply(host, label)).body;
    const look = (token: string, met: boolean) =>
      post(token, `/sites/${site}/device-permits/${id}/conditions`, {
        answers: answers.map(({ condition }) => ({ condition, met: met || condition !== 'antivirus' })),
      });
    expect((await look(guard.token, true)).status).toBe(409);
    await permit(serverOfficer.token, id, 'approve');
    expect((await look(host.token, true)).status).toBe(403);
    expect((await look(guard.token, false)).body).toMatchObject({ met: false });
    const seen = {
      kind: 'private-device-conditions-seen',
      actor: { id: guard.id },
      subject: { permit: id, person: host.id },
      details: { answers: [{ condition: 'antivirus', met: false }, { met: true }, { met: true }] },
    };
    expect(await lastEntryOf(test.pool, site)).toMatchObject(seen);
    const failing = '「ウイルス対策ソフトが最新である（antivirus）」が満たされていません';
    for (const { token } of [host, guard]) {
      expect((await permit(token, id, 'start')).body.detail).toContain(failing);
    }
    expect((await look(reception.token, true)).body).toMatchObject({ met: true });
    expect((await permit(host.token, id, 'start')).body).toEqual({ state: 'in-use' });
    expect(await here(label, 'use')).toMatchObject({ allowed: true });

    await look(guard.token, false);
    expect(await here(label, 'use')).toMatchObject({ allowed: false, because: 'not-started', permit: id });
    await look(guard.token, true);
    expect(await here(label, 'use')).toMatchObject({ allowed: true, permit: id });
    expect((await permit(host.token, id)).body.terms.seen).toMatchObject({ by: guard.id });
    await permit(host.token, id, 'close', {});
    expect((await look(guard.token, true)).body.detail).toContain('効いている');
  });

  it('of a guard is looked at by somebody else', async () => {
    const { guard, reception, permit } = house;
    const label = await register(guard, guard.id);
    const { id } = (await apply(guard, label)).body;
    await permit(serverOfficer.token, id, 'approve');
    expect((await permit(guard.token, id, 'start')).status).toBe(409);
    expect((await permit(reception.token, id, 'start')).body).toEqual({ state: 'in-use' });
  });

  it('is notified for 機密性2 alone, effective at once, and stopped by whom it was told', async () => {
    const { test, site, section, permit } = house;
    const label = await register(colleague, colleague.id);
    const use = { handles: 'c2', lan: false };
    const filed = await apply(colleague, label, { zones: ['office'], use });
    expect(filed.body).toMatchObject({
      state: 'filed',
      rule: { track: 'notification', needs: [], lines: [{ row: 't2r8' }, { row: 't2r11' }] },
    });
    const { id } = filed.body;
    expect(await here(label, 'use', '&handles=c2', 'office')).toMatchObject({ allowed: true, row: 't2r11' });
    const elsewhere = await anOfficer(test, [
      { role: 'section-officer', siteId: site, scope: house.otherSection },
    ]);
    const head = await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: section }]);
    const reason = { reason: '紛失' };
    expect((await permit(elsewhere.token, id, 'revoke', reason)).status).toBe(403);
    expect((await permit(head.token, id, 'revoke', reason)).body).toEqual({ state: 'revoked' });
    expect(await here(label, 'use', '&handles=c2', 'office')).toMatchObject({ allowed: false });
  });

  it('is permitted for more by the section or the system officer, and joins a LAN by the latter alone', async () => {
    const { test, site, section, permit } = house;
    const head = await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: section }]);
    const label = await register(colleague, colleague.id);
    const use = { handles: 'c3-i2-a2', lan: true };
    const applied = await apply(colleague, label, { zones: ['office'], use });
    const anyOf = ['system-officer', 'section-officer'];
    expect(applied.body.rule).toMatchObject({
      track: 'permission',
      lines: [{ row: 't2r8' }, { row: 't2r10', besides: [['system-officer']] }],
      needs: [
        { zone: null, unit: section, anyOf },
        { zone: null, unit: null, anyOf: ['system-officer'] },
      ],
    });
    const { id } = applied.body;
    expect((await permit(head.token, id, 'approve')).body).toEqual({
      state: 'requested',
      missing: [{ zone: null, unit: null, anyOf: ['system-officer'] }],
    });
    expect((await permit(systemOfficer.token, id, 'approve')).body).toEqual({
      state: 'approved',
      missing: [],
    });
  });

  it('is nothing of whoever is suspended meanwhile, and ends within a year', async () => {
    const { admin, make, section, host, post, permit, guard } = house;
    const holder = await make('/persons', { kind: 'staff', name: '髙橋 𠮷子', organisationId: section });
    const label = await register(host, holder);
    const long = await apply(host, label, { until: '2027-04-08T09:00:00+09:00' });
    expect(long.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/until']);
    const { id } = (await apply(host, label)).body;
    await permit(serverOfficer.token, id, 'approve');
    await permit(guard.token, id, 'start');
    expect(await here(label, 'use')).toMatchObject({ allowed: true });
    await post(admin.token, `/persons/${holder}/suspend`, { reason: '調査' });
    expect(await here(label, 'use')).toMatchObject({ allowed: false, because: 'stopped' });
  });

  it('that is a medical aid is asked for without a word of why, and its holder begins', async () => {
    const { host, permit } = house;
    const label = await register(host, host.id, { sort: 'wearable' });
    const aid = { purpose: undefined, purposeCode: 'medical-aid', answers: [] };
    const told = await apply(host, label, { ...aid, purpose: '持病のため' });
    expect(told.body.errors).toEqual([
      { at: '/purpose', message: '医療上の補助具については理由を書かないでください。病名などは聞きません' },
    ]);
    const { id } = (await apply(host, label, aid)).body;
    expect((await permit(host.token, id)).body).toMatchObject({ purpose: '医療上の補助具' });
    await permit(serverOfficer.token, id, 'approve');
    expect((await permit(host.token, id, 'start')).body).toEqual({ state: 'in-use' });
  });

  it('is returned and applied for anew', async () => {
    const { host, site, post, permit } = house;
    const label = await register(host, host.id);
    const { id } = (await apply(host, label)).body;
    await permit(serverOfficer.token, id, 'return', { reason: '期間が長い' });
    const again = await post(host.token, `/sites/${site}/private-devices/${label}/permits/${id}/resubmit`, {
      zones: ['server'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-05-01T00:00:00+09:00',
      purpose: '障害の連絡を受ける',
      carryIn: true,
      answers: [],
    });
    expect(again.body).toMatchObject({ id, state: 'requested', rule: { lines: [{ row: 't2r8' }] } });
  });
});

describe('a guest with a computer of their own', () => {
  it('has it notified by the host where its antivirus is current, and asked for where not', async () => {
    const { host } = house;
    const label = await register(host, await aGuest(), { sort: 'pc' });
    const filed = await apply(host, label, { zones: ['office'] });
    expect(filed.body).toMatchObject({
      state: 'filed',
      rule: { lines: [{ row: 't2r12' }, { row: 't2r13', value: 'notification' }] },
    });
    const outdated = answers.map((one) => ({ ...one, met: one.condition !== 'antivirus' }));
    const asked = await apply(host, label, { zones: ['office'], answers: outdated });
    expect(asked.body).toMatchObject({ state: 'requested', rule: { track: 'permission' } });
  });

  it('is refused the LAN in the server room, and then permitted without it', async () => {
    const { test, site, host, guard, permit } = house;
    const guest = await aGuest();
    const label = await register(host, guest, { sort: 'pc' });
    const joined = await apply(host, label, { use: { handles: 'unprotected', lan: true } });
    expect(joined.body.rule.needs).toEqual([
      { zone: 'server', unit: null, anyOf: ['zone-officer'] },
      { zone: null, unit: null, anyOf: ['system-officer'] },
    ]);
    await permit(serverOfficer.token, joined.body.id, 'approve');
    const refused = await permit(systemOfficer.token, joined.body.id, 'reject', {
      reason: '府省庁外の人の機器はつながない',
    });
    expect(refused.body).toEqual({ state: 'rejected' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-rejected',
      actor: { id: systemOfficer.id },
      subject: { permit: joined.body.id, person: guest, to: 'server' },
      details: { kind: 'private-device' },
    });
    expect((await permit(host.token, joined.body.id)).body).toMatchObject({
      says: '不許可',
      reason: '府省庁外の人の機器はつながない',
    });
    expect((await permit(colleague.token, joined.body.id)).status).toBe(404);
    expect((await permit(guard.token, joined.body.id, 'start')).status).toBe(409);
    const { id } = (await apply(host, label, { until: '2026-04-06T18:00:00+09:00' })).body;
    expect((await permit(serverOfficer.token, id, 'approve')).body).toEqual({
      state: 'approved',
      missing: [],
    });
    await permit(guard.token, id, 'start');
    expect(await here(label, 'carry-in')).toMatchObject({ allowed: true, row: 't2r12' });
    expect(await here(label, 'use')).toMatchObject({ allowed: true, row: 't2r13' });
    expect(await here(label, 'use', '&lan=true')).toMatchObject({ allowed: false, because: 'not-permitted' });
    house.test.clock.set(new Date('2026-04-06T09:00:00.000Z'));
    expect(await here(label, 'use')).toMatchObject({ allowed: false, because: 'not-permitted' });
  });
});
