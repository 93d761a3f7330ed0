import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';
import { anEngineer } from '../../support/a-take-out.ts';
import { aTransfer } from '../../support/a-transfer.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { aColleague } from '../../support/people-house.ts';

let house: PermitHouse;
let colleague: string;
let accountant: string;
let courier: string;
let sectionOfficer: Officer;
const morning = new Date('2026-04-06T00:00:00.000Z');
const day = 86_400_000;
const secret = { confidentiality: 2, integrity: 1, availability: 1 };
const open = { confidentiality: 1, integrity: 1, availability: 1 };

beforeAll(async () => {
  const zones = aPlan().zones.map((zone) => (zone.id === 'hall' ? { ...zone, handover: true } : zone));
  house = await startPermitHouse({ zones: [...zones, aZone({ id: 'mail', name: '文書室', class: 1 })] });
  house.test.clock.set(morning);
  const { make, otherSection, test, site, section, determine } = house;
  colleague = await aColleague(house);
  accountant = await make('/persons', { kind: 'staff', name: '会計 次郎', organisationId: otherSection });
  courier = await make('/persons', { kind: 'courier', name: '配達 三郎', affiliation: '関東運輸' });
  sectionOfficer = await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: section }]);
  await determine('t2r17', 1, [{ value: 'required' }]);
  await determine('t2r18', 0, [{ value: 'not-required' }]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const handOver = (over: object = {}, token = house.reception.token) =>
  house.post(token, `/sites/${house.site}/deliveries`, {
    zone: 'street',
    carrier: '関東運輸',
    pieces: 3,
    by: colleague,
    ...over,
  });
const step = (id: string, name: string, payload: object, token = house.reception.token) =>
  house.post(token, `/sites/${house.site}/deliveries/${id}/${name}`, payload);
const list = (query = '', token = house.reception.token) =>
  house.get(token, `/sites/${house.site}/deliveries${query}`);
const faults = ({ body }: { readonly body: { readonly errors?: readonly { readonly at: string }[] } }) =>
  body.errors?.map(({ at }) => at);
const idsOf = ({ body }: { readonly body: { readonly items: readonly { readonly id: string }[] } }) =>
  body.items.map(({ id }) => id);

describe('a parcel at class 0', () => {
  it('is one act: carrier, pieces, taken over by', async () => {
    const answer = await handOver();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      rule: { track: 'free', lines: [{ row: 't2r17', class: 0, value: 'not-required' }] },
      permit: null,
      state: 'waiting',
      says: '受取待ち',
    });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'delivery-taken-over',
      subject: { to: 'street', person: colleague },
      details: { delivery: answer.body.id, pieces: 3 },
    });
  });

  it('is read on by whoever took it over, who does not collect it by that', async () => {
    const { host, site, get } = house;
    const { id } = (await handOver({ by: host.id }, host.token)).body;
    expect((await get(host.token, `/sites/${site}/deliveries/${id}`)).body).toMatchObject({
      state: 'waiting',
    });
    expect(idsOf(await list('', host.token))).toContain(id);
    expect((await step(id, 'collect', { by: host.id }, host.token)).status).toBe(404);
    const stranger = await anOfficer(house.test, []);
    expect(idsOf(await list('', stranger.token))).toEqual([]);
  });

  it('asks for no slip, no reason and no name, and takes none', async () => {
    expect(faults(await handOver({ slip: '1234' }))).toEqual(['/slip']);
    expect(faults(await handOver({ entry: { courier, reason: '重い' } }))).toEqual(['/entry']);
    expect(faults(await handOver({ care: 'registered' }))).toEqual(['/slip']);
    expect((await handOver({ care: 'registered', slip: '1234-5678' })).status).toBe(201);
  });

  it('asks for a slip where its 課室 does, as its officer alone says', async () => {
    const { section, host, post, site, otherSection } = house;
    const url = `/sites/${site}/delivery-sections/${section}`;
    expect((await post(host.token, url, { slips: true })).status).toBe(403);
    const others = `/sites/${site}/delivery-sections/${otherSection}`;
    expect((await post(sectionOfficer.token, others, { slips: true })).status).toBe(403);
    expect((await post(sectionOfficer.token, url, { slips: true })).status).toBe(200);
    const by = accountant;
    expect(faults(await handOver({ section, by }))).toEqual(['/slip']);
    expect((await handOver({ section, by, slip: '12' })).body).toMatchObject({ state: 'waiting' });
    expect((await post(sectionOfficer.token, url, { slips: false })).status).toBe(200);
    expect((await handOver({ section, by })).status).toBe(201);
  });

  it('is collected at once where its own 課室 takes it over, and done with where it goes out', async () => {
    expect((await handOver({ section: house.section })).body).toMatchObject({ state: 'collected' });
    expect((await handOver({ way: 'out' })).body).toMatchObject({ state: 'handed-over' });
    expect(faults(await handOver({ by: courier }))).toEqual(['/by']);
    expect(faults(await handOver({ zone: 'nowhere' }))).toEqual(['/zone']);
  });
});

