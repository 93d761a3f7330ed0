import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { joinUnit } from '../../support/people-house.ts';

let house: PermitHouse;
let approver: Officer;
let second: Officer;
let auditor: Officer;
let gateway: TestGateway;
const morning = new Date('2026-04-06T00:00:00.000Z');
const card = '40001';

beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site, make, host } = house;
  test.clock.set(morning);
  await joinUnit(house, house.host, house.section);
  approver = await anOfficer(test, [{ role: 'exception-approver', siteId: site }]);
  second = await anOfficer(test, [{ role: 'exception-approver', siteId: site }]);
  auditor = await anOfficer(test, [{ role: 'auditor', siteId: site }]);
  await house.determine('t2r14', 2, [{ value: 'forbidden' }]);
  await house.determine('t2r14', 3, [{ value: 'forbidden' }]);
  await house.determine('t1r19', 2, [{ value: 'required' }]);
  await make('/cards', { format: 'wiegand-26', facility: '1', number: card, person: host.id });
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const later = (hours: number) => house.test.clock.set(new Date(morning.getTime() + hours * 3_600_000));

function apply(token: string, over: object = {}) {
  const { site, post } = house;
  return post(token, `/sites/${site}/openings`, {
    kind: 'exception',
    rows: ['t2r14'],
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    reason: '改修前の状態を業者に伝える',
    terms: { alternatives: '画面を消し、書類をしまう', risk: '掲示が写る', handling: '室長が写真を確かめる' },
    ...over,
  });
}

async function applied(over: object = {}): Promise<string> {
  const answer = await apply(house.host.token, over);
  expect(answer.status).toBe(201);
  return answer.body.id;
}

async function anOpening(over: object = {}): Promise<string> {
  const id = await applied(over);
  const answer = await house.permit(approver.token, id, 'approve');
  expect(answer.body).toEqual({ state: 'approved', missing: [] });
  return id;
}

async function asked(row: string, zone = 'office') {
  const { get, site } = house;
  const { items } = (await get(auditor.token, `/sites/${site}/zones/${zone}/requirements`)).body;
  return items.find((one: { row: string }) => one.row === row);
}

async function enters(): Promise<string> {
  const answer = await gateway.post(gateway.read(card, 'hall-office-to-office'));
  return answer.body.results[0].verdict;
}

