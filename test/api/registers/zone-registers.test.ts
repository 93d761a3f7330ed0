import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../../src/access/batch/lanes/build-batch-pool.ts';
import { commands } from '../../../src/cli/commands.ts';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { aGateway, aGatewayOf } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aSystem } from '../../support/a-system.ts';
import { aTerminal } from '../../support/a-terminal.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aCard, anApprovedPermission } from '../../support/people-house.ts';
import { rowsInCsv, rowsInHtml, sheetsInWorkbook } from '../../support/read-back.ts';
import { aMachine, type TestAnswer } from '../../support/test-app.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let house: PermitHouse;
let general: Officer;
let auditor: Officer;
let ofOffice: Officer;
let ofGateway: string;

beforeAll(async () => {
  house = await startPermitHouse();
  general = await anOfficer(house.test, [{ role: 'general-officer' }]);
  auditor = await anOfficer(house.test, [{ role: 'auditor' }]);
  ofOffice = house.zoneOfficer;
  ofGateway = await gatewayToken(house.test.deps, house.site, 'gateway');
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

/** Where it says that something is wrong. */
const places = ({ body }: TestAnswer) => body.errors.map(({ at }: { at: string }) => at);

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
      { kind: 'measure', ref: '消火器を置いた（写真 1）', at: '2026-03-31T15:00:00.000Z' },
    ]);
    expect(overdue.days).toBe(5);
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

describe('a thing that stands in a zone', () => {
  const terminal = { number: 'PC-1', kind: 'terminal', name: '窓口端末', placedOn: '2026-04-01' };
  const equipment = () => `/sites/${house.site}/equipment`;
  const register = (by: Officer, over: object = {}) =>
    house.post(by.token, equipment(), { ...terminal, zone: 'office', ...over });
  const lastKind = async () => (await lastEntryOf(house.test.pool, house.site)).kind;

  it('is told of from its coming to its end, each act with its entry, and keeps its number', async () => {
    const made = await register(ofOffice, { securedBy: 'ワイヤー' });
    expect(made.status).toBe(201);
    expect(await lastKind()).toBe('equipment-registered');
    const url = `${equipment()}/${made.body.id}`;
    const steps = [
      ['seal', 'equipment-sealed', 'sealed'],
      ['unseal', 'equipment-unsealed', 'in-place'],
    ] as const;
    for (const [step, kind, state] of steps) {
      const { status, body } = await house.post(ofOffice.token, `${url}/${step}`, { reason: '更新待ち' });
      expect([status, body.state, await lastKind()]).toEqual([200, state, kind]);
    }
    const moved = { zone: 'hall', placedOn: '2026-04-06', reason: '移転' };
    expect((await house.post(ofOffice.token, `${url}/move`, moved)).status).toBe(403);
    const before = await house.post(general.token, `${url}/move`, { ...moved, placedOn: '2026-03-31' });
    expect([before.status, before.body.errors.map((one: { at: string }) => one.at)]).toEqual([
      422,
      ['/placedOn'],
    ]);
    expect((await house.post(general.token, `${url}/move`, moved)).status).toBe(200);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'equipment-moved',
      subject: { from: 'office', to: 'hall' },
    });
    expect((await house.post(ofOffice.token, `${url}/seal`, { reason: '例' })).status).toBe(403);
    expect((await house.post(general.token, `${url}/dispose`, { reason: '破砕した' })).status).toBe(200);
    expect((await house.post(general.token, `${url}/move`, moved)).status).toBe(409);

    const { body } = await house.get(auditor.token, url);
    expect(body).toMatchObject({ zone: 'hall', state: 'disposed', says: '廃棄済', securedBy: null, may: [] });
    expect(body.history.map(({ state, zone }: { state: string; zone: string }) => [state, zone])).toEqual([
      ['disposed', 'hall'],
      ['in-place', 'hall'],
      ['in-place', 'office'],
      ['sealed', 'office'],
      ['in-place', 'office'],
    ]);
    expect((await house.get(auditor.token, equipment())).body.items).toEqual([]);
    expect((await house.get(auditor.token, `${equipment()}?state=disposed`)).body.items).toHaveLength(1);
    expect((await register(ofOffice)).body.errors).toMatchObject([{ at: '/number' }]);
  });

  it('comes by a list as a whole or not at all, and a dry run tells of each line', async () => {
    const list = (...lines: readonly string[]) =>
      ['管理番号,種別,名称,区域,設置日,盗難防止', ...lines].join('\n');
    const send = (text: string, query = '') =>
      house.post(ofOffice.token, `${equipment()}/import${query}`, { text });
    const before = await lastEntryOf(house.test.pool, house.site);
    const wrong = list(
      'LS-1,端末,窓口端末,office,2026-04-01,ワイヤー',
      'LS-1,端末,窓口端末,office,2026-04-01,',
      'LS-2,端末,窓口端末,hall,2026-04-01,',
      'LS-3,端末,窓口端末,attic,2026-04-07,',
    );
    const tried = await send(wrong, '?dryRun=true');
    expect(tried).toMatchObject({ status: 200, body: { lines: 4, registered: [] } });
    const places = ['/lines/4', '/lines/5', '/lines/5', '/lines/3'];
    expect(tried.body.faults.map(({ at }: { at: string }) => at)).toEqual(places);
    expect((await send(wrong)).status).toBe(422);
    expect(await lastEntryOf(house.test.pool, house.site)).toEqual(before);

    const right = list(
      'LS-1,端末,窓口端末,office,2026-04-01,ワイヤー',
      'LS-2,サーバ装置,控え,office,2026-04-01,',
    );
    const { body } = await send(right);
    expect(body).toMatchObject({ lines: 2, faults: [] });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'equipment-imported',
      details: { count: 2 },
    });
    expect(body.registered).toHaveLength(2);
    const { items } = (await house.get(auditor.token, `${equipment()}?zone=office&kind=terminal`)).body;
    expect(items).toContainEqual(expect.objectContaining({ number: 'LS-1', securedBy: 'ワイヤー' }));
    expect((await send(right)).body.errors).toHaveLength(2);
  });

  it('is changed by whoever has read it, and says what is wrong with it', async () => {
    const made = await register(ofOffice, { number: 'NW-1', kind: 'network-device', authenticates: true });
    const url = `${equipment()}/${made.body.id}`;
    const change = (payload: object, version = '*') =>
      house.test.ask(ofOffice.token, {
        ...{ method: 'PATCH', url: `/api/v1${url}`, headers: { 'if-match': version }, payload },
      });
    expect((await change({ securedBy: '施錠したラック' }, '"1"')).status).toBe(412);
    expect((await change({ securedBy: '施錠したラック' })).status).toBe(200);
    const faults = await change({ authenticates: null, systemId: general.id });
    expect(faults.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/authenticates', '/systemId']);
    const { body } = await house.get(auditor.token, `${equipment()}?zone=office&kind=network-device`);
    expect(body.items).toMatchObject([{ number: 'NW-1', securedBy: '施錠したラック', says: '設置中' }]);
    expect((await register(auditor)).status).toBe(403);
    const reader = { number: 'R-0', kind: 'reader', element: 'no-such-reader', zone: 'attic' };
    const wrong = await register(general, reader);
    expect(wrong.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/zone', '/element']);
  });
});

