import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findPassByNumeral } from '../../../src/desk/passes/pass-rows.ts';
import { aReception, visitDay as day, given, type Reception } from '../../support/a-reception.ts';
import { anOfficer } from '../../support/an-officer.ts';

let house: Reception;
let guard: string;
beforeAll(async () => {
  house = await aReception();
  guard = (await anOfficer(house.test, [{ role: 'guard', siteId: house.site }])).token;
});
afterAll(() => house.test.close());

let pass: string;
let visit: string;
let member: string;
let round = 0;
/** Somebody is in by a pass that was found in the return box; nobody knows when they left. */
beforeEach(async () => {
  round += 1;
  pass = `B-${round}`;
  await house.stock(pass);
  const placed = await house.visit();
  [visit, member] = [placed.visit, placed.members[0] ?? ''];
  const taken = { day, desk: 'front', members: [given(member, { instead: undefined, pass })] };
  expect((await house.step(visit, 'check-in', taken)).body.members).toMatchObject([{ done: true, pass }]);
  const { passId } = (await findPassByNumeral(databaseOf(house.test.pool), house.site, pass)) ?? {};
  const url = `/api/v1/sites/${house.site}/passes/${passId}/take-back`;
  expect((await house.test.ask(house.reception.token, { method: 'POST', url })).status).toBe(200);
});

const lineOf = (items: readonly { member?: string; person?: string }[]) =>
  items.find((one) => one.member === member || one.person === member);
const itemsOf = async (path: string, token?: string) => (await house.get(path, token)).body.items;

describe('a pass that lies in the return box', () => {
  it('is worn by nobody in the list of the day, and found as nobody’s', async () => {
    expect(lineOf(await itemsOf('arrivals'))).toMatchObject({ state: 'checked-in', pass: null });
    expect(await itemsOf(`arrivals?q=${pass}`)).toEqual([]);
  });

  it('is worn by nobody in the roll', async () => {
    expect(lineOf(await itemsOf('roll-call', guard))).toMatchObject({ kind: 'visitor', pass: null });
  });

  it('is worn by nobody who is inside at closing', async () => {
    house.test.clock.set(new Date('2026-04-06T14:00:00.000Z'));
    const lines = await itemsOf('closing-list');
    house.test.clock.set(new Date('2026-04-06T01:00:00.000Z'));
    expect(lineOf(lines)).toMatchObject({ condition: 'overdue', pass: null });
  });

  it('is worn by nobody in what the desk answers', async () => {
    const { body } = await house.step(visit, 'step-out', { day, members: [{ member }] });
    expect(body.members).toMatchObject([{ done: true, pass: null }]);
  });

  it('is nothing to wear for whoever is checked again', async () => {
    const members = [{ member, identity: { means: 'photo-id' } }];
    const { body } = await house.step(visit, 'second-check', { day, desk: 'front', members });
    expect(body.members).toMatchObject([{ done: true, remaining: [{ code: 'nothing-to-wear' }] }]);
  });

  it.each([true, false])(
    'is not open when its wearer leaves (brought then: %s), and stays in the record of the stay',
    async (passReturned) => {
      const left = { day, members: [{ member, passReturned }], origin: 'desk', hostSaidSo: true };
      const { body } = await house.step(visit, 'check-out', left);
      expect(body.members).toMatchObject([{ done: true, pass, remaining: [] }]);
      expect(lineOf(await itemsOf(`arrivals?q=${pass}`))).toMatchObject({ state: 'checked-out', pass });
    },
  );

  it('ends nobody’s visit where those who wear it are to go', async () => {
    const asked = { day, passes: [pass], reason: '非公開' };
    expect((await house.step(visit, 'turn-closed', asked, house.host.token)).status).toBe(422);
  });

  it('is worn again where that it came back was wrong (訂正)', async () => {
    const asked = { day, member, reason: '別の通行証だった', what: 'pass', pass };
    const { body } = await house.step(visit, 'correct', asked);
    expect(body.members).toMatchObject([{ done: true, pass }]);
    expect(lineOf(await itemsOf(`arrivals?q=${pass}`))).toMatchObject({ state: 'checked-in', pass });
    expect((await house.step(visit, 'correct', asked)).status).toBe(409);
  });
});