describe('an exception', () => {
  it('is the only way where a row is forbidden, and says the rule first', async () => {
    const { host, site, post } = house;
    const pictures = await post(host.token, `/sites/${site}/photography`, {
      persons: [host.id],
      zones: ['office'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-04-06T12:00:00+09:00',
      purpose: '記録',
      terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
    });
    expect(pictures.body.detail).toContain('例外措置');
    const answer = await apply(host.token);
    expect(answer.body).toMatchObject({
      state: 'requested',
      rule: {
        track: 'exception',
        lines: [{ row: 't2r14', zone: 'office', class: 2, value: 'forbidden' }],
        needs: [{ zone: null, unit: null, anyOf: ['exception-approver'] }],
      },
    });
    expect(await asked('t2r14')).toMatchObject({ value: 'forbidden' });
  });

  it('opens the zone in the act that approves it, and every answer names it', async () => {
    const { test, site, host, get, permit } = house;
    const id = await anOpening();
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'rule-opened',
      subject: { permit: id, to: 'office' },
    });
    const { value, chain } = await asked('t2r14');
    expect(value).toBe('allowed');
    expect(chain.at(-1)).toEqual({ layer: 'permit', value: 'allowed', source: id, words: '例外措置' });
    const url = `/sites/${site}/photography/allowed?person=${host.id}&zone=office`;
    const allowed = (await get(house.guard.token, url)).body;
    expect(allowed).toMatchObject({ allowed: true, because: 'not-required' });
    const { source } = allowed.chain.at(-1);
    expect((await permit(approver.token, source)).body).toMatchObject({
      kindSays: '例外措置',
      purpose: '改修前の状態を業者に伝える',
      terms: { risk: '掲示が写る' },
      consents: [{ by: approver.id, as: 'exception-approver' }],
    });
    expect(await asked('t2r14', 'server')).toMatchObject({ value: 'forbidden' });
    await permit(approver.token, id, 'revoke', { reason: '済んだ' });
  });

  it('ends by its date', async () => {
    const id = await anOpening({ until: '2026-04-06T10:00:00+09:00' });
    expect(await asked('t2r14')).toMatchObject({ value: 'allowed' });
    later(1);
    expect(await asked('t2r14')).toMatchObject({ value: 'forbidden' });
    await house.permit(house.host.token, id, 'close', { report: '3枚を撮った' });
  });

  it('leaves a measure out at the doors until it is revoked, from that answer on', async () => {
    const { test, site, permit } = house;
    expect(await enters()).toBe('deny');
    const id = await anOpening({ rows: ['t1r19'] });
    expect(await enters()).toBe('grant');
    expect(JSON.parse((await entriesOf(test.pool, site)).at(-1)?.text ?? '').decision).toMatchObject({
      notes: expect.arrayContaining([
        expect.objectContaining({ code: 'excepted', row: 't1r19', permit: id }),
      ]),
      restsOn: [{ person: house.host.id, permit: id }],
    });
    const revoked = await permit(approver.token, id, 'revoke', { reason: '扉が直った' });
    expect(revoked.body).toEqual({ state: 'revoked' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({ kind: 'rule-opening-ended' });
    expect(await enters()).toBe('deny');
  });

  it('ends early when whoever applied closes it, and is withdrawn before it begins', async () => {
    const { host, permit } = house;
    const [closed, withdrawn] = [await anOpening(), await anOpening({ from: '2026-04-06T10:00:00+09:00' })];
    expect(await asked('t2r14')).toMatchObject({ value: 'allowed' });
    expect((await permit(host.token, closed, 'withdraw')).body.detail).toContain('終了報告');
    await permit(host.token, closed, 'close', { report: '3枚を撮った' });
    expect(await asked('t2r14')).toMatchObject({ value: 'forbidden' });
    expect((await permit(host.token, withdrawn, 'withdraw')).body).toEqual({ state: 'withdrawn' });
    later(1);
    expect(await asked('t2r14')).toMatchObject({ value: 'forbidden' });
  });

  it('is decided by no one who applied, and by nobody but 許可権限者', async () => {
    const { zoneOfficer, permit } = house;
    const own = (await apply(approver.token)).body.id;
    expect((await permit(approver.token, own, 'approve')).body.type).toContain('self-approval');
    expect((await permit(zoneOfficer.token, own, 'approve')).status).toBe(403);
    expect((await permit(second.token, own, 'approve')).body.state).toBe('approved');
    await permit(second.token, own, 'revoke', { reason: '済んだ' });
  });

  it('is refused with its reason, and opens nothing', async () => {
    const { host, permit } = house;
    const id = await applied();
    const answer = await permit(approver.token, id, 'reject', { reason: '図面で足りる' });
    expect(answer.body).toEqual({ state: 'rejected' });
    expect((await permit(host.token, id)).body).toMatchObject({ says: '不許可', reason: '図面で足りる' });
    expect(await asked('t2r14')).toMatchObject({ value: 'forbidden' });
  });

  it('is neither begun by anybody nor extended', async () => {
    const { host, permit } = house;
    const id = await anOpening();
    expect((await permit(host.token, id, 'start')).body.detail).toContain('期間の始まりから');
    const extended = await permit(approver.token, id, 'extend', {
      until: '2026-04-07T12:00:00+09:00',
      reason: '雨',
    });
    expect(extended.body.detail).toContain('新しく申請');
    await permit(approver.token, id, 'revoke', { reason: '済んだ' });
  });

  it('waits for a determination that is missing', async () => {
    const { permit } = house;
    const answer = await apply(house.host.token, { rows: ['t2r15'] });
    expect(answer.body).toMatchObject({ state: 'requested', rule: { track: 'undetermined' } });
    const early = await permit(approver.token, answer.body.id, 'approve');
    expect(early.body.detail).toContain('判断がまだない');
    await house.determine('t2r15', 2, [{ value: 'not-required' }]);
    const late = await permit(approver.token, answer.body.id, 'approve');
    expect(late.body.detail).toContain('もう開くものがない');
  });

  it('is not applied for where nothing is forbidden or demanded', async () => {
    const answer = await apply(house.host.token, { rows: ['t2r14', 't2r10'], zones: ['office', 'nowhere'] });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/zones/1', '/rows']);
  });

  it('is reported within two weeks of its end, and told where it is not', async () => {
    const { host, permit } = house;
    const id = await anOpening();
    later(24 * 15);
    const { conditions } = (await permit(host.token, id)).body;
    expect(conditions.map(({ is }: { is: string }) => is)).toContain('unreported');
    await permit(host.token, id, 'close', { report: '異状なし' });
    expect((await permit(host.token, id)).body).toMatchObject({ report: '異状なし', conditions: [] });
  });

  it('stands in a register that audit reads by kind, row and zone', async () => {
    const { site, get, permit } = house;
    const [other, asked] = [await anOpening(), await anOpening({ rows: ['t1r36'] })];
    const url = `/sites/${site}/permits?kind=exception&zone=office&running=true`;
    const ids = async (query = '') =>
      (await get(auditor.token, `${url}${query}`)).body.items.map((one: { id: string }) => one.id);
    expect(await ids()).toEqual(expect.arrayContaining([other, asked]));
    expect(await ids('&row=t1r36')).toEqual([asked]);
    for (const id of [other, asked]) await permit(approver.token, id, 'revoke', { reason: '済んだ' });
  });
});

describe('an exception at class 3', () => {
  const atServer = { zones: ['server'] };

  async function aProposal(id: string) {
    const answer = await house.permit(approver.token, id, 'approve');
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      state: 'requested',
      missing: [],
      proposal: { id: expect.any(String) },
    });
    const { proposal } = answer.body;
    expect(answer.headers.location).toBe(`/api/v1/sites/${house.site}/permit-proposals/${proposal.id}`);
    return proposal.id as string;
  }

  function confirm(token: string, proposal: string) {
    return house.post(token, `/sites/${house.site}/permit-proposals/${proposal}/confirm`);
  }

  it('is approved by two, in one entry that names both', async () => {
    const { test, site, get, permit } = house;
    const id = await applied(atServer);
    const before = (await entriesOf(test.pool, site)).length;
    const proposal = await aProposal(id);
    expect((await entriesOf(test.pool, site)).length).toBe(before);
    expect(await asked('t2r14', 'server')).toMatchObject({ value: 'forbidden' });
    const shown = (await get(second.token, `/sites/${site}/permit-proposals/${proposal}`)).body;
    expect(shown).toMatchObject({
      state: 'open',
      proposedBy: approver.id,
      permit: id,
      rule: { track: 'exception' },
    });
    expect((await confirm(approver.token, proposal)).body.type).toContain('self-approval');
    expect((await confirm(house.zoneOfficer.token, proposal)).status).toBe(403);

    expect((await confirm(second.token, proposal)).body).toEqual({ state: 'approved', missing: [] });
    expect((await entriesOf(test.pool, site)).length).toBe(before + 1);
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'rule-opened',
      actor: { id: second.id },
      subject: { permit: id, to: 'server', proposer: approver.id },
      details: { proposal },
    });
    expect(await asked('t2r14', 'server')).toMatchObject({ value: 'allowed' });
    const { consents } = (await permit(second.token, id)).body;
    expect(consents.map(({ by }: { by: string }) => by)).toEqual([approver.id, second.id]);
    expect((await confirm(second.token, proposal)).status).toBe(409);
    await permit(second.token, id, 'revoke', { reason: '済んだ' });
    expect(await asked('t2r14', 'server')).toMatchObject({ value: 'forbidden' });
  });

  it('is approved once, however many confirm it at once', async () => {
    const { test, site, permit } = house;
    const third = await anOfficer(test, [{ role: 'exception-approver', siteId: site }]);
    const id = await applied(atServer);
    const proposal = await aProposal(id);
    const answers = await Promise.all([second, third].map(({ token }) => confirm(token, proposal)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const opened = (await entriesOf(test.pool, site)).filter(
      ({ kind, text }) => kind === 'rule-opened' && JSON.parse(text).subject.permit === id,
    );
    expect(opened).toHaveLength(1);
    await permit(second.token, id, 'revoke', { reason: '済んだ' });
  });

  it('is not confirmed by whoever applied for it', async () => {
    const own = (await apply(second.token, atServer)).body.id;
    const proposal = await aProposal(own);
    expect((await confirm(second.token, proposal)).body.type).toContain('self-approval');
    expect(await asked('t2r14', 'server')).toMatchObject({ value: 'forbidden' });
  });

  it('is approved within 15 minutes or proposed anew', async () => {
    const proposal = await aProposal(await applied(atServer));
    later(0.25);
    expect((await confirm(second.token, proposal)).body.detail).toContain('期限を過ぎました');
  });

  it('is not confirmed once the application is another', async () => {
    const { permit, host, site, post } = house;
    const id = await applied(atServer);
    const proposal = await aProposal(id);
    await permit(second.token, id, 'return', { reason: '期間が長い' });
    const again = await post(host.token, `/sites/${site}/openings/${id}/resubmit`, {
      kind: 'exception',
      rows: ['t2r14'],
      zones: ['server'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-04-06T10:00:00+09:00',
      reason: '改修前の状態を業者に伝える',
      terms: { alternatives: '立ち会う', risk: '機器が写る', handling: '室長が写真を確かめる' },
    });
    expect(again.body).toMatchObject({ state: 'requested' });
    expect((await confirm(second.token, proposal)).status).toBe(412);
  });

  it('is withdrawn by whoever proposed it', async () => {
    const { site, get, post } = house;
    const proposal = await aProposal(await applied(atServer));
    const url = `/sites/${site}/permit-proposals`;
    expect((await post(approver.token, `${url}/${proposal}/withdraw`)).status).toBe(200);
    const { items } = (await get(second.token, url)).body;
    expect(items[0]).toMatchObject({ id: proposal, state: 'withdrawn', closedBy: approver.id });
    expect((await confirm(second.token, proposal)).status).toBe(409);
  });
});

describe('what 別表1 forbids without an application', () => {
  const partition = { kind: 'application', rows: ['t1r14'] };

  it('is opened by the officer of the zone', async () => {
    const { zoneOfficer, permit } = house;
    const id = await applied(partition);
    expect((await permit(approver.token, id, 'approve')).status).toBe(403);
    expect((await permit(zoneOfficer.token, id, 'approve')).body.state).toBe('approved');
    const { value, chain } = await asked('t1r14');
    expect({ value, source: chain.at(-1).source }).toEqual({ value: 'allowed', source: id });
  });

  it('is nothing an application opens where an exception alone does', async () => {
    const answer = await apply(house.host.token, { ...partition, rows: ['t2r14'] });
    expect(answer.body).toMatchObject({ status: 409, detail: expect.stringContaining('例外措置') });
  });
});

describe('an exception made first', () => {
  // After all that is told above: what was recorded never turns back.
  const start = 24 * 40;
  beforeEach(() => later(start));

  const urgent = (token: string, over: object = {}) =>
    house.post(token, `/sites/${house.site}/openings/urgent`, {
      rows: ['t1r19'],
      zones: ['office'],
      until: new Date(house.test.clock.now().getTime() + 3 * 3_600_000).toISOString(),
      reason: '扉の読取機が止まった',
      ...over,
    });
  const terms = { alternatives: '警備員を置く', risk: '確認が目視になる', handling: '名簿に控える' };
  const afterwards = (token: string, id: string) =>
    house.post(token, `/sites/${house.site}/openings/${id}/afterwards`, terms);
  const tasks = async (token: string, id: string) => {
    const { body } = await house.get(token, `/sites/${house.site}/permit-tasks?mine=true`);
    const found = body.items.find((one: { permit: string }) => one.permit === id);
    return (found?.tasks ?? []).map((task: { is: string; risen: boolean }) => [task.is, task.risen]);
  };

  it('is in force at once, applied for afterwards, and looked at by 許可権限者', async () => {
    const { test, site, zoneOfficer, permit } = house;
    expect(await enters()).toBe('deny');
    const made = (await urgent(zoneOfficer.token)).body;
    expect(made).toMatchObject({ rule: { track: 'exception' }, state: 'filed' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'rule-opened',
      actor: { id: zoneOfficer.id },
      subject: { permit: made.id },
      details: { urgent: true },
    });
    expect(await enters()).toBe('grant');
    expect(await tasks(zoneOfficer.token, made.id)).toEqual([['apply', false]]);
    expect((await permit(approver.token, made.id, 'look', { accepted: true })).status).toBe(409);

    expect((await afterwards(house.host.token, made.id)).status).toBe(404);
    expect((await afterwards(zoneOfficer.token, made.id)).body).toEqual({ state: 'filed' });
    expect((await afterwards(zoneOfficer.token, made.id)).status).toBe(409);
    expect(await tasks(zoneOfficer.token, made.id)).toEqual([]);
    expect(await tasks(approver.token, made.id)).toEqual([['look', false]]);
    expect((await permit(zoneOfficer.token, made.id, 'look', { accepted: true })).body.type).toContain(
      'self-approval',
    );
    expect((await permit(approver.token, made.id, 'look', { accepted: true })).body).toEqual({
      state: 'filed',
    });
    expect((await permit(approver.token, made.id)).body).toMatchObject({
      terms: { urgent: true, ...terms },
      afterwards: null,
      consents: [{ by: approver.id, as: 'exception-approver', afterwards: true }],
    });
    await permit(approver.token, made.id, 'revoke', { reason: '直った' });
  });

  it('ends where whoever looks does not accept it, with the reason', async () => {
    const { zoneOfficer, permit } = house;
    const { id } = (await urgent(zoneOfficer.token)).body;
    await afterwards(zoneOfficer.token, id);
    expect((await permit(approver.token, id, 'look', { accepted: false })).status).toBe(422);
    const refused = await permit(approver.token, id, 'look', { accepted: false, words: '名簿で足りた' });
    expect(refused.body).toEqual({ state: 'revoked' });
    expect(await enters()).toBe('deny');
    expect((await permit(zoneOfficer.token, id)).body).toMatchObject({ reason: '名簿で足りた' });
  });

  it('is a task that rises, and a line of the log, while nobody applies for it, also once it is over', async () => {
    const { test, site, zoneOfficer, permit } = house;
    const officer = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
    const { id } = (await urgent(zoneOfficer.token)).body;
    await permit(zoneOfficer.token, id, 'close', { report: '終わった' });
    expect(await tasks(officer.token, id)).toEqual([]);
    later(start + 24 * 6);
    expect(await tasks(officer.token, id)).toEqual([['apply', true]]);
    await enters();
    const told = (await entriesOf(test.pool, site)).filter(
      ({ kind, text }) => kind === 'permit-unlooked' && JSON.parse(text).subject.permit === id,
    );
    expect(told).toHaveLength(1);
    expect((await afterwards(officer.token, id)).body).toEqual({ state: 'closed' });
  });

  it('is of whoever answers for the zones, and never of class 3', async () => {
    const { zoneOfficer } = house;
    expect((await urgent(house.host.token)).status).toBe(403);
    expect((await urgent(zoneOfficer.token, { zones: ['office', 'hall'] })).status).toBe(403);
    const inner = await urgent(approver.token, { rows: ['t2r14'], zones: ['server'] });
    expect(inner.body).toMatchObject({ status: 409, detail: expect.stringContaining('2人') });
  });
});