describe('a reader and a gateway as equipment', () => {
  const equipment = () => `/sites/${house.site}/equipment`;
  const register = (thing: object) =>
    house.post(general.token, equipment(), { zone: 'office', placedOn: '2026-04-01', ...thing });

  it.each([
    { kind: 'reader', number: 'R-1', name: '入口の読取装置', element: 'hall-office-to-office' },
    { kind: 'gateway', number: 'G-1', name: '一階の制御盤', element: 'gateway' },
  ])('stand for the $kind of the plan, and for nothing that is none', async (thing) => {
    const made = await register(thing);
    expect(made.status).toBe(201);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({ kind: 'equipment-registered' });
    const { body } = await house.get(auditor.token, `${equipment()}/${made.body.id}`);
    expect(body).toMatchObject({ ...thing, zone: 'office', state: 'in-place' });
    const listed = await house.get(auditor.token, `${equipment()}?kind=${thing.kind}`);
    expect(listed.body.items).toMatchObject([{ number: thing.number, element: thing.element }]);
    const { element: _, ...withoutElement } = thing;
    const other = thing.kind === 'reader' ? 'gateway' : 'hall-office-to-office';
    expect(places(await register({ ...withoutElement, number: 'X-1', element: other }))).toEqual([
      '/element',
    ]);
  });

  it('are no terminal, and no terminal is one of them', async () => {
    const terminal = { kind: 'terminal', number: 'PC-9', name: '端末', element: 'gateway' };
    expect(places(await register(terminal))).toEqual(['/element']);
  });
});

let holders = 0;

/** Somebody of the staff with a card, who may enter these zones by day. */
async function aHolder(zone: string): Promise<string> {
  holders += 1;
  const { make, section } = house;
  const person = await make('/persons', { kind: 'staff', name: `鍵 ${holders}郎`, organisationId: section });
  await aCard(house, person, String(61_000 + holders));
  const officer =
    zone === 'office'
      ? ofOffice
      : await anOfficer(house.test, [{ role: 'zone-officer', siteId: house.site, scope: zone }]);
  await anApprovedPermission(house, person, officer, { zones: [zone] });
  return person;
}

