import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoanBasis } from '../../../src/people/loans/tables.ts';
import { aPassDesk, type PassDesk } from '../../support/a-pass.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aColleague, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';

let house: PeopleHouse;
let desk: PassDesk;
beforeAll(async () => {
  house = await startPeopleHouse();
  desk = await aPassDesk(house);
});
afterAll(() => house.test.close());

type Pass = Awaited<ReturnType<PassDesk['add']>>;

const dueAt = '2026-04-06T10:00:00.000Z';
const reason = '窓口で確かめた';
const steps = ['lend', 'take-back', 'miss', 'report-lost', 'keep', 'restore', 'withdraw'] as const;
type Step = (typeof steps)[number];

async function take({ pass }: Pass, step: Step) {
  const by = step === 'withdraw' ? house.admin : desk.reception;
  const payload = { lend: { person: await aColleague(house), dueAt }, 'take-back': undefined };
  const body = step === 'lend' || step === 'take-back' ? payload[step] : { reason };
  return house.post(by.token, `/sites/${house.site}/passes/${pass}/${step}`, body);
}

const after =
  (...taken: readonly Step[]) =>
  async (pass: Pass) => {
    for (const step of taken) expect((await take(pass, step)).status, step).toBe(200);
  };
const cardStep =
  (step: string) =>
  async ({ card }: Pass) => {
    expect((await house.post(house.admin.token, `/cards/${card}/${step}`, { reason })).status).toBe(200);
  };

/** What may have become of a pass; law: exactly what is offered of it then is done. */
const situations: readonly (readonly [string, LoanBasis, (pass: Pass) => Promise<unknown>])[] = [
  ['of visitors, in stock', 'visit', after()],
  ['of visitors, lost', 'visit', after('report-lost')],
  ['in stock', 'one-day', after()],
  ['lent', 'one-day', after('lend')],
  ['back', 'one-day', after('lend', 'take-back')],
  ['missing', 'one-day', after('lend', 'miss')],
  ['kept', 'one-day', after('lend', 'keep')],
  ['lost', 'one-day', after('lend', 'report-lost')],
  ['withdrawn', 'one-day', after('withdraw')],
  ['in stock, its card suspended', 'one-day', cardStep('suspend')],
  ['in stock, its card stolen', 'one-day', cardStep('report-stolen')],
  [
    'lost, its card stolen',
    'one-day',
    async (pass) => {
      await after('report-lost')(pass);
      await cardStep('report-stolen')(pass);
    },
  ],
  [
    'in stock, its card expired',
    'one-day',
    ({ card }) =>
      asOwner(house.test, `update cards set expires_at = '2026-04-01T00:00:00Z' where card_id = $1`, [card]),
  ],
];

describe('what is offered of a pass', () => {
  it.each(situations)('is what is done, and all of it: %s', async (_, basis, become) => {
    const make = async () => {
      const pass = await desk.add(basis);
      await become(pass);
      return pass;
    };
    const pass = await make();
    const shown = await desk.shown(pass.numeral);
    // A withdrawn one bears no numeral, and is listed all the same.
    const offered = shown.may.map(({ step }: { step: string }) => step);
    const done: string[] = [];
    for (const step of steps) {
      const tried = offered.includes(step) ? await make() : pass;
      if ((await take(tried, step)).status === 200) done.push(step);
    }
    expect(offered).toEqual(done);
    expect(shown.usable).toBe(basis === 'one-day' ? done.includes('lend') : shown.state === 'in-stock');
  });
});
