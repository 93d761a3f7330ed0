import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { anEngineer, aTakeOut } from '../../support/a-take-out.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import type { TestAnswer } from '../../support/test-app.ts';

let house: PermitHouse;
let engineer: Officer;
let lender: Officer;
let sectionOfficer: Officer;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(morning);
  engineer = await anEngineer(house);
  lender = await anEngineer(house, '貸出 係');
  sectionOfficer = await anOfficer(house.test, [{ role: 'section-officer', scope: house.section }]);
  await house.determine('t2r14', 2, [{ value: 'notification' }]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const year = { from: '2026-04-01T00:00:00+09:00', until: '2027-04-01T00:00:00+09:00' };
const c2 = { grade: { confidentiality: 2, integrity: 1, availability: 1 } };
const lend = (by: Officer, borrower: Officer, over: object = {}): Promise<TestAnswer> =>
  house.post(by.token, `/sites/${house.site}/book-loans`, {
    book: 'pc-pool',
    borrower: borrower.id,
    item: '業務用ノートPC',
    until: '2027-04-03T00:00:00+09:00',
    ...over,
  });
/** A loan of the book to them that nothing rests on yet. */
const aLoan = async (borrower = engineer, over: object = {}) => (await lend(lender, borrower, over)).body;
const back = (by: Officer, { book, number }: { book: string; number: number }, step = 'return') =>
  house.post(by.token, `/sites/${house.site}/book-loans/${book}/${number}/${step}`);

const record = (by: Officer, body: object): Promise<TestAnswer> =>
  house.post(by.token, `/sites/${house.site}/permit-waivers`, { ...year, ...body });
const end = (by: Officer, id: string): Promise<TestAnswer> =>
  house.post(by.token, `/sites/${house.site}/permit-waivers/${id}/end`, { reason: '紛失が続いた' });
const takeOut = (by: Officer, terms: object = {}, over: object = {}): Promise<TestAnswer> =>
  house.post(by.token, `/sites/${house.site}/take-outs`, aTakeOut(by.id, over, terms));

/** The unit's people need not notify what is 機密性2 alone. */
const ofC2 = () => ({
  basis: 'notification',
  rows: ['t2r20'],
  unit: house.section,
  reason: '毎週の巡回で持ち出す',
});
const aBook = () => ({
  ...ofC2(),
  basis: 'lending-book',
  rows: ['t2r20', 't2r21', 't2r22'],
  book: 'pc-pool',
});

describe('the register of waivers', () => {
  it('answers that nobody need notify, because, and names the line', async () => {
    const recorded = await record(sectionOfficer, ofC2());
    expect(recorded.status).toBe(201);
    const { id } = recorded.body;
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({
      kind: 'waiver-recorded',
      subject: { organisation: house.section },
      details: { waiver: id, basis: 'notification', rows: ['t2r20'], zones: [] },
    });

    const { body } = await takeOut(engineer, c2);
    expect(body).toMatchObject({
      state: 'filed',
      rule: {
        track: 'free',
        lines: [
          {
            value: 'notification',
            track: 'free',
            waived: {
              id,
              basis: 'notification',
              says: '届出を要しないと定められています',
              reason: '毎週の巡回で持ち出す',
              by: sectionOfficer.id,
            },
          },
        ],
      },
    });
    expect((await takeOut(engineer)).body.rule.track).toBe('permission');

    const ended = await end(sectionOfficer, id);
    expect(ended.body).toEqual({ leaning: [body.id] });
    const after = await takeOut(engineer, c2);
    expect(after.body.rule).toMatchObject({ track: 'notification', lines: [{ track: 'notification' }] });
    expect(after.body.rule.lines[0].waived).toBeUndefined();
    expect((await end(sectionOfficer, id)).status).toBe(409);
  });

  it('is open to the auditor and to everybody of the staff, with what is over', async () => {
    const { test, site, get } = house;
    const { id } = (await record(sectionOfficer, ofC2())).body;
    await end(sectionOfficer, id);
    const auditor = await anOfficer(test, [{ role: 'auditor', siteId: site }]);
    for (const reader of [auditor, engineer]) {
      const { body } = await get(reader.token, `/sites/${site}/permit-waivers?row=t2r20`);
      const line = body.items.find((one: { id: string }) => one.id === id);
      expect(line).toMatchObject({
        running: false,
        unit: house.section,
        recordedBy: sectionOfficer.id,
        endedBy: sectionOfficer.id,
        endedAt: '2026-04-06T00:00:00.000Z',
        endReason: '紛失が続いた',
      });
      expect((await get(reader.token, `/sites/${site}/permit-waivers/${id}`)).body.id).toBe(id);
      const running = await get(reader.token, `/sites/${site}/permit-waivers?running=true`);
      expect(running.body.items.map((one: { id: string }) => one.id)).not.toContain(id);
    }
  });

  it('is written by whom the clause names, for all of it, and for nobody of themselves', async () => {
    const { test, site, otherSection, zoneOfficer } = house;
    const elsewhere = await anOfficer(test, [{ role: 'section-officer', scope: otherSection }]);
    expect((await record(elsewhere, ofC2())).status).toBe(403);
    expect((await record(zoneOfficer, ofC2())).status).toBe(403);
    const everyUnit = { ...ofC2(), unit: undefined };
    expect((await record(sectionOfficer, everyUnit)).status).toBe(403);
    const pictures = { ...everyUnit, rows: ['t2r14'], zones: ['office'] };
    expect((await record(sectionOfficer, pictures)).status).toBe(403);
    const own = await record(zoneOfficer, { ...pictures, persons: [zoneOfficer.id] });
    expect(own.body.errors).toMatchObject([{ at: '/persons/0' }]);

    const { id } = (await record(sectionOfficer, ofC2())).body;
    expect((await end(elsewhere, id)).status).toBe(403);
    const theirs = await takeOut(sectionOfficer, c2);
    expect(theirs.body.rule.track).toBe('notification');
    const chief = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
    expect((await end(chief, id)).status).toBe(200);
  });

  it('lets pictures be taken unnotified while it stands, to the millisecond', async () => {
    const { test, site, get, zoneOfficer } = house;
    const may = async () => {
      const asked = `person=${engineer.id}&zone=office`;
      const { body } = await get(engineer.token, `/sites/${site}/photography/allowed?${asked}`);
      return [body.allowed, body.because, body.waiver];
    };
    expect(await may()).toEqual([false, 'not-permitted', undefined]);
    const { id } = (
      await record(zoneOfficer, {
        basis: 'notification',
        rows: ['t2r14'],
        zones: ['office'],
        until: '2026-04-07T00:00:00+09:00',
        reason: '広報の日',
      })
    ).body;
    expect(await may()).toEqual([true, 'waived', id]);
    test.clock.set(new Date('2026-04-06T14:59:59.999Z'));
    expect(await may()).toEqual([true, 'waived', id]);
    test.clock.set(new Date('2026-04-06T15:00:00.000Z'));
    expect(await may()).toEqual([false, 'not-permitted', undefined]);
    test.clock.set(morning);
    await end(zoneOfficer, id);
    expect(await may()).toEqual([false, 'not-permitted', undefined]);
  });
});

describe('a lending book', () => {
  it('stands for the permission of what is lent from it, of its unit, within its period', async () => {
    const { id } = (await record(sectionOfficer, aBook())).body;
    const lentFrom = await aLoan();
    const { body } = await takeOut(engineer, { lentFrom });
    expect(body).toMatchObject({
      state: 'filed',
      rule: {
        track: 'free',
        needs: [],
        lines: [
          {
            row: 't2r22',
            value: 'permission',
            book: 'pc-pool',
            loan: lentFrom.number,
            waived: { id, basis: 'lending-book' },
          },
        ],
      },
    });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'permit-filed',
      details: { kind: 'take-out', lentFrom },
    });
    expect((await takeOut(engineer)).body.state).toBe('requested');
    const other = { lentFrom: { ...(await aLoan()), book: 'usb' } };
    expect((await takeOut(engineer, other)).body.errors).toMatchObject([{ at: '/terms/lentFrom/number' }]);
    const theirs = await aLoan(sectionOfficer);
    expect((await takeOut(sectionOfficer, { lentFrom: theirs })).body.state).toBe('requested');
    const beyond = { from: '2027-03-31T00:00:00+09:00', until: '2027-04-02T00:00:00+09:00' };
    expect((await takeOut(engineer, { lentFrom: await aLoan() }, beyond)).body.state).toBe('requested');
    await end(sectionOfficer, id);
  });

  it('is no leave any more once it ended: what has not begun does not, what has is named', async () => {
    const { permit } = house;
    const { id } = (await record(sectionOfficer, aBook())).body;
    const [begun, waiting] = [
      (await takeOut(engineer, { lentFrom: await aLoan() })).body.id,
      (await takeOut(engineer, { lentFrom: await aLoan() })).body.id,
    ];
    const last = await aLoan();
    expect((await permit(engineer.token, begun, 'start')).body).toEqual({ state: 'in-use' });
    expect((await end(sectionOfficer, id)).body.leaning).toEqual([begun, waiting]);
    expect((await permit(engineer.token, waiting, 'start')).status).toBe(409);
    expect((await takeOut(engineer, { lentFrom: last })).body.state).toBe('requested');
    expect((await lend(lender, engineer)).status).toBe(409);
    const revoked = await permit(sectionOfficer.token, begun, 'revoke', { reason: '紛失が続いた' });
    expect(revoked.body).toEqual({ state: 'revoked' });
  });

  it('ends for everybody at once: whoever leant on it while it was ended is named by its end', async () => {
    const { id } = (await record(sectionOfficer, aBook())).body;
    const lent: object[] = [];
    for (let count = 0; count < 9; count += 1) lent.push(await aLoan());
    const apply = () => takeOut(engineer, { lentFrom: lent.pop() });
    const before = [apply(), apply(), apply(), apply()];
    const ending = end(sectionOfficer, id);
    const applied = await Promise.all([...before, apply(), apply(), apply(), apply()]);
    const { leaning } = (await ending).body;
    const leant = applied.flatMap(({ body }) => (body.state === 'filed' ? [body.id] : []));
    expect(leaning.toSorted()).toEqual(leant.toSorted());
    expect((await apply()).body.state).toBe('requested');
  });

  it('has each loan for one take-out at a time, whoever asks first, and again once it is back', async () => {
    const { permit } = house;
    const { id } = (await record(sectionOfficer, aBook())).body;
    const lentFrom = await aLoan();
    const apply = (over: object = {}) => takeOut(engineer, { lentFrom }, over);
    const both = await Promise.all([apply(), apply()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const refused = both.find(({ status }) => status === 422);
    expect(refused?.body.errors).toMatchObject([{ at: '/terms/lentFrom/number' }]);
    const first = both.find(({ status }) => status === 201)?.body.id;
    const next = { from: '2026-04-13T09:00:00+09:00', until: '2026-04-14T00:00:00+09:00' };
    const later = await apply(next);
    expect(later.body.state).toBe('filed');
    expect((await permit(engineer.token, later.body.id, 'withdraw')).status).toBe(200);

    await permit(engineer.token, first, 'start');
    expect((await apply(next)).status).toBe(422);
    await permit(engineer.token, first, 'close', { report: '返却した' });
    expect((await apply(next)).body.state).toBe('filed');
    await end(sectionOfficer, id);
  });

  it('is written by somebody of its unit, never by whoever borrows, and has a thing out once', async () => {
    const { id } = (await record(sectionOfficer, aBook())).body;
    const code = 'pc-0042';
    const first = await lend(lender, engineer, { code });
    expect(first.status).toBe(201);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'book-lent',
      subject: { person: engineer.id },
      details: { ...first.body, code },
    });
    expect((await lend(lender, engineer, { code })).body.errors).toMatchObject([{ at: '/code' }]);
    expect((await lend(engineer, engineer)).status).toBe(403);
    expect((await lend(house.zoneOfficer, engineer)).status).toBe(403);
    expect((await lend(lender, engineer, { book: 'usb' })).status).toBe(409);
    expect((await back(engineer, first.body)).status).toBe(403);
    expect((await back(lender, first.body, 'lose')).body).toEqual({ state: 'lost' });
    expect((await lend(lender, engineer, { code })).status).toBe(422);
    expect((await back(lender, first.body)).body).toEqual({ state: 'returned' });
    expect((await back(lender, first.body)).status).toBe(409);
    expect((await lend(lender, engineer, { code })).body.number).toBe(first.body.number + 1);
    await end(sectionOfficer, id);
  });

  it('is the leave of whoever borrowed it alone, until its day, and not of what is back', async () => {
    const { permit } = house;
    const { id } = (await record(sectionOfficer, aBook())).body;
    const until = '2026-04-11T00:00:00+09:00';
    const lentFrom = await aLoan(engineer, { until });
    const faults = async (by: Officer, over: object = {}) =>
      (await takeOut(by, { lentFrom }, over)).body.errors?.map(({ at }: { at: string }) => at);
    const ofLoan = '/terms/lentFrom/number';
    expect(await faults(lender)).toEqual([ofLoan, ofLoan]);
    expect(await faults(lender, { persons: [engineer.id] })).toEqual([ofLoan]);
    expect(await faults(engineer, { until: '2026-04-12T00:00:00+09:00' })).toEqual(['/until']);
    const { body } = await takeOut(engineer, { lentFrom });
    await back(lender, lentFrom);
    expect((await permit(engineer.token, body.id, 'start')).status).toBe(409);
    expect(await faults(engineer)).toEqual([ofLoan]);
    await end(sectionOfficer, id);
  });

  it('is written into the record once its day is past, and rises to the head whether a take-out names it or not', async () => {
    const { id } = (await record(sectionOfficer, aBook())).body;
    const until = '2026-04-11T00:00:00+09:00';
    const [late, returned] = [await aLoan(engineer, { until }), await aLoan(engineer, { until })];
    await back(lender, returned);
    house.test.clock.set(new Date(until));
    const gateway = aGatewayOf(house.test, await gatewayToken(house.test.deps, house.site, 'gateway'));
    await gateway.post(gateway.event('heartbeat', {}));
    const said = (await entriesOf(house.test.pool, house.site)).filter(
      ({ kind }) => kind === 'book-loan-overdue',
    );
    expect(said.map(({ text }) => JSON.parse(text))).toMatchObject([
      { subject: { person: engineer.id }, details: { book: 'pc-pool', number: late.number } },
    ]);
    expect(said).toHaveLength(1);
    const risen = async () => {
      const { items } = (
        await house.get(sectionOfficer.token, `/sites/${house.site}/book-loans?overdue=true`)
      ).body;
      return items.map((one: { number: number; risen: boolean }) => [one.number, one.risen]);
    };
    expect(await risen()).toEqual([[late.number, false]]);
    house.test.clock.set(new Date('2026-04-14T00:00:00+09:00'));
    expect(await risen()).toEqual([[late.number, true]]);
    await back(lender, late);
    await end(sectionOfficer, id);
  });

  it('lets a take-out go on to its day and no longer', async () => {
    const { id } = (await record(sectionOfficer, aBook())).body;
    const lentFrom = await aLoan(engineer, { until: '2026-04-14T00:00:00+09:00' });
    const { body } = await takeOut(engineer, { lentFrom });
    const extend = (until: string) =>
      house.permit(sectionOfficer.token, body.id, 'extend', { until, reason: '例' });
    const beyond = await extend('2026-04-14T00:00:00.001+09:00');
    expect(beyond).toMatchObject({ status: 422, body: { errors: [{ at: '/until' }] } });
    expect((await extend('2026-04-14T00:00:00+09:00')).status).toBe(200);
    await end(sectionOfficer, id);
  });

  it('is a task of its unit and of whoever applied once the day is past and the thing not back', async () => {
    const { id } = (await record(sectionOfficer, aBook())).body;
    const lentFrom = await aLoan(engineer, { until: '2026-04-11T00:00:00+09:00' });
    const { body } = await takeOut(engineer, { lentFrom });
    await house.permit(engineer.token, body.id, 'start');
    await house.permit(engineer.token, body.id, 'close', { report: '終わった' });
    const overdue = async (by: Officer) => {
      const url = `/sites/${house.site}/book-loans?overdue=true`;
      return (await house.get(by.token, url)).body.items.map(({ number }: { number: number }) => number);
    };
    const tasks = async () =>
      (await house.get(engineer.token, `/sites/${house.site}/permit-tasks?mine=true`)).body.items
        .filter((one: { permit: string }) => one.permit === body.id)
        .flatMap((one: { tasks: readonly { is: string }[] }) => one.tasks.map(({ is }) => is));
    expect([await overdue(lender), await tasks()]).toEqual([[], []]);
    house.test.clock.set(new Date('2026-04-10T15:00:00.000Z'));
    expect([await overdue(lender), await overdue(engineer)]).toEqual([[lentFrom.number], [lentFrom.number]]);
    expect(await overdue(house.zoneOfficer)).toEqual([]);
    expect(await tasks()).toEqual(['unreturned']);
    await back(lender, lentFrom);
    expect([await overdue(lender), await tasks()]).toEqual([[], []]);
    await end(sectionOfficer, id);
  });
});
