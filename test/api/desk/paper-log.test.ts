import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passes } from '../../../src/desk/passes/tables.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { ok } from '../../../src/kernel/result.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, lastEntryOf, type Office } from '../../support/an-office.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { holdBy } from '../../support/held-head.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const noon = new Date('2026-04-06T03:00:00.000Z');
let offices = 0;
beforeEach(async () => {
  test.clock.set(new Date('2026-04-06T00:00:00.000Z'));
  offices += 1;
  office = await anOffice(test.deps, { firstNumber: 10_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
  test.clock.set(noon);
});

const day = '2026-04-06';
const get = async (path: string) =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/${path}` })).body;
const log = (...lines: readonly object[]) =>
  test.ask(guard, {
    method: 'POST',
    url: `/api/v1/sites/${office.siteId}/paper-log`,
    payload: { writtenOn: day, writer: '鈴木', lines },
  });
const person = (index: number) => office.persons[index];
const line = (number: number, over: object = {}) => ({
  sheet: 1,
  line: number,
  enteredAt: '2026-04-06T01:00:00Z',
  door: 'street-hall',
  zone: 'hall',
  ...over,
});
const late = (at: string) =>
  gateway.post(
    gateway.read(person(0)?.number ?? '', 'street-hall-to-hall', { at, decided: { verdict: 'grant' } }),
  );

describe('the paper log', () => {
  it('enters sheets in one act: who is still inside, who has left, and whom nobody knows but by name', async () => {
    const made = await log(
      line(1, { person: person(0)?.id }),
      line(2, { person: person(1)?.id, leftAt: '2026-04-06T02:00:00Z' }),
      line(3, { name: '山田太郎', affiliation: '個人', door: 'hall-office', zone: 'office' }),
    );
    expect(made).toMatchObject({ status: 201, body: { lines: 3, joined: [] } });
    expect((await get('presence')).items).toMatchObject([
      { person: person(0)?.id, zone: 'hall', certainty: 'assumed', since: '2026-04-06T01:00:00.000Z' },
      { person: person(1)?.id, zone: 'street', certainty: 'assumed', since: '2026-04-06T02:00:00.000Z' },
    ]);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'paper-logged',
      details: { origin: 'paper', day, lines: ['1.1', '1.2', '1.3'] },
    });
    expect((await entriesOf(test.pool, office.siteId)).at(-1)?.text).not.toContain('山田');
    expect((await get(`paper-log?on=${day}`)).items).toMatchObject([
      { line: 1, person: person(0)?.id, leftAt: null, contradictions: [] },
      { line: 2 },
      { line: 3, person: null, name: '山田太郎', affiliation: '個人', writer: '鈴木' },
    ]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('leaves what is pending at a door to whoever stands there', async () => {
    await gateway.post(gateway.read(person(0)?.number ?? '', 'hall-office-to-office'));
    expect((await log(line(1, { person: person(0)?.id }))).status).toBe(201);
    await expectAsReplayed(test.pool, office.siteId);
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect((await get('presence')).items).toMatchObject([{ zone: 'office', certainty: 'confirmed' }]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('says what is wrong line by line, and stores nothing of any', async () => {
    const before = await lastEntryOf(test.pool, office.siteId);
    const { status, body } = await log(
      line(1, { person: person(0)?.id }),
      line(2, { person: person(1)?.id, leftAt: '2026-04-06T00:59:00Z' }),
      line(3),
    );
    expect(status).toBe(422);
    expect(body.errors.map(({ at }: { at: string }) => at)).toEqual(['/lines/1/leftAt', '/lines/2/person']);
    expect(await lastEntryOf(test.pool, office.siteId)).toEqual(before);
    expect((await get(`paper-log?on=${day}`)).items).toEqual([]);
    expect((await log(line(1, { person: person(0)?.id }))).status).toBe(201);
    expect((await log(line(1, { person: person(1)?.id }))).body.errors).toMatchObject([
      { at: '/lines/0/line' },
    ]);
  });

  it('is one passage with a late read of it, whichever came first', async () => {
    await late('2026-04-06T01:02:00Z');
    const told = (await lastEntryOf(test.pool, office.siteId)).seq;
    const made = await log(line(1, { person: person(0)?.id }));
    expect(made.body.joined).toEqual([{ sheet: 1, line: 1, seq: told }]);
    const history = `persons/${person(0)?.id}/history?from=2026-04-06&until=2026-04-07`;
    expect((await get(history)).items).toHaveLength(1);

    await log(line(2, { person: person(0)?.id, enteredAt: '2026-04-06T01:30:00Z' }));
    await late('2026-04-06T01:31:00Z');
    const after = (await lastEntryOf(test.pool, office.siteId)).seq;
    const { items } = await get(`paper-log?on=${day}`);
    expect(items.map(({ entered }: { entered: number }) => entered)).toEqual([told, after]);
  });

  it('gives a pass that was handed out on paper its holder, who is named by it from then on', async () => {
    const { siteId } = office;
    await performAct(test.deps, fromTerminal(), async (tx) => {
      await tx.takeHeads([siteId]);
      const fromSeq = tx.record(siteId, { kind: 'purpose-added' });
      await tx.db.insert(passes).values({
        siteId,
        passId: newId<'pass'>(),
        fromSeq,
        numeral: 'A-17',
        basis: 'card-lent',
        highestClass: 1,
        state: 'in-stock',
        suspendedCardIds: [],
      });
      return ok(undefined);
    });
    expect((await log(line(1, { pass: 'A-17' }))).body.errors).toMatchObject([{ at: '/lines/0/pass' }]);
    // Whoever stops that person waits for what is lent to them, or is seen by it.
    const held = await holdBy(
      test,
      'select from persons where person_id = $1 and until_seq is null for update',
      person(0)?.id,
      'rollback',
    );
    const lent = log(line(1, { pass: 'A-17', person: person(0)?.id }));
    await held.untilWaiting(lent);
    await held.release();
    expect((await lent).status).toBe(201);
    expect((await get('passes?numeral=A-17')).items).toMatchObject([
      { holder: person(0)?.id, lentAt: '2026-04-06T01:00:00.000Z' },
    ]);
    const leaving = { enteredAt: '2026-04-06T02:00:00Z', pass: 'A-17' };
    expect((await log(line(2, leaving))).status).toBe(201);
    const { items } = await get(`paper-log?on=${day}`);
    expect(items.map((one: { person: string }) => one.person)).toEqual([person(0)?.id, person(0)?.id]);
    // Two cannot have one pass.
    expect((await log(line(3, { pass: 'A-17', person: person(1)?.id }))).body.errors).toMatchObject([
      { at: '/lines/0/pass' },
    ]);
  });

  it('shows a read that is on no sheet, and the lines that are missing', async () => {
    await log(line(3, { person: person(0)?.id }));
    await late('2026-04-06T02:00:00Z');
    const { items, missing } = await get(`paper-log?on=${day}`);
    expect(items).toMatchObject([
      { line: 3, entered: null, contradictions: [{ code: 'read-not-on-paper' }] },
    ]);
    expect(missing).toEqual({
      sheets: [],
      lines: [
        { sheet: 1, line: 1 },
        { sheet: 1, line: 2 },
      ],
      unentered: [],
    });
  });

  it('has sheets with numbers of their own, of which those that are not entered are told', async () => {
    const issue = (on: string, sheets: number) =>
      test.ask(guard, {
        method: 'POST',
        url: `/api/v1/sites/${office.siteId}/paper-sheets`,
        payload: { on, sheets },
      });
    expect((await issue(day, 2)).body).toMatchObject({ first: 1, last: 2 });
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'paper-sheets-issued',
      details: { day, first: 1, last: 2 },
    });
    // Two desks that print at once write on sheets of different numbers.
    const both = await Promise.all([issue(day, 3), issue(day, 1)]);
    const given = both.map(({ body }) => [body.first, body.last]).toSorted(([one], [other]) => one - other);
    expect([given[0]?.[0], given[1]?.[1], given[1]?.[0]]).toEqual([3, 6, given[0]?.[1] + 1]);
    await log(line(1, { sheet: 2, person: person(0)?.id }), line(1, { sheet: 7, person: person(1)?.id }));
    const { missing } = await get(`paper-log?on=${day}`);
    expect(missing).toEqual({ sheets: [1, 3, 4, 5, 6], lines: [], unentered: [1, 3, 4, 5, 6] });
    expect((await issue(day, 1)).body).toMatchObject({ first: 8, last: 8 });
    expect((await get(`paper-log?on=${day}`)).missing.unentered).toContain(8);
    expect((await issue('2026-04-05', 1)).body.errors).toMatchObject([{ at: '/on' }]);
    await log(line(1, { sheet: 950, person: person(0)?.id, enteredAt: '2026-04-06T02:00:00Z' }));
    expect((await issue(day, 51)).body.errors).toMatchObject([{ at: '/sheets' }]);
    expect((await issue('2026-04-07', 100)).body).toMatchObject({ first: 1, last: 100 });
  });
});