describe('a parcel into a class', () => {
  const entry = () => ({ courier, reason: '台車でなければ運べない' });

  it('needs a reason, a 受渡業者 by name, and a place of handover', async () => {
    expect(faults(await handOver({ zone: 'hall' }))).toEqual(['/entry']);
    const visitor = { courier: colleague, reason: '重い' };
    expect(faults(await handOver({ zone: 'hall', entry: visitor }))).toEqual(['/entry/courier']);
    expect(faults(await handOver({ zone: 'mail', entry: entry() }))).toEqual(['/zone']);
    expect(faults(await handOver({ zone: 'office', entry: entry() }))).toEqual(['/zone']);
  });

  it('rests on the permit of a regular supplier, until it is revoked or runs out', async () => {
    const { host, site, post, permit, test } = house;
    expect((await handOver({ zone: 'hall', entry: entry() })).status).toBe(409);
    const officer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'hall' }]);
    const apply = (until: string) =>
      post(host.token, `/sites/${site}/delivery-permits`, {
        persons: [],
        zones: ['hall'],
        from: '2026-04-06T00:00:00+09:00',
        until,
        purpose: '事務用品の定期の納入',
        terms: { carrier: '株式会社関東運輸', things: ['parcel'] },
      });
    expect(faults(await apply('2027-04-08T00:00:00+09:00'))).toEqual(['/until']);
    const applied = await apply('2027-04-01T00:00:00+09:00');
    expect(applied.body).toMatchObject({
      state: 'requested',
      rule: { track: 'permission', needs: [{ zone: 'hall', anyOf: ['zone-officer'] }] },
    });
    const { id } = applied.body;
    expect((await handOver({ zone: 'hall', entry: entry() })).status).toBe(409);
    expect((await permit(officer.token, id, 'approve')).body).toMatchObject({ state: 'approved' });
    expect((await handOver({ zone: 'hall', entry: entry() })).body).toMatchObject({ permit: id });
    expect((await handOver({ zone: 'hall', entry: entry(), carrier: '東海運輸' })).status).toBe(409);
    expect((await permit(officer.token, id, 'revoke', { reason: '取引を終えた' })).status).toBe(200);
    expect((await handOver({ zone: 'hall', entry: entry() })).status).toBe(409);

    const short = (await apply('2026-04-07T00:00:00+09:00')).body.id;
    await permit(officer.token, short, 'approve');
    const midnight = Date.parse('2026-04-07T00:00:00+09:00');
    test.clock.set(new Date(midnight - 1));
    expect((await handOver({ zone: 'hall', entry: entry() })).body).toMatchObject({ permit: short });
    test.clock.set(new Date(midnight));
    expect((await handOver({ zone: 'hall', entry: entry() })).status).toBe(409);
  });

  it('takes nobody who is stopped', async () => {
    const { admin, post } = house;
    await post(admin.token, `/persons/${courier}/suspend`, { reason: '調査' });
    expect(faults(await handOver({ zone: 'hall', entry: entry() }))).toEqual(['/entry/courier']);
    await post(admin.token, `/persons/${courier}/resume`, { reason: '終了' });
  });
});