describe('a key of a zone', () => {
  const keys = () => `/sites/${house.site}/keys`;
  const until = '2026-04-06T18:00:00+09:00';
  const make = async (over: object = {}) => {
    const key = { zone: 'office', code: 'k-1', sort: 'ordinary', keptAt: '守衛室の鍵箱', ...over };
    const { body } = await house.post(ofOffice.token, keys(), key);
    return `${keys()}/${body.id}`;
  };
  /** A key of a zone that nobody but the general officer answers for. */
  const keyOf = async (zone: string) => {
    const key = { zone, code: 'k-1', sort: 'ordinary', keptAt: '守衛室の鍵箱' };
    return `${keys()}/${(await house.post(general.token, keys(), key)).body.id}`;
  };
  const lend = (key: string, person: string, step = 'lend') =>
    house.post(house.guard.token, `${key}/${step}`, { person, until, purpose: '早朝の開錠' });
  const back = (key: string, step = 'return', by: Officer = house.guard) =>
    house.post(by.token, `${key}/${step}`, { reason: '例' });
  const alarms = async () =>
    (await house.get(house.guard.token, `/sites/${house.site}/alarms`)).body.items.map(
      ({ kind }: { kind: string }) => kind,
    );
  const last = () => lastEntryOf(house.test.pool, house.site);

  it('is lent to whomever the door would let in, and the record has the reasons of whom it would not', async () => {
    const key = await make();
    const permitted = await aHolder('office');
    const stranger = await aHolder('hall');
    const refused = await lend(key, stranger);
    expect(refused).toMatchObject({ status: 200, body: { verdict: 'deny', state: 'kept' } });
    expect(refused.body.reasons).toMatchObject([
      { code: 'no-permission', row: 't1r19' },
      { code: 'undetermined' },
    ]);
    expect(await last()).toMatchObject({ kind: 'key-refused', decision: { verdict: 'deny' } });
    expect((await lend(key, permitted)).body).toEqual({ verdict: 'grant', reasons: [], state: 'lent' });
    expect(await last()).toMatchObject({
      ...{ kind: 'key-lent', subject: { person: permitted, to: 'office' } },
      decision: { verdict: 'grant', restsOn: [{ person: permitted }] },
    });
    expect((await lend(key, permitted)).status).toBe(409);
    expect((await lend(key, stranger, 'transfer')).body.verdict).toBe('deny');
    const next = await aHolder('office');
    expect((await lend(key, next, 'transfer')).body).toMatchObject({ verdict: 'grant', state: 'lent' });
    const { body } = await house.get(auditor.token, `${keys()}?holder=${next}`);
    expect(body.items).toMatchObject([{ code: 'k-1', holder: next, overdue: false, says: '貸出中' }]);
    expect((await back(key)).body.state).toBe('kept');
    expect((await lend(key, ofOffice.id)).body.reasons[0].code).toBe('unknown-card');
    const own = { person: ofOffice.id, until, purpose: '例' };
    expect((await house.post(ofOffice.token, `${key}/lend`, own)).status).toBe(403);
    expect((await house.post(auditor.token, `${key}/return`, { reason: '例' })).status).toBe(403);
  });

  it('lives as a spare one (予備鍵) like any other, and is told of as such', async () => {
    const made = await house.post(ofOffice.token, keys(), {
      ...{ zone: 'office', code: 'k-s', sort: 'spare', keptAt: '金庫' },
    });
    expect([made.status, await last()]).toMatchObject([201, { details: { sort: 'spare' } }]);
    const key = `${keys()}/${made.body.id}`;
    const told = async () =>
      (await house.get(auditor.token, `${keys()}?zone=office`)).body.items.find(
        ({ code }: { code: string }) => code === 'k-s',
      );
    expect(await told()).toMatchObject({ sort: 'spare', sortSays: '予備鍵', state: 'kept' });
    expect((await back(key, 'open')).status).toBe(409);
    expect((await lend(key, await aHolder('hall'))).body).toMatchObject({ verdict: 'deny', state: 'kept' });
    const holder = await aHolder('office');
    expect((await lend(key, holder)).body).toMatchObject({ verdict: 'grant', state: 'lent' });
    expect((await back(key, 'seal')).status).toBe(409);
    expect((await back(key, 'lose')).body.state).toBe('lost');
    expect((await back(key, 'find')).body.state).toBe('kept');
    expect(await told()).toMatchObject({ sort: 'spare', holder: null });
    const { body } = await house.get(
      auditor.token,
      `/sites/${house.site}/records/keys?from=2026-04-06&until=2026-04-07`,
    );
    const spare = body.items.filter((row: { number: string }) => row.number === 'k-s');
    expect(spare.map(({ sort, state }: Record<string, string>) => [sort, state])).toEqual(
      ['貸出中', '紛失', '保管中'].map((state) => ['予備鍵', state]),
    );
  });

  it('is told of by an alarm when a sealed one is opened, when one is lost, and when one is not back', async () => {
    const sealed = await make({ code: 'k-2', sort: 'emergency' });
    const holder = await aHolder('office');
    expect((await lend(sealed, holder)).status).toBe(409);
    expect((await back(sealed, 'open')).body.state).toBe('opened');
    expect(await alarms()).toContain('emergency-key-opened');
    expect((await back(sealed, 'seal')).body.state).toBe('sealed');
    const lost = await make({ code: 'k-3' });
    await lend(lost, holder);
    expect((await back(lost, 'lose')).body.state).toBe('lost');
    expect(await alarms()).toContain('key-lost');
    expect((await back(lost, 'end')).status).toBe(403);
    expect((await back(lost, 'end', ofOffice)).body.state).toBe('ended');

    const late = await make({ code: 'k-4' });
    const returned = await make({ code: 'k-5' });
    for (const key of [late, returned]) await lend(key, holder);
    await back(returned);
    const morning = house.test.clock.now();
    house.test.clock.set(new Date(until));
    const gateway = aGatewayOf(house.test, ofGateway);
    await gateway.post(gateway.event('heartbeat', {}));
    expect(await alarms()).toContain('key-not-returned');
    const { body } = await house.get(auditor.token, `${keys()}?overdue=true`);
    expect(body.items).toMatchObject([{ code: 'k-4', holder, overdue: true }]);
    const said = (await entriesOf(house.test.pool, house.site)).filter(({ kind }) => kind === 'key-overdue');
    expect(said).toHaveLength(1);
    house.test.clock.set(morning);
  });

  it('is asked back of whoever has no permission any more, and of nobody who needed none', async () => {
    const [open, holder, other] = [await keyOf('street'), await aHolder('office'), await aHolder('hall')];
    const key = await make({ code: 'k-0' });
    expect((await lend(open, other)).body.verdict).toBe('grant');
    expect((await lend(key, holder)).body.verdict).toBe('grant');
    const asked = async () => {
      const url = `/sites/${house.site}/closing-list?condition=key-holder-gone`;
      return (await house.get(house.guard.token, url)).body.items.map(
        ({ person }: { person: string }) => person,
      );
    };
    expect(await asked()).toEqual([]);
    const end = 'update standing_permissions set valid_until = valid_from where person_id = $1';
    await asOwner(house.test, end, [holder]);
    expect(await asked()).toEqual([holder]);
    await asOwner(house.test, "update persons set state = 'left' where person_id = $1", [other]);
    expect((await asked()).toSorted()).toEqual([holder, other].toSorted());
    for (const one of [key, open]) await back(one);
  });

  it('is lent until a day on which somebody still asks for it', async () => {
    const key = await make({ code: 'k-6' });
    const holder = await aHolder('office');
    const until = (at: string) =>
      house.post(house.guard.token, `${key}/lend`, { person: holder, until: at, purpose: '例' });
    for (const at of ['2099-12-31T00:00:00+09:00', '2026-07-07T18:00:00+09:00']) {
      expect(places(await until(at))).toEqual(['/until']);
    }
    expect((await until('2026-07-06T18:00:00+09:00')).body.state).toBe('lent');
    const taken = { person: holder, until: '2099-12-31T00:00:00+09:00', purpose: '例' };
    expect(places(await house.post(house.guard.token, `${key}/transfer`, taken))).toEqual(['/until']);
  });

  it('is found again: kept as before, and of an emergency key open until it is sealed', async () => {
    const found = await make({ code: 'k-7' });
    expect((await back(found, 'find')).status).toBe(409);
    await lend(found, await aHolder('office'));
    await back(found, 'lose');
    expect((await back(found, 'find')).body.state).toBe('kept');
    expect(await last()).toMatchObject({ kind: 'key-found' });
    const { body } = await house.get(auditor.token, `${keys()}?state=kept`);
    expect(body.items).toContainEqual(expect.objectContaining({ code: 'k-7', holder: null }));

    const sealed = await make({ code: 'k-8', sort: 'emergency' });
    await back(sealed, 'lose');
    expect((await back(sealed, 'find')).body.state).toBe('opened');
    expect((await back(sealed, 'seal')).body.state).toBe('sealed');
  });

  it('names who lent it and who took it back', async () => {
    const key = await make({ code: 'k-9' });
    await lend(key, await aHolder('office'));
    const shown = async () =>
      (await house.get(ofOffice.token, `${keys()}?zone=office`)).body.items.find(
        ({ code }: { code: string }) => code === 'k-9',
      );
    expect(await shown()).toMatchObject({ by: house.guard.id });
    await back(key, 'return', ofOffice);
    expect(await shown()).toMatchObject({ by: ofOffice.id });
    const desk = await aMachine(house.test, 'desk-1', [{ role: 'reception', siteId: house.site }]);
    await house.post(desk, `${key}/lose`, { reason: '例' });
    expect(await shown()).toMatchObject({ state: 'lost', by: 'desk-1' });
    const url = documentUrl('keys', 'json', '&number=k-9');
    const { body } = await house.test.ask(ofOffice.token, { url });
    const named = expect.stringMatching(/^審査/);
    expect(body.items).toMatchObject([
      { state: '貸出中', handler: named, endHandler: named },
      { state: '紛失', handler: 'desk-1', endHandler: null },
    ]);
  });
});

