import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorization } from '../../src/authority/authorization.ts';
import type { Role } from '../../src/authority/roles.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { anOffice, entriesOf } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** 統一技術基準 2.2.1.3 権限管理機能: who may what, since when, until when, and who looked at it. */

let test: TestApp;
let site: string;
let keeper: Officer;
const began = new Date('2026-04-06T00:00:00.000Z');
const hours = (count: number) => new Date(began.getTime() + count * 3_600_000);

beforeAll(async () => {
  test = await startTestApp();
  ({ siteId: site } = await anOffice(test.deps));
  keeper = await anOfficer(test, [{ role: 'rights-admin' }]);
});
afterAll(() => test.close());

const post = (token: string, url: string, payload?: object) =>
  test.ask(token, { method: 'POST', url: `/api/v1${url}`, ...(payload && { payload }) });
const get = (token: string, url: string) => test.ask(token, { url: `/api/v1${url}` });
const give = (holder: string, role: Role, over: object = {}) =>
  post(keeper.token, '/role-assignments', { holder: { type: 'person', id: holder }, role, ...over });
const holders = (query: Readonly<Record<string, string>>) =>
  get(keeper.token, `/sites/${site}/role-holders?${new URLSearchParams({ limit: '200', ...query })}`);
const held = async (query: Readonly<Record<string, string>>) =>
  (await holders(query)).body.items.map(({ holder, role }: Record<string, string>) => `${holder} ${role}`);

describe('AT-301 2.2.1.3(1)(a) who could do what where', () => {
  it('is, at every moment, what the replay of the log says', async () => {
    const zone = { siteId: site, scope: 'office' };
    const acts: readonly ((nth: number, ended: string) => Promise<string | undefined>)[] = [
      async () => (await give((await anOfficer(test, [])).id, 'zone-officer', zone)).body.id,
      async (nth) => {
        const period = { from: hours(nth + 2).toISOString(), until: hours(nth + 4).toISOString() };
        return (await give((await anOfficer(test, [])).id, 'guard', { siteId: site, ...period })).body.id;
      },
      async (_nth, id) => {
        await post(keeper.token, `/role-assignments/${id}/end`, { reason: '異動' });
        return undefined;
      },
    ];
    let last = '';
    for (let nth = 0; nth < 9; nth += 1) {
      test.clock.set(hours(nth));
      last = (await acts[nth % acts.length]?.(nth, last)) ?? last;
    }
    test.clock.set(hours(20));
    const entries = await entriesOf(test.pool, ministryLogId);
    for (let nth = 0; nth <= 20; nth += 1) {
      const at = hours(nth);
      expect(await held({ at: at.toISOString() }), at.toISOString()).toEqual(replayed(entries, at));
    }
  });

  /** By the entries alone: whoever was given a role and not deprived of it, within its period. */
  function replayed(entries: readonly { readonly text: string }[], at: Date): readonly string[] {
    const given = new Map<string, string>();
    for (const { text } of entries) {
      const { kind, recordedAt, details } = JSON.parse(text);
      if (new Date(recordedAt) > at) break;
      if (kind === 'role-ended') given.delete(details.assignment);
      if (kind !== 'role-given') continue;
      const isWithin =
        (details.from === null || new Date(details.from) <= at) &&
        (details.until === null || new Date(details.until) > at);
      const isHere = details.siteId === null || details.siteId === site;
      if (isWithin && isHere) given.set(details.assignment, `${details.holder} ${details.role}`);
    }
    return [...given].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, words]) => words);
  }

  it('is of an action those whom the one table lets do it', async () => {
    const roles: readonly Role[] = ['ciso', 'auditor', 'csirt', 'section-officer', 'exception-approver'];
    for (const role of roles) await give((await anOfficer(test, [])).id, role, { siteId: site });
    const everyone: readonly string[] = await held({});
    for (const action of ['plan.change', 'plan.read', 'persons.change', 'cards.stop'] as const) {
      const { scope, roles: allowed } = authorization[action];
      const words: readonly string[] = allowed;
      const wanted = everyone.filter((one) => words.includes(one.split(' ')[1] ?? ''));
      const found = await held({ action });
      if (scope === 'ministry') expect(found).toEqual([`${keeper.id} rights-admin`]);
      else expect(found).toEqual(wanted);
    }
    expect((await holders({ action: 'plan.read' })).body.everybody).toBe(true);
    expect((await holders({ action: 'plan.change' })).body.everybody).toBe(false);
    expect(await holders({ action: 'plan.burn' })).toMatchObject({ status: 400 });
  });

  it('is of a zone its own officers, and none of another zone', async () => {
    const { id } = await anOfficer(test, []);
    await give(id, 'zone-officer', { siteId: site, scope: 'server' });
    const asked = { action: 'gaps.read' };
    expect(await held({ ...asked, zone: 'server' })).toContain(`${id} zone-officer`);
    expect(await held({ ...asked, zone: 'office' })).not.toContain(`${id} zone-officer`);
  });

  it('names nobody who was not in office then', async () => {
    const leaver = await anOfficer(test, [{ role: 'auditor' }]);
    test.clock.set(hours(30));
    await post(keeper.token, `/persons/${leaver.id}/leave`, { reason: '退職' });
    test.clock.set(hours(31));
    expect(await held({})).not.toContain(`${leaver.id} auditor`);
    expect(await held({ at: hours(29).toISOString() })).toContain(`${leaver.id} auditor`);
  });

  it('is asked of the past and not of what is to come', async () => {
    expect(await holders({ at: hours(40).toISOString() })).toMatchObject({ status: 400 });
  });
});