describe('information', () => {
  it('is graded and its sheets are counted at both ends, also at class 0', async () => {
    const information = { grade: open, sheets: 12 };
    const { id, rule } = (await handOver({ information, section: house.otherSection })).body;
    expect(rule.lines).toMatchObject([{ row: 't2r18', class: 0 }]);
    expect(faults(await step(id, 'collect', { by: accountant }))).toEqual(['/sheets']);
    expect((await step(id, 'collect', { by: accountant, sheets: 11 })).body).toEqual({
      state: 'collected',
      difference: -1,
      otherSection: false,
    });
    expect((await list('?state=collected')).body.items).toContainEqual(
      expect.objectContaining({ id, sheets: 12, sheetsCollected: 11, difference: -1 }),
    );
  });

  it('goes from 課室 to 課室 by a messenger, and a difference is told', async () => {
    const { post, reception, site, otherSection } = house;
    const sent = await post(reception.token, `/sites/${site}/deliveries/documents`, {
      by: colleague,
      messenger: colleague,
      section: otherSection,
      pieces: 1,
      information: { grade: secret, sheets: 40 },
    });
    expect(sent.body).toMatchObject({ state: 'waiting' });
    const { id } = sent.body;
    expect((await step(id, 'collect', { by: accountant, sheets: 38 })).body).toMatchObject({
      difference: -2,
    });
    expect(await lastEntryOf(house.test.pool, site)).toMatchObject({
      kind: 'delivery-collected',
      details: { delivery: id, sheets: 38, difference: -2 },
    });
    const again = await step(id, 'collect', { by: accountant, sheets: 38 });
    expect(again.status).toBe(409);
  });
});

