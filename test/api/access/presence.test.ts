import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replayEffects } from '../../../src/access/state/apply-effects.ts';
import { emptySite } from '../../../src/access/state/site-state.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { parseEntry } from '../../../src/log/entry/parse-entry.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, type Office, type OfficePerson } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aMachine, aToken, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
let people: readonly OfficePerson[];

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const morning = new Date('2026-04-06T00:00:00.000Z');
let offices = 0;
/** Each test has an office of its own, on the same morning. */
beforeEach(async () => {
  test.clock.set(morning);
  offices += 1;
  office = await anOffice(test.deps, { firstNumber: 10_000 * offices });
  people = office.persons;
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
});

const get = (path: string, token = guard) =>
  test.ask(token, { url: `/api/v1/sites/${office.siteId}/${path}` });
const correct = (person: string, payload: object, token = guard) =>
  test.ask(token, { method: 'POST', url: `/api/v1/sites/${office.siteId}/presence/${person}`, payload });

const person = (index: number): OfficePerson => {
  const found = people[index];
  if (found === undefined) throw new Error('no such person');
  return found;
};
const enter = (index: number) => gateway.post(gateway.read(person(index).number, 'street-hall-to-hall'));
const take = () => gateway.post(gateway.event('door-opened', { door: 'street-hall' }));
const later = (seconds: number) => test.clock.set(new Date(test.clock.now().getTime() + seconds * 1_000));

describe('presence', () => {
  it('says who is where and how surely, and who is between two zones', async () => {
    await enter(0);
    expect((await get('presence?zone=hall')).body.items).toMatchObject([
      { person: person(0).id, zone: null, pending: { door: 'street-hall', from: 'street', to: 'hall' } },
    ]);
    await take();
    expect((await get('presence')).body).toMatchObject({
      items: [
        {
          person: person(0).id,
          kind: 'staff',
          name: `職員${person(0).number}`,
          zone: 'hall',
          certainty: 'confirmed',
          pending: null,
        },
      ],
      next: null,
    });
  });

  it('is empty where nobody is, 422 for an unknown zone, 404 for an unknown site', async () => {
    expect((await get('presence?zone=server')).body).toEqual({ items: [], next: null });
    expect((await get('presence?zone=cellar')).status).toBe(422);
    const unknown = `/api/v1/sites/${newId<'site'>()}/presence`;
    expect((await test.ask(guard, { url: unknown })).status).toBe(404);
  });

  it('comes page by page', async () => {
    for (const { id } of people) await correct(id, { zone: 'hall', reason: '目視' });
    const first = (await get('presence?limit=2')).body;
    const rest = (await get(`presence?limit=2&after=${first.next}`)).body;
    expect([...first.items, ...rest.items].map((item) => item.person)).toEqual(
      people.map(({ id }) => id).toSorted(),
    );
    expect(rest.next).toBeNull();
  });

  it('names nobody to an auditor', async () => {
    await correct(person(0).id, { zone: 'hall', reason: '目視' });
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
    expect((await get('presence', auditor)).body.items).toMatchObject([{ person: person(0).id, name: null }]);
  });

  it('equals the replay of the effects', async () => {
    await enter(0);
    await take();
    await enter(1);
    await correct(person(2).id, { zone: 'office', reason: '目視' });
    await correct(person(0).id, { zone: null, reason: '見当たらない' });
    const entries = await entriesOf(test.pool, office.siteId);
    const state = replayEffects(
      emptySite,
      entries
        .map(({ text }) => parseEntry(text))
        .map(({ seq, recordedAt, effects }) => ({ seq, at: new Date(recordedAt), effects })),
    );
    const replayed = [...state.presence].map(([id, { zone, certainty, since, pending }]) => ({
      person: id,
      zone,
      since: since?.toISOString() ?? null,
      certainty,
      pending: pending?.door ?? null,
    }));
    const { body } = await get('presence');
    const stored = body.items.map((item: { pending: { door: string } | null; person: string }) => ({
      ...item,
      pending: item.pending?.door ?? null,
    }));
    for (const one of replayed) expect(stored).toContainEqual(expect.objectContaining(one));
    expect(stored).toHaveLength(replayed.length);
  });
});

