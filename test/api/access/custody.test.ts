import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader } from '../../support/a-plan.ts';
import { append } from '../../support/a-site.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { asOwner } from '../../support/as-owner.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { aMachine, aToken, startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  doors: [
    aDoor('street', 'hall'),
    aDoor('hall', 'office', { contact: false }),
    aDoor('office', 'server', { contact: false }),
  ],
  readers: ['hall-office', 'office-server'].flatMap((door) => door.split('-').map((to) => aReader(door, to))),
  gateways: [{ id: 'gateway', name: '1F', silentAfterMs: 604_800_000 }],
});
const unit = '00000000-0000-7000-8000-0000000000ba';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let host: OfficePerson;
let colleague: OfficePerson;
let stranger: OfficePerson;
let guest: OfficePerson;
let tokens: ReadonlyMap<string, string>;
let firstNumber = 40_000;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 3, firstNumber });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const [a, b, c] = office.persons;
  if (a === undefined || b === undefined || c === undefined) throw new Error('nobody is there');
  [host, colleague, stranger] = [a, b, c];
  for (const { id } of [host, colleague])
    await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
  const zones = plan.zones.map(({ id }) => id);
  guest = await anOutsider(test.deps, office.siteId, {
    number: String(firstNumber + 50),
    host: host.id,
    zones,
  });
  firstNumber += 100;
  tokens = new Map(await Promise.all(office.persons.map(async ({ id }) => [id, await tokenOf(id)] as const)));
  await gateway.post(reading(host), reading(guest));
});

/** Every member of staff is a host. */
const tokenOf = (id: string) => aToken(test, { type: 'person', id });

const reading = ({ number }: OfficePerson, reader = 'hall-office-to-office') => gateway.read(number, reader);
const act = (who: OfficePerson, step: 'offer' | 'take' | 'declare', payload?: object) =>
  test.ask(tokens.get(who.id), {
    method: 'POST',
    url: `/api/v1/sites/${office.siteId}/custody/${guest.id}/${step}`,
    ...(payload === undefined ? {} : { payload }),
  });
const pass = (ms: number) => test.clock.set(new Date(test.clock.now().getTime() + ms));
const custodyNow = async () => (await storedState(test.pool, office.siteId)).custody;
const alarmsNow = async () =>
  ((await storedState(test.pool, office.siteId)).alarms ?? []).filter(({ active }) => active === true);
/** What is due is settled by the next batch. */
const settle = () => gateway.post(gateway.event('heartbeat'));
const beginEmergency = () =>
  append(test, office.siteId, [
    {
      kind: 'emergency-begun',
      effects: [{ type: 'condition', condition: 'emergency', zone: null, on: true }],
    },
  ]);
const asReplayed = () => expectAsReplayed(test.pool, office.siteId);

describe('付添いの交代', () => {
  it('is offered by the escort and taken by the colleague, each by one act', async () => {
    expect((await act(host, 'offer', { to: colleague.id })).status).toBe(201);
    expect(await custodyNow()).toMatchObject([{ escort: host.id }]);
    expect((await act(colleague, 'take')).status).toBe(200);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'escort-relief',
      actor: { id: colleague.id },
      subject: { person: guest.id },
      details: { from: host.id, to: colleague.id },
    });
    expect(await custodyNow()).toMatchObject([{ escort: colleague.id, broken: null }]);
    await asReplayed();
  });

  it('is taken by nobody to whom it was not offered, and not long after', async () => {
    expect((await act(colleague, 'take')).status).toBe(409);
    await act(host, 'offer', { to: colleague.id });
    expect((await act(stranger, 'take')).status).toBe(409);
    pass(600_000);
    expect((await act(colleague, 'take')).status).toBe(409);
    expect(await custodyNow()).toMatchObject([{ escort: host.id }]);
  });

  it('is offered by nobody else, and to nobody who may not escort', async () => {
    expect((await act(colleague, 'offer', { to: colleague.id })).status).toBe(409);
    expect((await act(host, 'offer', { to: stranger.id })).status).toBe(409);
    expect((await act(host, 'offer', { to: guest.id })).status).toBe(409);
  });

  it('needs no offer where the ward was left alone, and ends the alarm', async () => {
    await gateway.post(reading(host, 'office-server-to-server'));
    pass(60_000);
    await gateway.post(gateway.event('heartbeat'));
    expect((await act(stranger, 'take')).status).toBe(409);
    expect((await act(colleague, 'take')).status).toBe(200);
    expect(await custodyNow()).toMatchObject([{ escort: colleague.id, broken: null }]);
    const { alarms = [] } = await storedState(test.pool, office.siteId);
    expect(alarms.filter(({ active }) => active === true)).toEqual([]);
    await asReplayed();
  });

  it('is taken by nobody who is known to be elsewhere, offered or not, until they have come', async () => {
    await gateway.post(reading(colleague), reading(colleague, 'office-server-to-server'));
    await act(host, 'offer', { to: colleague.id });
    const refused = await act(colleague, 'take');
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('区域') } });
    await gateway.post(reading(host, 'hall-office-to-hall'));
    pass(60_000);
    await settle();
    expect((await act(colleague, 'take')).status).toBe(409);
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    await gateway.post(reading(colleague, 'office-server-to-office'));
    expect((await act(colleague, 'take')).status).toBe(200);
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toMatchObject([{ escort: colleague.id, broken: null }]);
    await asReplayed();
  });

  it('is taken from elsewhere in an emergency, which parts nobody', async () => {
    await gateway.post(reading(colleague), reading(colleague, 'office-server-to-server'));
    await act(host, 'offer', { to: colleague.id });
    await beginEmergency();
    expect((await act(colleague, 'take')).status).toBe(200);
  });

  it('is no matter of machines, nor of anybody who is in nobody’s custody', async () => {
    const machine = await aMachine(test, 'robot', [{ role: 'guard', siteId: office.siteId }]);
    const url = (ward: string) => `/api/v1/sites/${office.siteId}/custody/${ward}/take`;
    expect((await test.ask(machine, { method: 'POST', url: url(guest.id) })).status).toBe(403);
    const answer = await test.ask(tokens.get(colleague.id), { method: 'POST', url: url(stranger.id) });
    expect(answer.status).toBe(404);
  });
});

