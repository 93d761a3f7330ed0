import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findPassByNumeral } from '../../../src/desk/passes/pass-rows.ts';
import { aReception, visitDay as day, given, type Reception } from '../../support/a-reception.ts';

let house: Reception;
beforeAll(async () => {
  house = await aReception();
});
afterAll(() => house.test.close());

let pass: string;
let spare: string;
let first: { readonly visit: string; readonly member: string };
let second: { readonly visit: string; readonly member: string };
let round = 0;
/** Two visitors of one day, and a pass that goes from the one to the other. */
beforeEach(async () => {
  round += 1;
  [pass, spare] = [`M-${round}`, `N-${round}`];
  await house.stock(pass, spare);
  const [one, other] = [await house.visit(), await house.visit()];
  first = { visit: one.visit, member: one.members[0] ?? '' };
  second = { visit: other.visit, member: other.members[0] ?? '' };
});

type Guest = typeof first;
const findNow = (numeral: string) => findPassByNumeral(databaseOf(house.test.pool), house.site, numeral);
const checkIn = ({ visit, member }: Guest, over: object) =>
  house.step(visit, 'check-in', { day, desk: 'front', members: [given(member, over)] });
async function takeBack(numeral: string) {
  const url = `/api/v1/sites/${house.site}/passes/${(await findNow(numeral))?.passId}/take-back`;
  return house.test.ask(house.reception.token, { method: 'POST', url });
}
async function movesOn() {
  await takeBack(pass);
  expect((await checkIn(second, { pass })).body.members).toMatchObject([{ done: true, pass }]);
}

describe('a pass that came back and was lent on', () => {
  it('stays with its new holder when the former one leaves', async () => {
    await checkIn(first, { pass });
    await movesOn();
    const left = { day, members: [{ member: first.member, passReturned: true }], origin: 'desk' };
    const { body } = await house.step(first.visit, 'check-out', left);
    expect(body.members).toMatchObject([{ done: true, remaining: [{ code: 'pass-not-taken-back' }] }]);
    expect(await findNow(pass)).toMatchObject({ state: 'lent', holderId: second.member });
  });

  it('stays with its new holder when the former one’s pass is corrected', async () => {
    await checkIn(first, { pass });
    await movesOn();
    const asked = { day, member: first.member, reason: '渡し直し', what: 'pass', pass: spare };
    const { body } = await house.step(first.visit, 'correct', asked);
    expect(body.members).toMatchObject([{ done: true, pass: spare }]);
    expect(await findNow(pass)).toMatchObject({ state: 'lent', holderId: second.member });
    expect(await findNow(spare)).toMatchObject({ state: 'lent', holderId: first.member });
  });

  it('is not worn by whoever came in truth in the former one’s place: what there is to wear is told', async () => {
    await checkIn(first, { instead: undefined, pass });
    await movesOn();
    const other = await house.visit();
    const came = { visit: other.visit, member: other.members[0] ?? '' };
    const asked = { day, member: first.member, reason: '取違え', what: 'person', came };
    const { body } = await house.step(first.visit, 'correct', asked);
    const remaining = [{ code: 'nothing-to-wear' }];
    expect(body.members[1]).toMatchObject({ member: came.member, done: true, pass: null, remaining });
    expect(await findNow(pass)).toMatchObject({ state: 'lent', holderId: second.member });
  });

  it('is not worn by whoever had it before the check-in', async () => {
    const examined = given(first.member, { instead: undefined, pass });
    await house.step(first.visit, 'examine', { day, members: [examined] });
    await movesOn();
    const { member } = first;
    const come = (over: object = {}) =>
      checkIn(first, { instead: undefined, identity: { means: 'photo-id' }, ...over });
    const bare = await come();
    expect(bare.body.members).toMatchObject([{ member, done: false, lacks: [{ code: 'nothing-to-wear' }] }]);
    const same = await come({ pass });
    expect(same.body.members).toMatchObject([{ member, done: false, lacks: [{ code: 'pass-not-lent' }] }]);
    expect((await come({ pass: spare })).body.members).toMatchObject([{ done: true, pass: spare }]);
  });

  it('is not worn by whoever left it at the desk for a while: what there is to wear is told', async () => {
    await checkIn(first, { instead: undefined, pass });
    const asked = { day, members: [{ member: first.member }] };
    await house.step(first.visit, 'step-out', asked);
    await movesOn();
    const back = await house.step(first.visit, 'step-in', asked);
    const remaining = [{ code: 'nothing-to-wear' }];
    expect(back.body.members).toMatchObject([{ done: true, state: 'checked-in', pass: null, remaining }]);
  });
});