describe('occupancy', () => {
  it('counts staff and outsiders per zone, those on the way, and those nobody can place', async () => {
    await asOwner(test, "update persons set kind = 'visitor' where person_id = $1", [person(1).id]);
    await correct(person(0).id, { zone: 'office', reason: '目視' });
    await correct(person(1).id, { zone: 'office', reason: '目視' });
    await correct(person(2).id, { zone: 'hall', reason: '目視' });
    await gateway.post(gateway.read(person(2).number, 'hall-office-to-office'));
    const { body } = await get('occupancy');
    const zone = (id: string) => body.zones.find((one: { zone: string }) => one.zone === id);
    expect(zone('office')).toEqual({
      zone: 'office',
      name: '執務室',
      staff: { confirmed: 1, assumed: 0, inferred: 0 },
      outsiders: { confirmed: 1, assumed: 0, inferred: 0 },
      arriving: 1,
      departing: 0,
    });
    expect(zone('hall')).toMatchObject({ staff: { confirmed: 1 }, departing: 1 });
    expect(zone('server')).toMatchObject({ staff: { confirmed: 0 }, arriving: 0 });
    expect(body.unknown).toBe(0);
  });
});

describe('a correction', () => {
  it('is an entry of its own, with its reason beside it and not in it', async () => {
    const { status, body } = await correct(person(0).id, { zone: 'server', reason: '山田さんを目視' });
    expect(status).toBe(200);
    const last = (await entriesOf(test.pool, office.siteId)).at(-1);
    expect(last).toMatchObject({ seq: body.seq, kind: 'presence-corrected' });
    expect(last?.text).not.toContain('山田');
    const shown = await get(`events/${body.seq}`);
    expect(shown.body.event.names.reason).toBe('山田さんを目視');
  });

  it('ends a passage that was pending', async () => {
    await enter(0);
    await correct(person(0).id, { zone: 'street', reason: '引き返した' });
    expect((await get('presence')).body.items).toMatchObject([{ zone: 'street', pending: null }]);
    const { rows } = await test.pool.query(
      "select from deadlines where site_id = $1 and kind = 'passage-not-taken'",
      [office.siteId],
    );
    expect(rows).toHaveLength(0);
  });

  it('is nobody’s own', async () => {
    const { id } = person(0);
    await asOwner(
      test,
      `insert into role_assignments (assignment_id, from_seq, holder_type, holder_id, role, given_by, given_at)
       values ($1, 1, 'person', $2, 'guard', 'test', now())`,
      [newId<'assignment'>(), id],
    );
    const own = await aToken(test, { type: 'person', id });
    expect(await correct(id, { zone: 'hall', reason: '戻りたい' }, own)).toMatchObject({
      status: 403,
      body: { type: '/problems/self-approval' },
    });
    expect((await correct(person(1).id, { zone: 'hall', reason: '目視' }, own)).status).toBe(200);
  });

  it('of what is not there is refused, and nothing is recorded', async () => {
    const before = await entriesOf(test.pool, office.siteId);
    expect((await correct(newId<'person'>(), { zone: 'hall', reason: '目視' })).status).toBe(404);
    expect((await correct(person(0).id, { zone: 'cellar', reason: '目視' })).status).toBe(422);
    expect((await correct(person(0).id, { zone: 'hall' })).status).toBe(400);
    expect((await correct(person(0).id, { zone: 'hall', reason: '目視', now: true })).status).toBe(400);
    const auditor = await aMachine(test, 'other-auditor', [{ role: 'auditor' }]);
    expect((await correct(person(0).id, { zone: 'hall', reason: '目視' }, auditor)).status).toBe(403);
    expect(await entriesOf(test.pool, office.siteId)).toHaveLength(before.length);
  });
});