describe('一括の同行申告', () => {
  it('lets the ward move with each read of their escort, in its entry', async () => {
    expect((await act(colleague, 'declare')).status).toBe(409);
    expect((await act(host, 'declare')).status).toBe(200);
    await asReplayed();
    await gateway.post(reading(host, 'office-server-to-server'));
    expect((await lastEntryOf(test.pool, office.siteId)).subject.with).toEqual([guest.id]);
    expect(await placeOf(test.pool, office.siteId, guest.id)).toMatchObject({ zone: 'server' });
    expect(await custodyNow()).toMatchObject([{ escort: host.id, mode: 'declared', broken: null }]);
    await asReplayed();
  });
});

describe('a place that somebody told', () => {
  let guard: string;
  let guards = 0;
  beforeEach(async () => {
    guards += 1;
    guard = await aMachine(test, `guard-of-places-${guards}`, [{ role: 'guard', siteId: office.siteId }]);
  });
  const place = async ({ id }: OfficePerson, zone: string | null) => {
    const url = `/api/v1/sites/${office.siteId}/presence/${id}`;
    const answer = await test.ask(guard, { method: 'POST', url, payload: { zone, reason: '見かけた' } });
    expect(answer.status).toBe(200);
  };

  it.each([
    ['the escort', 'street', () => host],
    ['the ward', 'server', () => guest],
  ])('parts them where it is another than that of the other: of %s', async (_, zone, whose) => {
    await place(whose(), zone);
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: expect.any(Date) }]);
    await asReplayed();
    // The host came in just now, and was still followed.
    pass(60_000);
    await settle();
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    await asReplayed();
  });

  it('ends the alarm where it brings them together again', async () => {
    await place(host, 'server');
    await settle();
    await place(guest, 'server');
    await asReplayed();
    await settle();
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await asReplayed();
  });

  it('leaves the ward to no escort who may not be one any more', async () => {
    await asOwner(test, `update persons set state = 'suspended' where person_id = $1`, [host.id]);
    await place(host, 'server');
    await settle();
    await place(guest, 'server');
    await settle();
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    await asReplayed();
  });

  it('keeps since when they are apart, where the act puts the ward beside an escort who may not be one', async () => {
    await asOwner(test, `update persons set state = 'suspended' where person_id = $1`, [host.id]);
    await place(host, 'server');
    const parted = test.clock.now().toISOString();
    pass(60_000);
    await settle();
    await place(guest, 'server');
    await settle();
    const guard = await aMachine(test, 'guard-of-one', [{ role: 'guard', siteId: office.siteId }]);
    const url = `/api/v1/sites/${office.siteId}/custody/apart?from=2020-01-01&until=2040-01-01`;
    const { items } = (await test.ask(guard, { method: 'GET', url })).body;
    expect(items.map(({ since }: { since: string }) => since)).toEqual([parted, parted]);
    await asReplayed();
  });

  it('ends custody, and the alarm, where no escort is asked for', async () => {
    await place(host, 'server');
    await settle();
    await place(guest, 'street');
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toEqual([]);
    await asReplayed();
  });

  it('takes leave silently there', async () => {
    await place(guest, 'street');
    expect(await custodyNow()).toEqual([]);
    await settle();
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });

  it('parts nobody where it is the same one, where nobody knows it, and in an emergency', async () => {
    await place(host, 'office');
    await place(host, null);
    await place(guest, null);
    await place(guest, 'office');
    await beginEmergency();
    await place(host, 'server');
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await asReplayed();
  });
});

