import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passes } from '../../../src/desk/passes/tables.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { ok } from '../../../src/kernel/result.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { arrivals, visitorIdentities } from '../../../src/visitors/registry/tables.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader } from '../../support/a-plan.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { aMachine, aToken, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** The plan with passback at the entrance: whoever is inside and reads there again is refused. */
const plan = aPlan({
  doors: [
    aDoor('street', 'hall', {
      control: 'gate',
      glass: 'see-through',
      directions: [
        { from: 'street', to: 'hall', passback: { mode: 'hard' } },
        { from: 'hall', to: 'street', passback: { mode: 'off' } },
      ],
    }),
    aDoor('hall', 'office'),
    aDoor('office', 'server'),
  ],
  readers: [...aPlan().readers, aReader('street-hall', 'street')],
});
const morning = new Date('2026-04-06T00:00:00.000Z');
let offices = 0;
/** Each test has an office of its own, on the same morning. */
beforeEach(async () => {
  test.clock.set(morning);
  offices += 1;
  office = await anOffice(test.deps, { plan, firstNumber: 10_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
});

const person = (index: number): OfficePerson => {
  const found = office.persons[index];
  if (found === undefined) throw new Error('no such person');
  return found;
};
const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const roll = async (query = '', token = guard) =>
  (await test.ask(token, { url: `/api/v1/sites/${office.siteId}/roll-call${query}` })).body;
const post = (path: string, payload: object, token = guard) =>
  test.ask(token, { method: 'POST', url: `/api/v1/sites/${office.siteId}/${path}`, payload });
const seen = (zone: string, who: { persons?: readonly string[]; visits?: readonly string[] }) =>
  post('roll-call/seen', { zone, ...who });
const reason = '火災';

async function enter(index: number) {
  const read = await gateway.post(gateway.read(person(index).number, 'street-hall-to-hall'));
  await gateway.post(gateway.event('door-opened', { door: 'street-hall' }));
  await gateway.post(gateway.event('door-closed', { door: 'street-hall' }));
  return read.body.results[0];
}

let passesLent = 0;
/** A visitor whom the desk took in this morning, and the pass they were lent. */
async function aVisitor(
  name: string,
): Promise<{ readonly member: string; readonly visit: string; readonly pass: string }> {
  const [member, visit] = [newId<'person'>(), newId<'visit'>()];
  passesLent += 1;
  const pass = `A-${passesLent}`;
  const { siteId } = office;
  await performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    const fromSeq = tx.record(siteId, { kind: 'purpose-added' });
    const shared = { siteId, memberId: member, visitId: visit };
    await tx.db
      .insert(visitorIdentities)
      .values({ ...shared, lastDay: '2026-04-06', name, affiliation: '個人' });
    await tx.db.insert(arrivals).values({
      ...shared,
      fromSeq,
      day: '2026-04-06',
      state: 'checked-in',
      startsAt: morning,
      endsAt: new Date('2026-04-06T08:00:00Z'),
      pass,
      checkedInAt: test.clock.now(),
    });
    await tx.db.insert(passes).values({
      siteId,
      passId: newId<'pass'>(),
      fromSeq,
      numeral: pass,
      basis: 'visit',
      highestClass: 2,
      state: 'lent',
      holderId: member,
      lentAt: test.clock.now(),
      suspendedCardIds: [],
    });
    return ok(undefined);
  });
  return { member, visit, pass };
}

describe('the roll call', () => {
  it('counts by zone and lists everyone with how surely, visitors among them', async () => {
    await enter(0);
    const { member, visit, pass } = await aVisitor('佐藤花子');
    await seen('hall', { visits: [visit] });
    const body = await roll();
    expect(body).toMatchObject({ emergency: null, unknown: 0, total: 2, next: null });
    expect(body.zones.find(({ zone }: { zone: string }) => zone === 'hall')).toEqual({
      zone: 'hall',
      name: '玄関ホール',
      staff: 1,
      outsiders: 0,
      visitors: 1,
      services: 0,
      declared: 0,
      confirmed: 2,
      assumed: 0,
      inferred: 0,
      missing: 0,
    });
    expect(body.items).toContainEqual({
      person: member,
      kind: 'visitor',
      name: '佐藤花子',
      affiliation: '個人',
      visit,
      pass,
      zone: 'hall',
      certainty: 'confirmed',
      says: '確認済み',
      since: morning.toISOString(),
      lastZone: null,
    });
    expect(body.may).toEqual([{ step: 'seen', by: ['reception', 'guard'] }]);
  });

  it('has of unknown place whoever was neither read nor seen since a fire began', async () => {
    await enter(0);
    await enter(1);
    later(180);
    await post('emergencies', { reason });
    expect(await roll()).toMatchObject({ unknown: 2, emergency: { since: test.clock.now().toISOString() } });
    later(1);
    // Refused or not, a read tells that somebody stands there.
    await gateway.post(gateway.read(person(1).number, 'hall-office-to-office'));
    const marked = await seen('street', { persons: [person(0).id] });
    expect(marked.body.results).toEqual([{ person: person(0).id, result: 'seen' }]);
    expect((await roll()).items).toMatchObject([
      { person: person(1).id, zone: 'hall', certainty: 'inferred', says: '推定（読取りから）' },
      { person: person(0).id, zone: 'street', certainty: 'confirmed' },
    ]);
  });

  it('finds nobody by a read of their card that was reported lost: it tells where the card is', async () => {
    await enter(0);
    later(180);
    await post('emergencies', { reason });
    await asOwner(test, `update cards set state = 'lost' where card_id = $1`, [person(0).cardId]);
    later(1);
    await gateway.post(gateway.read(person(0).number, 'hall-office-to-office'));
    expect((await roll()).items).toMatchObject([{ person: person(0).id, certainty: 'unknown', zone: null }]);
  });

  it('goes on page by page behind the last line, and is narrowed by zone and certainty', async () => {
    for (const index of [0, 1, 2]) await enter(index);
    const first = await roll('?limit=2');
    const rest = await roll(`?limit=2&after=${first.next}`);
    const all = [...first.items, ...rest.items].map((line: { person: string }) => line.person);
    expect(all).toEqual(office.persons.map(({ id }) => id).toSorted());
    expect(rest).toMatchObject({ next: null, total: 3 });
    expect((await roll('?certainty=unknown')).items).toEqual([]);
    expect((await roll('?zone=hall')).items).toHaveLength(3);
  });

  it('has of unknown place a visitor whom the desk took in and nobody has read', async () => {
    const { member } = await aVisitor('佐藤花子');
    expect((await roll()).items).toMatchObject([{ person: member, certainty: 'unknown', zone: null }]);
  });

  it('shows a zone officer their zones, and no names to whoever works with ids', async () => {
    await enter(0);
    const { siteId } = office;
    const elsewhere = await aMachine(test, 'of-server', [{ role: 'zone-officer', siteId, scope: 'server' }]);
    expect(await roll('', elsewhere)).toMatchObject({ total: 0, zones: [{ zone: 'server' }] });
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
    expect((await roll('', auditor)).items).toMatchObject([{ person: person(0).id, name: null }]);
  });
});

describe('whom somebody has seen', () => {
  it('is recorded in one entry with who saw them, and whoever is unknown keeps nobody else from it', async () => {
    const nobody = newId<'person'>();
    const { body } = await seen('office', { persons: [person(0).id, person(1).id, nobody] });
    expect(body.results).toHaveLength(3);
    expect(body.results).toContainEqual({ person: nobody, result: 'not-found' });
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      seq: body.seq,
      kind: 'roll-call-seen',
      actor: { type: 'machine', id: 'guards' },
      subject: { to: 'office', with: [expect.any(String)] },
      details: { origin: 'roll-call', persons: 2 },
    });
  });

  it('is nobody, and nothing is recorded, where nobody is known', async () => {
    const before = await lastEntryOf(test.pool, office.siteId);
    expect((await seen('office', { persons: [newId<'person'>()] })).body).toMatchObject({ seq: null });
    expect((await seen('cellar', { persons: [person(0).id] })).status).toBe(422);
    expect(await lastEntryOf(test.pool, office.siteId)).toEqual(before);
  });

  it('is never oneself', async () => {
    const [own] = office.persons;
    const { siteId } = office;
    await giveRole(test.deps, fromTerminal(), {
      holder: { type: 'person', id: own?.id ?? '' },
      role: 'guard',
      siteId,
    });
    const token = await aToken(test, { type: 'person', id: own?.id ?? '' });
    const { body } = await post('roll-call/seen', { zone: 'hall', persons: [own?.id] }, token);
    expect(body).toEqual({ seq: null, results: [{ person: own?.id, result: 'own' }] });
  });
});