describe('要保護情報 that is handed over (METI 13)', () => {
  let clerk: Officer;
  let sender: string;
  let keeper: Officer;
  beforeAll(async () => {
    clerk = await anEngineer(house);
    sender = clerk.id;
    keeper = await anOfficer(house.test, [{ role: 'section-officer', scope: house.section }]);
  });

  const transfer = (terms: object = {}) => aTransfer({ persons: [sender] }, terms);
  const apply = (terms: object = {}, token = clerk.token) =>
    house.post(token, `/sites/${house.site}/transfers`, transfer(terms));
  const receiver = { name: '県の商工労働部' };
  const out = (permission: string | undefined, over: object = {}, sheets = 4) =>
    handOver({
      way: 'out',
      by: sender,
      pieces: 1,
      slip: '77',
      information: { grade: secret, sheets, permission, receiver },
      ...over,
    });
  const permitted = async (terms: object = {}) => {
    const { id } = (await apply(terms)).body;
    expect((await house.permit(keeper.token, id, 'approve')).body).toMatchObject({ state: 'approved' });
    return id;
  };

  it('is permitted by the officer of the 課室, of whom the article speaks, and never by whoever applied', async () => {
    const applied = await apply();
    expect(applied.body).toMatchObject({
      state: 'requested',
      rule: {
        track: 'permission',
        lines: [{ row: 'meti-13-c2', clause: 'METI 13', zone: null, value: 'permission' }],
        needs: [{ zone: null, unit: house.section, anyOf: ['section-officer'] }],
      },
    });
    const { id } = applied.body;
    expect(faults(await out(id))).toEqual(['/information/permission']);
    expect(
      (await house.permit(sectionOfficer.token, id, 'return', { reason: '封緘が足りない' })).status,
    ).toBe(200);
    const url = `/sites/${house.site}/transfers/${id}/resubmit`;
    expect((await house.post(clerk.token, url, transfer())).body).toMatchObject({ state: 'requested' });
    expect((await house.permit(house.zoneOfficer.token, id, 'approve')).status).toBe(404);
    expect((await house.permit(keeper.token, id, 'approve')).status).toBe(200);
    expect((await house.permit(clerk.token, id, 'start')).status).toBe(409);
    const unknown = await apply({ section: colleague, receiver: undefined });
    expect(faults(unknown)).toEqual(['/terms/section']);
    expect((await apply({ grade: open })).body).toMatchObject({ state: 'filed', rule: { track: 'free' } });
  });

  it('goes by a permit that fits, as far as it reaches, and the record names it', async () => {
    const id = await permitted();
    expect(faults(await out(undefined))).toEqual(['/information/permission']);
    expect(faults(await out(house.site))).toEqual(['/information/permission']);
    const first = await out(id);
    expect(first.body).toMatchObject({ state: 'handed-over' });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'delivery-handed-over',
      details: { delivery: first.body.id, sheets: 4, transfer: id },
    });
    expect(await list('?state=handed-over').then(({ body }) => body.items)).toContainEqual(
      expect.objectContaining({ id: first.body.id, transferPermission: id, receiver }),
    );
    const over = await out(id, {}, 7);
    expect(over.body.errors).toEqual([
      { at: '/information/sheets', message: '許可された枚数の残りは6枚です（METI 13条）' },
    ]);
    expect(faults(await out(id, { carrier: '東海運輸', by: colleague }))).toEqual(['/by', '/carrier']);
    const both = await Promise.all([out(id, {}, 6), out(id, {}, 6)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const plain = { information: { grade: open, sheets: 3, permission: id } };
    expect(faults(await handOver({ way: 'out', ...plain }))).toEqual(['/information/permission']);
  });

  it('is given to whom the permit names, and to nobody else', async () => {
    const { otherSection, section } = house;
    const to = (id: string | undefined, given: object | undefined, way: 'in' | 'out' = 'out') =>
      out(id, { way, information: { grade: secret, sheets: 4, permission: id, receiver: given } });
    const id = await permitted({ form: 'standing' });
    const denied = await to(id, { name: '県の土木部' });
    expect(denied.status).toBe(422);
    expect(denied.body.errors).toEqual([
      { at: '/information/receiver', message: '許可された提供先ではありません（METI 13条）' },
    ]);
    expect(faults(await to(id, undefined))).toEqual(['/information/receiver']);
    expect((await to(id, { name: '県の 商工労働部' })).status).toBe(201);

    const within = await permitted({ form: 'standing', receiver: undefined, section: otherSection });
    expect(faults(await to(within, { section }))).toEqual(['/information/receiver']);
    expect(faults(await to(within, { section: colleague }))).toEqual([
      '/information/receiver/section',
      '/information/receiver',
    ]);
    expect((await to(within, { section: otherSection })).status).toBe(201);
    expect(faults(await to(undefined, receiver, 'in'))).toEqual(['/information/receiver']);
    const text = await lastEntryOf(house.test.pool, house.site);
    expect(JSON.stringify(text)).not.toContain('商工労働部');
  });

  it('goes no more once the permit is revoked, or has ended', async () => {
    const id = await permitted({ form: 'standing' });
    expect((await out(id, {}, 10)).status).toBe(201);
    expect((await out(id, {}, 10)).status).toBe(201);
    await house.permit(keeper.token, id, 'revoke', { reason: '取引を終えた' });
    expect(faults(await out(id))).toEqual(['/information/permission']);
    const short = await permitted();
    house.test.clock.set(new Date('2026-04-11T00:00:00+09:00'));
    expect(faults(await out(short))).toEqual(['/information/permission']);
  });

  it('is carried outside by a messenger by a permit to the 課室 alone, and what comes back may go again', async () => {
    const { post, reception, site, otherSection, section } = house;
    const id = await permitted({ carrier: undefined, receiver: undefined, section: otherSection });
    const send = (over: object, permission?: string) =>
      post(reception.token, `/sites/${site}/deliveries/documents`, {
        by: sender,
        messenger: colleague,
        section: otherSection,
        pieces: 2,
        information: { grade: secret, sheets: 10, permission },
        outside: true,
        ...over,
      });
    expect(faults(await send({}))).toEqual(['/information/permission']);
    expect(faults(await send({ outside: false }, id))).toEqual(['/information/permission']);
    expect(faults(await send({ section }, id))).toEqual(['/section']);
    const sent = await send({}, id);
    expect(sent.status).toBe(201);
    expect(faults(await send({}, id))).toEqual(['/information/sheets', '/pieces']);
    expect((await step(sent.body.id, 'return', { reason: '受け取る人がいない' })).status).toBe(200);
    const again = await send({}, id);
    expect((await step(again.body.id, 'collect', { by: accountant, sheets: 10 })).body).toMatchObject({
      difference: 0,
    });
  });

  it('of 機密性2 alone goes by a number that nobody decided, while its officer says so', async () => {
    const { post, site, section } = house;
    const waived = await post(keeper.token, `/sites/${site}/permit-waivers`, {
      basis: 'permission',
      rows: ['meti-13-c2'],
      unit: section,
      from: '2026-04-06T00:00:00+09:00',
      until: '2026-05-01T00:00:00+09:00',
      reason: '毎週の発送',
    });
    expect(waived.status).toBe(201);
    const applied = await apply();
    expect(applied.body).toMatchObject({
      state: 'filed',
      rule: { track: 'free', lines: [{ waived: { basis: 'permission', by: keeper.id } }] },
    });
    const { id } = applied.body;
    expect((await out(id)).status).toBe(201);
    await post(keeper.token, `/sites/${site}/permit-waivers/${waived.body.id}/end`, {
      reason: '誤送があった',
    });
    expect(faults(await out(id))).toEqual(['/information/permission']);
  });
});