describe('the list of who escorts whom', () => {
  it('begins with those who are apart, and tells since when', async () => {
    await gateway.post(reading(host, 'office-server-to-server'));
    pass(60_000);
    await gateway.post(gateway.event('heartbeat'));
    const holder = { type: 'person', id: stranger.id } as const;
    await giveRole(test.deps, fromTerminal(), { holder, role: 'guard', siteId: office.siteId });
    const listed = async (token: string | undefined) =>
      (await test.ask(token, { method: 'GET', url: `/api/v1/sites/${office.siteId}/custody` })).body.items;
    const alone = { ward: guest.id, escort: host.id, zone: 'office', following: false };
    const apart = [{ ...alone, apartSince: expect.any(String) }];
    expect(await listed(await tokenOf(stranger.id))).toMatchObject(apart);
    // Whoever keeps no zones sees those who are theirs.
    expect(await listed(tokens.get(host.id))).toMatchObject(apart);
    expect(await listed(tokens.get(colleague.id))).toEqual([]);
  });

  it('calls both by name, and the zone and the way of it, to whom that may be told', async () => {
    const listed = async (token: string) =>
      (await test.ask(token, { method: 'GET', url: `/api/v1/sites/${office.siteId}/custody` })).body;
    await asOwner(test, 'update persons set name = $2 where person_id = $1', [guest.id, '髙橋 𠮷子']);
    const both = { [host.id]: expect.stringMatching(/./), [guest.id]: '髙橋 𠮷子' };
    const line = { ward: guest.id, mode: 'read', modeName: '読取りによる付添い', zoneName: '執務室' };
    const guard = await aMachine(test, 'guard', [{ role: 'guard', siteId: office.siteId }]);
    expect(await listed(guard)).toMatchObject({ items: [line], names: both });
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor', siteId: office.siteId }]);
    expect(await listed(auditor)).toMatchObject({ items: [line], names: {} });
    // Whoever escorts is told whom, but not what a hidden room is called.
    expect(await listed(await tokenOf(host.id))).toMatchObject({ items: [line], names: both });
    await gateway.post(reading(host, 'office-server-to-server'), reading(guest, 'office-server-to-server'));
    expect((await listed(await tokenOf(host.id))).items).toMatchObject([{ zone: 'server', zoneName: null }]);
    expect((await listed(guard)).items).toMatchObject([{ zone: 'server', zoneName: 'サーバ室' }]);
  });
});

describe('the times without escort', () => {
  it('are told while they last and after, with who, where, since when and the row that asks', async () => {
    const told = async (token: string | undefined) => {
      const now = test.clock.now().getTime();
      const [from, until] = [now - 3_600_000, now + 1].map((at) => new Date(at).toISOString());
      const url = `/api/v1/sites/${office.siteId}/custody/apart?from=${from}&until=${until}`;
      return (await test.ask(token, { method: 'GET', url })).body;
    };
    const guard = await aMachine(test, 'guard-of-times', [{ role: 'guard', siteId: office.siteId }]);
    await gateway.post(reading(host, 'office-server-to-server'));
    const parted = (await lastEntryOf(test.pool, office.siteId)).recordedAt;
    expect((await told(guard)).items).toEqual([]);
    pass(60_000);
    await gateway.post(gateway.event('heartbeat'));
    const alone = {
      ward: guest.id,
      escort: host.id,
      zone: 'office',
      zoneName: '執務室',
      row: 't1r34',
      since: parted,
      seq: expect.any(Number),
    };
    const answer = await told(guard);
    expect(answer.items).toEqual([{ ...alone, until: null, untilSeq: null }]);
    expect(Object.keys(answer.names).toSorted()).toEqual([guest.id, host.id].toSorted());
    pass(60_000);
    await act(colleague, 'take');
    const { seq: untilSeq, recordedAt: until } = await lastEntryOf(test.pool, office.siteId);
    expect((await told(guard)).items).toEqual([{ ...alone, until, untilSeq }]);
    // Whoever keeps no zone is told of none.
    expect((await told(tokens.get(colleague.id))).items).toEqual([]);
  });

  it('are none where the escort is followed in time', async () => {
    await gateway.post(reading(host, 'office-server-to-server'), reading(guest, 'office-server-to-server'));
    const url = `/api/v1/sites/${office.siteId}/custody/apart?from=2020-01-01&until=2030-01-01`;
    const guard = await aMachine(test, 'guard-of-nothing', [{ role: 'guard', siteId: office.siteId }]);
    expect((await test.ask(guard, { method: 'GET', url })).body.items).toEqual([]);
  });
});