describe('after a fire at lunch', () => {
  it('everybody comes back in by one read each, without a passback alarm, and visitors by one act', async () => {
    for (const index of [0, 1, 2]) await enter(index);
    const { visit, member } = await aVisitor('佐藤花子');
    await seen('office', { visits: [visit] });
    later(200);
    await post('emergencies', { reason });
    later(5);
    await seen('street', { persons: [person(0).id], visits: [visit] });
    later(30);
    expect((await post('emergencies/end', { reason })).status).toBe(200);
    for (const index of [0, 1, 2]) expect(await enter(index)).toMatchObject({ verdict: 'grant' });
    expect((await seen('hall', { visits: [visit] })).body.results).toEqual([
      { person: member, result: 'seen' },
    ]);
    const { body } = await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/alarms?kind=passback` });
    expect(body.items).toEqual([]);
    expect(await roll()).toMatchObject({ total: 4, unknown: 0 });
  });

  it('a place that was known since it began stays known', async () => {
    await enter(0);
    await enter(1);
    later(200);
    await post('emergencies', { reason });
    later(5);
    await seen('hall', { persons: [person(0).id] });
    await post('emergencies/end', { reason });
    expect((await roll()).items).toMatchObject([
      { person: person(1).id, certainty: 'unknown', zone: null },
      { person: person(0).id, certainty: 'confirmed', zone: 'hall' },
    ]);
  });
});