describe('AT-318 METI 24(3) a role', () => {
  it('is held from its beginning to its end and no longer, at the next request', async () => {
    test.clock.set(hours(48));
    const auditor = await anOfficer(test, []);
    const period = { from: hours(50).toISOString(), until: hours(52).toISOString() };
    expect((await give(auditor.id, 'auditor', period)).status).toBe(201);
    const seen: number[] = [];
    for (const hour of [49, 50, 51, 52]) {
      test.clock.set(hours(hour));
      seen.push((await get(auditor.token, '/tokens')).status);
    }
    expect(seen).toEqual([403, 200, 200, 403]);
  });

  it('is shown with whoever stands in for its holder', async () => {
    const officer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'hall' }]);
    const deputy = await anOfficer(test, []);
    const named = await post(officer.token, `/sites/${site}/officer-deputies`, {
      ...{ form: 'acting', role: 'zone-officer', scope: 'hall', title: '補佐', kinds: [], basis: '規程' },
      ...{ deputy: deputy.id, from: hours(52).toISOString(), until: hours(60).toISOString() },
    });
    expect(named.status).toBe(201);
    const { body } = await holders({ zone: 'hall' });
    const shown = body.items.find(({ holder }: Record<string, string>) => holder === officer.id);
    expect(shown.deputies).toMatchObject([{ person: deputy.id, form: 'acting', title: '補佐' }]);
  });

  it.each([
    ['that began before', { from: hours(1).toISOString() }, '/from'],
    ['that ends before it begins', { until: hours(2).toISOString() }, '/until'],
  ])('is not given for a period %s', async (_, period, at) => {
    const answer = await give((await anOfficer(test, [])).id, 'auditor', period);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ at }] } });
  });
});

describe('AT-307 2.2.1.3(2)(c)(ア) 管理者権限', () => {
  it.each([
    ['without a duty', { until: hours(100).toISOString() }, '/duty'],
    ['without an end', { duty: '異動の処理' }, '/until'],
    ['for more than a year', { duty: '異動の処理', until: hours(366 * 24).toISOString() }, '/until'],
  ])('is not given %s', async (_, term, at) => {
    test.clock.set(hours(0));
    const holder = (await anOfficer(test, [])).id;
    for (const role of ['rights-admin', 'system-admin'] as const) {
      expect(await give(holder, role, term)).toMatchObject({ status: 422, body: { errors: [{ at }] } });
    }
  });

  it('is given for a duty to a day within the year, which is told', async () => {
    const holder = (await anOfficer(test, [])).id;
    const term = { duty: '異動の処理', until: hours(365 * 24).toISOString() };
    expect((await give(holder, 'system-admin', term)).status).toBe(201);
    const { body } = await get(keeper.token, `/role-assignments?holder=${holder}`);
    expect(body.items).toMatchObject([{ role: 'system-admin', ...term }]);
  });
});