const documentUrl = (record: string, form: string, query = '') =>
  `/api/v1/sites/${house.site}/records/${record}?format=${form}${query}`;
const bytesOf = async (record: string, form: string, query = '') => {
  const headers = { authorization: `Bearer ${general.token}` };
  const answer = await house.test.app.inject({ url: documentUrl(record, form, query), headers });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
};
const rowsOf = async (record: string, query = '') =>
  JSON.parse((await bytesOf(record, 'json', query)).toString()).items;

describe('the registers as documents', () => {
  beforeAll(async () => {
    const places = [{ site: house.site, zone: 'office' }];
    const system = { ...aSystem(house.section, house.host.id), places };
    expect((await house.post(general.token, '/information-systems', system)).status).toBe(201);
  });

  it('say where a thing was and how, each time with how long, and are of today where no time is asked for', async () => {
    const thing = (await rowsOf('equipment')).filter(({ number }: { number: string }) => number === 'PC-1');
    const place = ({ zone, state }: { zone: string; state: string }) => [zone, state];
    expect(thing.map(place)).toEqual([
      ['執務室', '設置中'],
      ['執務室', '封印中'],
      ['執務室', '設置中'],
      ['玄関ホール', '設置中'],
      ['玄関ホール', '廃棄済'],
    ]);
    const ends = thing.map(({ endedAt }: { endedAt: string }) => endedAt);
    const begun = thing.map(({ since }: { since: string }) => since);
    expect(ends).toEqual([...begun.slice(1), null]);
    expect(await rowsOf('equipment', '&number=LS-2')).toMatchObject([{ sort: 'サーバ装置', item: '控え' }]);
    // By which row of the tables it is protected, or the article it is registered by.
    expect(thing.map(({ basis }: { basis: string }) => basis)).toEqual(thing.map(() => '別表1 項38'));
    const basesOf = async (record: string) =>
      new Set((await rowsOf(record)).map(({ basis }: { basis: string }) => basis));
    expect(await basesOf('systems')).toEqual(new Set(['METI 41条']));
    expect(await basesOf('measures')).toContain('2.3.1.1(9)(a)');
    // Disposed of before, it stands nowhere any more.
    const later = '&from=2026-04-07&until=2026-04-08&number=PC-1';
    expect(await rowsOf('equipment', later)).toEqual([]);
  });

  it('name who has which key, to whoever may know', async () => {
    const lost = await rowsOf('keys', '&number=k-3');
    expect(lost).toMatchObject([
      { state: '貸出中', purpose: '早朝の開錠' },
      { state: '紛失', purpose: '例' },
      { state: '登録終了' },
    ]);
    const late = await house.test.ask(ofOffice.token, { url: documentUrl('keys', 'json', '&number=k-4') });
    expect(late.body.items).toMatchObject([
      { sort: '通常の鍵', name: expect.stringMatching(/^鍵 \d郎$/), endedAt: null },
    ]);
    const { body } = await house.test.ask(auditor.token, { url: documentUrl('keys', 'json', '&number=k-4') });
    expect(body.items).toMatchObject([{ name: '（非表示）', affiliation: '（非表示）' }]);
  });

  it.each(['equipment', 'measures', 'keys', 'systems'])(
    'say the same of %s in every form',
    async (record) => {
      const rows = await rowsOf(record);
      expect(rows.length).toBeGreaterThan(0);
      const ids = rows.map(({ id }: { id: string }) => id);
      const [, ...lines] = rowsInCsv(await bytesOf(record, 'csv')).rows;
      expect(lines.map((line) => line.at(-1))).toEqual(ids);
      const page = rowsInHtml((await bytesOf(record, 'html')).toString());
      expect(page.slice(-ids.length).map((line) => line.at(-1))).toEqual(ids);
      const sheet =
        sheetsInWorkbook(await bytesOf(record, 'xlsx'))
          .sheets.values()
          .next().value ?? [];
      expect(sheet.slice(1).map((line) => line.at(-1))).toEqual(ids);
      expect((await bytesOf(record, 'pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    },
  );
});

describe('what is added in a zone', () => {
  const period = { from: '2026-04-06T09:00:00+09:00', until: '2026-04-10T00:00:00+09:00', purpose: '増設' };
  const apply = (url: string, body: object) =>
    house.post(house.host.token, `/sites/${house.site}/${url}`, { ...period, ...body });
  const server = { zones: ['office'], terms: { installed: 'server', what: 'ファイルサーバ' } };

  it('is registered under the permit by which it was let in, for this zone and this sort of thing', async () => {
    await house.determine('t2r26', 2, [{ value: 'permission' }]);
    const { body } = await apply('installations', server);
    expect(body).toMatchObject({ state: 'requested', rule: { lines: [{ row: 't2r26', zone: 'office' }] } });
    const register = (over: object = {}) =>
      house.post(ofOffice.token, `/sites/${house.site}/equipment`, {
        ...{ number: 'SV-1', kind: 'server', name: 'ファイルサーバ', zone: 'office' },
        ...{ placedOn: '2026-04-06', permit: body.id, ...over },
      });
    expect(places(await register())).toEqual(['/permit']);
    expect((await house.permit(ofOffice.token, body.id, 'approve')).status).toBe(200);
    expect((await house.permit(house.host.token, body.id, 'start')).status).toBe(200);
    expect(places(await register({ kind: 'terminal' }))).toEqual(['/permit']);
    expect(places(await register({ permit: general.id }))).toEqual(['/permit']);
    await house.determine('t2r26', 2, [{ value: 'forbidden' }]);
    expect((await register()).body.errors).toMatchObject([
      { at: '/permit', message: expect.stringContaining('許可から例外措置だけになった') },
    ]);
    await house.determine('t2r26', 2, [{ value: 'permission' }]);
    const made = await register();
    expect(made.status).toBe(201);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({ details: { permit: body.id } });
    const listed = await house.get(auditor.token, `/sites/${house.site}/equipment/${made.body.id}`);
    expect(listed.body).toMatchObject({ permit: body.id, number: 'SV-1' });
    expect(await rowsOf('equipment', '&number=SV-1')).toMatchObject([
      { permit: body.id, basis: '別表1 項39、別表2 項26' },
    ]);
  });

  it('is missing in the report while no permit is told of, unless it stood there before the site did', async () => {
    const row25 = async () =>
      (await house.get(general.token, at())).body.items.find(
        (line: { zone: string; row: string }) => line.zone === 'office' && line.row === 't2r25',
      );
    const register = (number: string, placedOn: string) =>
      house.post(ofOffice.token, `/sites/${house.site}/equipment`, {
        ...{
          number,
          kind: 'network-device',
          name: 'スイッチ',
          zone: 'office',
          authenticates: true,
          placedOn,
        },
      });
    await house.determine('t2r25', 2, [{ value: 'permission' }]);
    expect((await register('NW-8', '2026-04-05')).status).toBe(201);
    expect(await row25()).toMatchObject({ state: 'at-each-act', missing: [] });
    const { body } = await register('NW-9', '2026-04-06');
    expect(await row25()).toMatchObject({
      state: 'missing',
      missing: ['通信回線装置 1台（NW-9）の設置の許可・届出が登録されていない'],
    });
    const terms = { installed: 'network-device', what: 'スイッチ' };
    const permit = (await apply('installations', { zones: ['office'], terms })).body.id;
    expect((await house.permit(ofOffice.token, permit, 'approve')).status).toBe(200);
    const url = `/api/v1/sites/${house.site}/equipment/${body.id}`;
    const headers = {
      'if-match': String((await house.test.ask(ofOffice.token, { method: 'GET', url })).headers.etag),
    };
    const changed = await house.test.ask(ofOffice.token, {
      method: 'PATCH',
      url,
      headers,
      payload: { permit },
    });
    expect(changed.status).toBe(200);
    expect(await row25()).toMatchObject({ state: 'met', missing: [] });
  });

  it('is no link by 準じる without the review of its risk, nor without the 情報セキュリティ責任者', async () => {
    const security = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
    const link = (terms: object) =>
      apply('links', { zones: ['street', 'office'], terms: { medium: 'lan', what: '専用線', ...terms } });
    expect(places(await link({}))).toEqual(['/terms/riskReview']);
    const { body } = await link({ riskReview: 'リスク検討書 第4号' });
    expect(body).toMatchObject({
      state: 'requested',
      rule: { needs: [{ anyOf: ['security-officer'] }], lines: [{ demands: ['risk-review'] }, {}] },
    });
    expect((await house.permit(ofOffice.token, body.id, 'approve')).status).toBe(403);
    expect((await house.permit(security.token, body.id, 'approve')).status).toBe(200);
    expect((await house.permit(house.host.token, body.id, 'start')).status).toBe(200);
  });
});

describe('what was added, when the rules change', () => {
  const lineOf = async (row: string) =>
    (await house.get(general.token, at())).body.items.find(
      (line: { zone: string; row: string }) => line.zone === 'office' && line.row === row,
    );
  const tasksOf = async (permit: string) =>
    (await house.get(house.host.token, `/sites/${house.site}/permit-tasks?mine=true`)).body.items.find(
      (one: { permit: string }) => one.permit === permit,
    )?.tasks;

  it('is told of before the plan is changed, by the zone at the other end of the link', async () => {
    const { body, headers } = await house.get(general.token, `/sites/${house.site}/plan`);
    const { seq: _, ...plan } = body;
    const put = (zoneClass: number) =>
      house.test.ask(general.token, {
        method: 'PUT',
        url: `/api/v1/sites/${house.site}/plan?dryRun=true`,
        headers: { 'if-match': String(headers.etag) },
        payload: {
          ...plan,
          zones: plan.zones.map((zone: { id: string }) =>
            zone.id === 'office' ? { ...zone, class: zoneClass } : zone,
          ),
        },
      });
    const codes = async (zoneClass: number) =>
      (await put(zoneClass)).body.findings
        .filter(({ code }: { code: string }) => code === 'additions-uncovered')
        .map(({ element }: { element: string }) => element);
    expect(await codes(2)).toEqual([]);
    expect((await codes(3)).toSorted()).toEqual(['zones/office', 'zones/street']);
  });

  it('is missing in the report and a task of whoever applied, until it is applied for anew', async () => {
    const { items } = (await house.get(general.token, `/sites/${house.site}/equipment?kind=server`)).body;
    const server = items.find(({ number }: { number: string }) => number === 'SV-1');
    expect(await lineOf('t2r26')).toMatchObject({ state: 'met', evidence: [{ kind: 'permit' }] });
    expect(await tasksOf(server.permit)).toBeUndefined();
    await house.determine('t2r26', 2, [{ value: 'forbidden' }]);
    const { state, missing } = await lineOf('t2r26');
    expect(state).toBe('missing');
    expect(missing).toEqual([expect.stringMatching(/ファイルサーバ（SV-1）.*許可から例外措置だけになった/)]);
    expect(await tasksOf(server.permit)).toMatchObject([{ is: 'asked-anew', mine: true }]);
    const until = '2026-05-01T00:00:00+09:00';
    const extended = await house.permit(ofOffice.token, server.permit, 'extend', { until, reason: '例' });
    expect(extended.status).toBe(409);

    await house.determine('t2r26', 2, [{ value: 'notification' }]);
    expect((await lineOf('t2r26')).state).toBe('met');
    expect(await tasksOf(server.permit)).toBeUndefined();

    // It stands there still, whatever became of its permit.
    expect((await house.permit(house.host.token, server.permit, 'close', {})).status).toBe(200);
    expect(await lineOf('t2r26')).toMatchObject({
      state: 'missing',
      missing: [expect.stringMatching(/ファイルサーバ（SV-1）.*許可・届出は「終了」/)],
    });
  });
});

describe('the report of an inspection', () => {
  const said = async (kind: string) =>
    (await entriesOf(house.test.pool, house.site))
      .filter((entry) => entry.kind === kind)
      .map(({ text }) => JSON.parse(text));

  /** Two instances look at once at what is due, and one of them again once it has begun anew. */
  async function beatEverywhere(): Promise<void> {
    const gateway = aGatewayOf(house.test, ofGateway);
    for (const _ of ['before', 'after a restart']) {
      const batchPool = buildBatchPool(house.test.batchUrl, () => undefined);
      const there = await buildWatchedApp({ ...house.test.deps, batchPool });
      const ofThere = aGateway(async (payload) => {
        const {
          statusCode: status,
          headers,
          ...answer
        } = await there.inject({
          method: 'POST',
          url: '/api/v1/gateway/events',
          headers: { authorization: `Bearer ${ofGateway}` },
          payload,
        });
        return { status, headers, body: answer.json() };
      }, house.test.clock.now);
      const answers = await Promise.all(
        [gateway, ofThere].map((one) => one.post(one.event('heartbeat', {}))),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      await there.close();
      await batchPool.end();
    }
  }

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

  it('says of a zone the same to whoever answers for it alone', async () => {
    const ofZone = async (by: Officer) =>
      (await house.get(by.token, at())).body.items.filter(({ zone }: { zone: string }) => zone === 'office');
    const told = await ofZone(ofOffice);
    expect(told).toEqual(await ofZone(general));
    expect(JSON.stringify(told)).toContain('boundaries/hall-office');
  });

  it('is signed as it was read, and tells what changed since', async () => {
    const sign = (by: Officer, digest: string) => house.post(by.token, at('/sign'), { digest });
    const { digest, counts } = (await house.get(general.token, at())).body;
    expect((await house.get(ofOffice.token, at())).body.digest).toBeNull();
    expect((await house.get(auditor.token, at('/changes'))).body.signed).toBeNull();
    expect((await sign(ofOffice, digest)).status).toBe(403);
    expect((await sign(general, '0'.repeat(64))).status).toBe(412);
    const signed = await sign(general, digest);
    expect(signed.status).toBe(200);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'gaps-signed',
      seq: signed.body.seq,
      details: { digest, counts },
    });
    const changes = async () => (await house.get(auditor.token, at('/changes'))).body;
    expect(await changes()).toMatchObject({ signed: { digest, by: general.id, counts }, items: [] });
    const cut = { power: '分電盤 2', by: '当直' };
    await record(general, { zone: 'server', row: '9b', hazard: undefined, cut });
    expect((await changes()).items).toMatchObject([
      { zone: 'server', row: '9b', was: 'missing', now: null, says: '不足 → なし' },
    ]);
    const roll = await house.get(house.guard.token, `/sites/${house.site}/roll-call`);
    expect(roll.body.powerCuts).toMatchObject([{ zone: 'server', ...cut, isClear: true }]);
  });

  it('is given to somebody with a day, and the record says when that is over', async () => {
    const tasks = `/sites/${house.site}/gap-tasks`;
    const { host } = house;
    const finding = { zone: 'office', row: '9a', assignee: host.id, what: '漏水検知を置く' };
    const give = (by: Officer, over: object = {}) =>
      house.post(by.token, tasks, { ...finding, dueOn: '2026-04-07', ...over });
    const faults = await give(general, { row: 't1r26', assignee: auditor.id, dueOn: '2026-04-05' });
    expect(faults.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/row', '/dueOn']);
    expect((await give(ofOffice, { zone: 'hall' })).status).toBe(403);
    const [one, other] = [await give(ofOffice), await give(ofOffice)];
    expect([one.status, other.status]).toEqual([201, 201]);
    const url = `${tasks}/${one.body.id}`;
    expect((await house.post(host.token, `${url}/withdraw`, { outcome: '例' })).status).toBe(403);
    expect((await house.post(host.token, `${url}/finish`, { outcome: '置いた' })).body.state).toBe('done');
    expect((await lastEntryOf(house.test.pool, house.site)).kind).toBe('gap-task-finished');
    expect((await house.post(host.token, `${url}/finish`, { outcome: '置いた' })).status).toBe(409);

    house.test.clock.set(new Date('2026-04-07T15:00:00.000Z'));
    await beatEverywhere();
    const { body } = await house.get(host.token, `${tasks}?overdue=true`);
    expect(body.items).toMatchObject([{ id: other.body.id, overdue: true, risen: false, says: '対応中' }]);
    expect(await said('gap-task-overdue')).toMatchObject([
      {
        subject: { person: host.id, to: 'office' },
        details: { task: other.body.id },
        effects: [{ type: 'alarm', kind: 'gap-task-overdue', active: true, person: host.id }],
      },
    ]);
    const alarms = (await house.get(house.guard.token, `/sites/${house.site}/alarms`)).body.items;
    expect(alarms).toContainEqual(
      expect.objectContaining({ kind: 'gap-task-overdue', acknowledgeBy: '2026-04-07T16:00:00.000Z' }),
    );
  });

  it('rises once to the superior of whoever gave it, who gives it on, and at once where nobody has it', async () => {
    const tasks = `/sites/${house.site}/gap-tasks`;
    const security = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
    const mine = async (by: Officer) => (await house.get(by.token, `${tasks}?mine=true`)).body.items;
    expect(await mine(security)).toEqual([]);
    house.test.clock.set(new Date('2026-04-10T15:00:00.000Z'));
    await beatEverywhere();
    const [task] = await mine(security);
    expect(task).toMatchObject({ overdue: true, risen: true, vacant: false, risesTo: 'security-officer' });
    expect(await mine(general)).toEqual([]);
    expect(await said('gap-task-risen')).toMatchObject([
      {
        subject: { person: house.host.id, to: 'office' },
        details: { task: task.id, role: 'security-officer' },
      },
    ]);

    const next = await anOfficer(house.test, []);
    const onTo = (over: object) =>
      house.post(security.token, `${tasks}/${task.id}/reassign`, {
        ...{ assignee: next.id, dueOn: '2026-04-20', reason: '異動' },
        ...over,
      });
    const wrong = await onTo({ assignee: house.site, dueOn: '2026-04-01' });
    expect(wrong.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/assignee', '/dueOn']);
    expect((await onTo({})).body).toMatchObject({ state: 'open' });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'gap-task-reassigned',
      subject: { person: next.id, with: [house.host.id], to: 'office' },
    });
    expect(await mine(next)).toMatchObject([{ id: task.id, overdue: false, risesTo: 'general-officer' }]);
    expect(await mine(general)).toEqual([]);
    const admin = await anOfficer(house.test, [{ role: 'rights-admin' }]);
    const stopped = await house.post(admin.token, `/persons/${next.id}/suspend`, { reason: '離任' });
    expect(stopped.status).toBe(200);
    expect(await mine(general)).toMatchObject([{ id: task.id, vacant: true, risen: true }]);
    const withdrawn = await house.post(ofOffice.token, `${tasks}/${task.id}/withdraw`, { outcome: '例' });
    expect(withdrawn.status).toBe(200);
    expect(await mine(general)).toEqual([]);
    const { rows } = await house.test.pool.query(
      "select kind from deadlines where site_id = $1 and kind like 'gap-task%'",
      [house.site],
    );
    expect(rows).toEqual([]);
  });

  it('is of a site that there is', async () => {
    const { code, said } = await sekisho('gaps', '--site', general.id);
    expect([code, said]).toEqual([1, expect.stringContaining(general.id)]);
  });
});

// Last, for the record goes on from the days it comes to.
describe('the registers as documents of another day', () => {
  it('are what they were in the time asked for, whatever was told since', async () => {
    const { clock } = house.test;
    clock.set(new Date('2026-05-06T09:00:00+09:00'));
    const onDay = (day: string) =>
      `&from=2026-05-${day}&until=2026-05-${String(Number(day) + 1).padStart(2, '0')}`;
    const places = [{ site: house.site, zone: 'office' }];
    const registered = { ...aSystem(house.section, house.host.id), places, name: '会計システム' };
    const { body } = await house.post(general.token, '/information-systems', registered);
    const url = `/information-systems/${body.id}`;
    const thing = { number: 'SV-8', kind: 'server', name: '会計サーバ', zone: 'office' };
    await house.post(ofOffice.token, `/sites/${house.site}/equipment`, {
      ...{ ...thing, placedOn: '2026-05-06', systemId: body.id },
    });
    const measure = await record(ofOffice, { what: '消火設備', takenOn: '2026-05-06' });
    clock.set(new Date('2026-05-08T09:00:00+09:00'));
    expect((await house.patch(general.token, url, { name: '財務システム' })).status).toBe(200);
    const gone = `/sites/${house.site}/measures/${measure.body.id}/end`;
    expect((await house.post(ofOffice.token, gone, { reason: '撤去' })).status).toBe(200);
    clock.set(new Date('2026-05-10T09:00:00+09:00'));
    expect((await house.post(general.token, `${url}/end`, { reason: '更改' })).status).toBe(200);

    const ofSystem = async (query: string) =>
      (await rowsOf('systems', query))
        .filter(({ id }: { id: string }) => id === body.id)
        .map(({ system, state, since, endedAt }: Record<string, string>) => [system, state, since, endedAt]);
    const [began, changed, ended] = [
      '2026-05-06T00:00:00Z',
      '2026-05-08T00:00:00Z',
      '2026-05-10T00:00:00Z',
    ].map((at) => new Date(at).toISOString());
    expect(await ofSystem(onDay('07'))).toEqual([['会計システム', '使用中', began, changed]]);
    expect(await ofSystem(onDay('08'))).toEqual([
      ['会計システム', '使用中', began, changed],
      ['財務システム', '使用中', changed, ended],
    ]);
    expect(await ofSystem(onDay('10'))).toEqual([
      ['財務システム', '使用中', changed, ended],
      ['財務システム', '廃止（更改）', ended, null],
    ]);
    expect(await ofSystem(onDay('11'))).toEqual([]);

    const systemsOf = async (query: string) =>
      (await rowsOf('equipment', `&number=SV-8${query}`)).map(({ system }: { system: string }) => system);
    expect(await systemsOf(onDay('07'))).toEqual(['会計システム']);
    expect(await systemsOf(onDay('09'))).toEqual(['財務システム']);
    const measures = async (query: string) =>
      (await rowsOf('measures', query)).filter(({ what }: { what: string }) => what === '消火設備').length;
    expect([await measures(onDay('07')), await measures(onDay('09'))]).toEqual([1, 0]);
  });
});
