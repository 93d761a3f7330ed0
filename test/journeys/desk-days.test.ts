import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/log/entry/entry.ts';
import { parseEntry } from '../../src/log/entry/parse-entry.ts';
import { type Answered, aDeskDay, type DeskOffice, liveDeskDay } from '../support/a-desk-day.ts';
import { aGateway } from '../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader, aZone } from '../support/a-plan.ts';
import { frontDesk, visitDay } from '../support/a-reception.ts';
import { anOffice, entriesOf, placeOf } from '../support/an-office.ts';
import { anOfficer } from '../support/an-officer.ts';
import { asOwner } from '../support/as-owner.ts';
import { breachesIn } from '../support/desk-laws.ts';
import { type ArrivalTold, breachesOfEnds } from '../support/end-laws.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { statesAtOnce } from '../support/stored-state.ts';
import { aToken, type TestAnswer } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { startVisitHouse, type VisitHouse } from '../support/visit-house.ts';

const zones = [
  aZone({ id: 'street', name: '構外', class: 0 }),
  aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
  aZone(),
  aZone({ id: 'laboratory', name: '実験室', class: 3 }),
];
const ways = [
  ['street', 'hall'],
  ['hall', 'office'],
  ['office', 'laboratory'],
] as const;
const readers = ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]);
/** The way out of each zone. */
const outOf: Readonly<Record<string, string>> = {
  laboratory: 'office-laboratory-to-office',
  office: 'hall-office-to-hall',
  hall: 'street-hall-to-street',
};

let house: VisitHouse;
let services: readonly [LiveInstance, LiveInstance];

beforeAll(async () => {
  house = await startVisitHouse();
  services = [await startInstance(house.test), await startInstance(house.test)];
  await determine('t1r35', 1, 'not-required');
  // Who leaves is confirmed: a read that is refused would hold them.
  for (const zoneClass of [2, 3]) await determine('t1r20', zoneClass, 'required');
  house.test.clock.set(new Date('2026-04-06T10:00:00+09:00'));
});
afterAll(async () => {
  for (const service of services) await service.close();
  await house.test.close();
});

/** What the house determines of a row in a class of zones. */
async function determine(row: string, zoneClass: number, value: string): Promise<void> {
  const proposer = await anOfficer(house.test, [{ role: 'security-officer' }]);
  const adopter = await anOfficer(house.test, [{ role: 'general-officer' }]);
  const said = { organisation: house.section, row, class: zoneClass, value, words: '例', basis: '訓令' };
  const from = house.test.clock.now().toISOString();
  const { status, body } = await house.post(proposer.token, '/determinations', { ...said, from });
  expect(status, JSON.stringify(body)).toBe(201);
  expect((await house.post(adopter.token, `/determinations/${body.id}/adopt`, {})).status).toBe(200);
}