describe('AT-311 2.2.1.3(2)(d) what has to be looked at', () => {
  const findings = async (kind: string, holder: string) => {
    const { body } = await get(keeper.token, '/rights-findings');
    return body.items.filter((one: Record<string, string>) => one.kind === kind && one.holder === holder);
  };

  it('is a token that nobody has used for more than 45 days, and none that is in use', async () => {
    test.clock.set(hours(0));
    const [idle, busy] = [await anOfficer(test, []), await anOfficer(test, [])];
    test.clock.set(hours(24 * 40));
    for (let nth = 0; nth < 3; nth += 1) await get(busy.token, '/sites');
    test.clock.set(hours(24 * 45));
    expect(await findings('dormant-token', idle.id)).toEqual([]);
    test.clock.set(hours(24 * 45 + 1));
    const told = { ref: idle.token.slice(3, 19), at: hours(0).toISOString() };
    expect(await findings('dormant-token', idle.id)).toMatchObject([told]);
    expect(await findings('dormant-token', busy.id)).toEqual([]);
    test.clock.set(hours(24 * 86));
    expect(await findings('dormant-token', busy.id)).toMatchObject([{ at: hours(24 * 40).toISOString() }]);
  });

  it('is a duty whose holder is in office no more, told as CSV, too', async () => {
    const { id } = await anOfficer(test, [{ role: 'reception', siteId: site }]);
    expect(await findings('vacancy', id)).toEqual([]);
    await post(keeper.token, `/persons/${id}/leave`, { reason: '退職' });
    expect(await findings('vacancy', id)).toMatchObject([{ role: 'reception', siteId: site }]);
    const { body, headers } = await get(keeper.token, '/rights-findings/csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body).toContain(`受付,${site},,${id}`);
  });
});

describe('AT-312, AT-314 2.2.1.3(2)(e), (g)(ア) what is to be asked of persons', () => {
  const found = async (kind: string) => {
    const { body } = await get(keeper.token, '/rights-findings');
    return body.items.filter((one: Record<string, string>) => one.kind === kind);
  };
  const made = async (url: string, payload: object): Promise<string> =>
    (await post(keeper.token, url, payload)).body.id;

  it('is a card that whoever left has not given back, until they do', async () => {
    test.clock.set(hours(0));
    const person = (await anOfficer(test, [])).id;
    const card = await made('/cards', { format: 'prox', number: '31200', person });
    expect(await found('card-out')).toEqual([]);
    await post(keeper.token, `/persons/${person}/leave`, { reason: '退職' });
    expect(await found('card-out')).toMatchObject([{ holder: person, ref: card }]);
    await post(keeper.token, `/cards/${card}/return`, { reason: '返却' });
    expect(await found('card-out')).toEqual([]);
  });

  it('is whoever is in one unit with somebody of the same name', async () => {
    const general = await anOfficer(test, [{ role: 'general-officer' }]);
    const unitOf = async (name: string) =>
      (await post(general.token, '/organisations', { name, kind: 'section' })).body.id;
    const staff = (name: string, organisationId: string) =>
      made('/persons', { kind: 'staff', name, organisationId });
    const [one, other] = [await unitOf('文書課'), await unitOf('会計課')];
    await staff('関 一郎', other);
    const first = await staff('関 一郎', one);
    expect(await found('namesake')).toEqual([]);
    const second = await staff('關 一郎', one);
    expect((await found('namesake')).map(({ holder }: Record<string, string>) => holder)).toEqual(
      [first, second].toSorted(),
    );
  });
});

describe('AT-317 METI 24(2) the rights of two moments', () => {
  it('are compared on paper: what was given, ended, ran out, and of whoever left; and are what was held then and now', async () => {
    const begun = hours(24 * 87).getTime();
    const inHours = (count: number) => new Date(begun + count * 3_600_000);
    const [gets, loses, leaves, runsOut] = await Promise.all(
      Array.from({ length: 4 }, () => anOfficer(test, [])),
    );
    const given = async (officer: Officer | undefined, role: Role, over: object = {}) =>
      String((await give(officer?.id ?? '', role, over)).body.id);
    const ended = await given(loses, 'auditor');
    const left = await given(leaves, 'auditor');
    const over = await given(runsOut, 'auditor', { until: inHours(2).toISOString() });
    test.clock.set(inHours(3));
    const gained = await given(gets, 'guard', { siteId: site });
    await post(keeper.token, `/role-assignments/${ended}/end`, { reason: '異動' });
    await post(keeper.token, `/persons/${leaves?.id}/leave`, { reason: '退職' });
    test.clock.set(inHours(4));
    const [from, at] = [inHours(1).toISOString(), inHours(4).toISOString()];
    const asked = (format: string) =>
      get(keeper.token, `/rights-differences?${new URLSearchParams({ from, at, format })}`);
    const { body, status } = await asked('json');
    expect(status, JSON.stringify(body)).toBe(200);
    const told = Object.fromEntries(
      body.items.map(({ id, before, after, why }: Record<string, string>) => [
        id,
        `${before}→${after} ${why}`,
      ]),
    );
    expect(told).toEqual({
      [gained]: 'なし→あり 役割の付与',
      [ended]: 'あり→なし 役割の終了',
      [over]: 'あり→なし 期間の終わり',
      [left]: 'あり→なし 本人の利用停止又は離任',
    });
    const [then, now] = [new Set(await held({ at: from })), new Set(await held({ at }))];
    expect([...then].filter((one) => !now.has(one))).toHaveLength(3);
    expect([...now].filter((one) => !then.has(one))).toEqual([`${gets?.id} guard`]);
    const page = (await asked('html')).body;
    for (const words of ['権限の差分（別紙）', '省全体', '役割の付与', '期間の終わり', '変わったわけ']) {
      expect(page).toContain(words);
    }
    expect((await asked('pdf')).status).toBe(200);
    expect((await get(gets?.token ?? '', `/rights-differences?from=${from}`)).status).toBe(403);
    expect((await get(keeper.token, `/rights-differences?from=${at}&at=${from}`)).status).toBe(400);
  });
});