describe('history', () => {
  it('says where a person was between two instants, begun before and ended after', async () => {
    const { id } = person(0);
    await correct(id, { zone: 'hall', reason: '目視' });
    later(3_600);
    await correct(id, { zone: 'office', reason: '目視' });
    later(3_600);
    await correct(id, { zone: null, reason: '不明' });
    const { body } = await get(`persons/${id}/history?from=2026-04-06T00:30:00Z&until=2026-04-06T01:30:00Z`);
    expect(body.items).toMatchObject([
      {
        zone: 'hall',
        certainty: 'confirmed',
        since: '2026-04-06T00:00:00.000Z',
        until: '2026-04-06T01:00:00.000Z',
      },
      { zone: 'office', since: '2026-04-06T01:00:00.000Z', until: '2026-04-06T02:00:00.000Z' },
    ]);
    expect(
      (await get(`persons/${id}/history?from=2026-04-06T03:00:00Z&until=2026-04-06T04:00:00Z`)).body.items,
    ).toMatchObject([{ zone: null, until: null }]);
    expect((await get(`persons/${id}/history?from=2026-04-05&until=2026-04-06`)).body.items).toEqual([]);
  });

  it('says who was in a zone, also who came before and has not left, day by day at the site', async () => {
    await correct(person(0).id, { zone: 'office', reason: '目視' });
    await correct(person(1).id, { zone: 'office', reason: '目視' });
    later(60);
    await correct(person(1).id, { zone: 'hall', reason: '目視' });
    test.clock.set(new Date('2026-04-06T15:00:00.000Z'));
    await correct(person(2).id, { zone: 'office', reason: '目視' });
    const on = async (from: string, until: string) =>
      (await get(`zones/office/history?from=${from}&until=${until}`)).body.items.map(
        (stay: { person: string }) => stay.person,
      );
    expect(await on('2026-04-06', '2026-04-07')).toEqual([person(0).id, person(1).id]);
    expect(await on('2026-04-07', '2026-04-08')).toEqual([person(0).id, person(2).id]);
    expect(await on('2026-04-05', '2026-04-06')).toEqual([]);
    const first = (await get('zones/office/history?from=2026-04-06&until=2026-04-08&limit=2')).body;
    const rest = (
      await get(`zones/office/history?from=2026-04-06&until=2026-04-08&limit=2&after=${first.next}`)
    ).body;
    expect([...first.items, ...rest.items]).toHaveLength(3);
  });

  it('knows what a door told, though nobody read a card then', async () => {
    await enter(0);
    later(2);
    await take();
    const { body } = await get(`persons/${person(0).id}/history?from=2026-04-06&until=2026-04-07`);
    expect(body.items).toMatchObject([
      { zone: 'hall', certainty: 'confirmed', since: '2026-04-06T00:00:02.000Z', until: null },
    ]);
  });

  it('refuses instants that are none and zones that never were', async () => {
    const path = `persons/${person(0).id}/history`;
    for (const query of ['', '?from=2026-04-06', '?from=x&until=y', '?from=2026-04-07&until=2026-04-06']) {
      expect((await get(path + query)).status).toBe(400);
    }
    expect((await get('zones/cellar/history?from=2026-04-06&until=2026-04-07')).status).toBe(404);
    const nobody = '00000000-0000-7000-8000-0000000000ff';
    expect((await get(`persons/${nobody}/history?from=2026-04-06&until=2026-04-07`)).status).toBe(404);
    const officer = await aMachine(test, 'officer', [
      { role: 'zone-officer', siteId: office.siteId, scope: 'server' },
    ]);
    const days = 'from=2026-04-06&until=2026-04-07';
    expect((await get(`zones/office/history?${days}`, officer)).status).toBe(404);
    expect((await get(`zones/server/history?${days}`, officer)).status).toBe(200);
  });
});