/** Asks one of the two services, on its socket. */
async function ask(
  there: boolean,
  token: string,
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
): Promise<TestAnswer> {
  const { url } = services[there ? 1 : 0];
  const answer = await fetch(`${url.replace('ws', 'http')}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.json(),
  };
}

let offices = 0;

async function anotherOffice(): Promise<DeskOffice> {
  offices += 1;
  const { test, section, admin } = house;
  const firstNumber = 1000 * offices;
  const { siteId, persons, tokens } = await anOffice(test.deps, {
    plan: aPlan({
      zones: zones.map((zone) => ({ ...zone, organisation: section })),
      boundaries: [],
      signs: [],
      doors: ways.map(([from, to]) => aDoor(from, to, { contact: false })),
      readers,
      gateways: [aQuietGateway],
      desks: [{ ...frontDesk, organisation: section }],
    }),
    staff: 4,
    firstNumber,
  });
  const ids = persons.map(({ id }) => id);
  await asOwner(test, 'update persons set organisation_id = $2 where person_id = any($1::uuid[])', [
    ids.slice(0, 3),
    section,
  ]);
  const staff: DeskOffice['staff'][number][] = [];
  for (const { id, number } of persons)
    staff.push({ id, number, token: await aToken(test, { type: 'person', id }) });
  const passes: DeskOffice['passes'][number][] = [];
  for (const nth of [1, 2, 3]) {
    const [numeral, number] = [`V-${nth}`, String(firstNumber + 500 + nth)];
    const card = { format: 'wiegand-26', facility: '1', number };
    const draft = { numeral, basis: 'visit', highestClass: 3, card };
    passes.push({ id: await house.make(`/sites/${siteId}/passes`, draft), numeral, number });
  }
  const reception = await anOfficer(test, [{ role: 'reception', siteId }]);
  return {
    site: siteId,
    staff,
    passes,
    // Most of the way goes into the office.
    readers: [...Array<string>(4).fill('hall-office-to-office'), ...readers.map(({ id }) => id)],
    reception: reception.token,
    admin: admin.token,
    gateway: tokens.get('gateway') ?? '',
  };
}

/** How often each act was done, and a visitor was let in. */
const done = new Map<string, number>();
const count = (what: string) => done.set(what, (done.get(what) ?? 0) + 1);

const logOf = async (site: string) =>
  (await entriesOf(house.test.pool, site)).map(({ text }) => parseEntry(text));

/** Everybody whom nobody stopped goes home by the readers: who was refused on the way and why, and by which entry the others went. */
async function goHome(
  office: DeskOffice,
): Promise<{ readonly held: readonly unknown[]; readonly gone: ReadonlyMap<string, number> }> {
  const gateway = aGateway(
    (payload) => ask(true, office.gateway, 'POST', '/gateway/events', payload),
    house.test.clock.now,
  );
  const { rows } = await house.test.pool.query<{ person: string; number: string }>(
    `select c.person_id as person, c.number from cards c join persons p using (person_id)
      where c.until_seq is null and p.until_seq is null and p.state = 'active' and p.person_id = any($2::uuid[])
    union all
    select l.holder_id, c.number from loans l join cards c using (card_id)
      where l.site_id = $1 and l.until_seq is null and c.until_seq is null and c.state <> 'lost'`,
    [office.site, office.staff.map(({ id }) => id)],
  );
  const held: unknown[] = [];
  const gone = new Map<string, number>();
  for (const { person, number } of rows) {
    for (;;) {
      const zone = (await placeOf(house.test.pool, office.site, person))?.zone;
      const reader = outOf[zone ?? ''];
      if (reader === undefined) break;
      const { body } = await untilAnswered(() => gateway.post(gateway.read(number, reader)));
      const [result] = body.results;
      if (result.verdict === 'grant') {
        gone.set(person, result.entry);
        continue;
      }
      held.push({ zone, person, result });
      break;
    }
  }
  return { held, gone };
}

/** Whoever went home by a read is checked out by it, later. */
async function checkOutByReads(office: DeskOffice, gone: ReadonlyMap<string, number>): Promise<void> {
  house.test.clock.set(new Date(house.test.clock.now().getTime() + 60_000));
  const { rows } = await house.test.pool.query<{ member: string; visit: string }>(
    `select member_id as member, visit_id as visit from arrivals
      where site_id = $1 and until_seq is null and state = 'checked-in' and member_id = any($2::uuid[])`,
    [office.site, [...gone.keys()]],
  );
  for (const { member, visit } of rows) {
    const path = `/sites/${office.site}/visits/${visit}/check-out`;
    const { body } = await ask(false, office.reception, 'POST', path, {
      day: visitDay,
      members: [{ member, read: gone.get(member), passReturned: true }],
      origin: 'read',
    });
    if (body.members?.[0]?.done) count('out by a read');
  }
}

async function breachesAt({ site, staff, passes }: DeskOffice): Promise<readonly string[]> {
  const { pool } = house.test;
  const entries = await logOf(site);
  const numerals = await pool.query<{ card: string; numeral: string }>(
    'select card_id as card, numeral from passes where site_id = $1 and pass_id = any($2::uuid[]) and until_seq is null',
    [site, passes.map(({ id }) => id)],
  );
  const { rows: versions } = await pool.query<ArrivalTold & { readonly pass: string | null }>(
    `select from_seq as seq, member_id as member, state, checked_out_at as "checkedOutAt", end_origin as "endOrigin", pass
      from arrivals where site_id = $1`,
    [site],
  );
  const loans = await pool.query(
    `select one.card_id from loans one join loans other using (site_id, card_id)
      where one.site_id = $1 and one.from_seq < other.from_seq
        and (one.until_seq is null or one.until_seq > other.from_seq)`,
    [site],
  );
  return [
    ...breachesIn(entries, {
      staff: new Set(staff.map(({ id }) => id)),
      numeralOf: new Map(numerals.rows.map(({ card, numeral }) => [card, numeral])),
      wornAgain: new Map(versions.map(({ seq, pass }) => [seq, pass])),
      asksForEscort: new Set(['office', 'laboratory']),
    }),
    ...breachesOfEnds(entries, versions),
    ...loans.rows.map(() => 'a pass is never out twice: two loans'),
  ];
}

/** What was done at the desk is the record’s: the entry an answer names says so of each of those it was done for. */
async function unrecorded(site: string, answered: readonly Answered[]): Promise<readonly unknown[]> {
  const entries = new Map((await logOf(site)).map((entry) => [entry.seq, entry]));
  return answered.filter(({ answer: { body } }) => {
    if (!Array.isArray(body?.members) || typeof body.seq !== 'number') return false;
    const { subject } = entries.get(body.seq) ?? {};
    const named = [subject?.person, ...(subject?.with ?? [])];
    return body.members.some(
      ({ done, member }: { done: boolean; member: string }) => done && !named.includes(member),
    );
  });
}

function countLetIn(entries: readonly Entry[]): void {
  const members = new Set(
    entries.flatMap(({ kind, subject }) =>
      kind === 'visit-planned' ? [subject.person ?? '', ...(subject.with ?? [])] : [],
    ),
  );
  for (const { decision, subject } of entries) {
    if (decision?.verdict !== 'grant' || decision.direction !== 'entering') continue;
    for (const person of [subject.person ?? '', ...(subject.with ?? [])])
      if (members.has(person)) count('let in');
  }
}

describe('a day at the desk, told to two services at once', () => {
  it('keeps every law of visits, passes, custody and ways out, and the tables equal the log', async () => {
    await fc.assert(
      fc.asyncProperty(aDeskDay(40), async (day) => {
        const office = await anotherOffice();
        const answered = await liveDeskDay(day, office, ask, house.test.clock);
        for (const { act, answer } of answered)
          if (answer.status < 300 && answer.body?.seq !== null) count(act);
        countLetIn(await logOf(office.site));
        // Nothing was wrong with what was said, and nothing but a full house kept a service from answering.
        const odd = answered.filter(
          ({ answer: { status } }) => status === 400 || (status >= 500 && status !== 503),
        );
        expect(odd).toEqual([]);
        const { held, gone } = await goHome(office);
        expect(held).toEqual([]);
        await checkOutByReads(office, gone);
        expect(await breachesAt(office)).toEqual([]);
        expect(await unrecorded(office.site, answered)).toEqual([]);
        const { stored, replayed } = await statesAtOnce(house.test.pool, office.site);
        expect(stored).toEqual(replayed);
      }),
      { numRuns: 3, seed: 20260408, endOnFailure: true },
    );
    expect(done.get('let in')).toBeGreaterThan(5);
    expect(done.get('out by a read')).toBeGreaterThan(0);
    expect([...done.keys()]).toEqual(
      expect.arrayContaining([
        'check-in',
        'check-out',
        'met',
        'stop-host',
        'withdraw',
        'lose-pass',
        'correct-person',
      ]),
    );
  });
});