describe('the courier peak', () => {
  it('takes many parcels at once; one collected by the wrong 課室 is put back and keeps its age', async () => {
    const { section, otherSection, site, get, host, post } = house;
    const taken = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        handOver({ pieces: 1 + (n % 3), by: host.id, section: n % 2 === 0 ? section : otherSection }),
      ),
    );
    expect(taken.map(({ status }) => status)).toEqual(taken.map(() => 201));
    const [first, second] = taken.map(({ body }) => body.id);
    const told = await get(house.guard.token, `/sites/${site}/events?kind=delivery-taken-over&limit=200`);
    const entries = told.body.items.map((one: { details: { delivery: string } }) => one.details.delivery);
    expect(taken.filter(({ body }) => !entries.includes(body.id))).toEqual([]);
    expect(JSON.stringify(told.body)).not.toContain('関東運輸');

    const wrong = await step(first, 'collect', { by: accountant });
    expect(wrong.body).toEqual({ state: 'collected', difference: null, otherSection: true });
    house.test.clock.set(new Date(morning.getTime() + 2 * day));
    const reason = '会計課が間違えて持ち帰った';
    expect((await step(first, 'put-back', { reason })).body).toEqual({ state: 'waiting' });

    const ageing = await list(`?waitingDays=2&section=${section}&limit=100`);
    expect(ageing.body.items.find(({ id }: { readonly id: string }) => id === first)).toMatchObject({
      days: 2,
      section,
      reason,
      may: [
        { step: 'collect', by: ['reception', 'guard', 'host'] },
        { step: 'readdress', by: ['reception', 'guard'] },
        { step: 'return', by: ['reception', 'guard'] },
      ],
    });
    expect(idsOf(await list('?waitingDays=3&limit=100'))).not.toContain(first);
    expect((await step(first, 'collect', { by: colleague })).body).toMatchObject({ otherSection: false });
    const { history } = (await get(house.reception.token, `/sites/${site}/deliveries/${first}`)).body;
    expect(history.map(({ state, collectedBy }: Record<string, unknown>) => [state, collectedBy])).toEqual([
      ['collected', colleague],
      ['waiting', null],
      ['collected', accountant],
      ['waiting', null],
    ]);

    expect((await step(second, 'readdress', { section, reason: '宛名が違う' })).status).toBe(200);
    const own = await list('?limit=100&state=waiting', sectionOfficer.token);
    expect(idsOf(own)).toContain(second);
    expect(new Set(own.body.items.map((one: { readonly section: string }) => one.section))).toEqual(
      new Set([section]),
    );
    const stranger = await post(host.token, `/sites/${site}/deliveries`, {
      zone: 'street',
      carrier: '関東運輸',
      pieces: 1,
      by: colleague,
    });
    expect(stranger.status).toBe(403);
  });
});
