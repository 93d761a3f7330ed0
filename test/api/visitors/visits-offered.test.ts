import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlacedVisit } from '../../../src/visitors/planning/place-visit.ts';
import { aReception, frontDesk, given, type Reception, visitDay } from '../../support/a-reception.ts';

let house: Reception;
beforeAll(async () => {
  house = await aReception();
});
afterAll(() => house.test.close());
beforeEach(() => at('10:00'));

const at = (time: string, day = visitDay) => house.test.clock.set(new Date(`${day}T${time}:00+09:00`));
const now = () => house.test.clock.now();
const reason = '訪問相手に確かめた';

type Planned = { readonly visit: string; readonly member: string; readonly day: string };

async function planned(over: Partial<PlacedVisit> = {}): Promise<Planned> {
  const { visit, members } = await house.visit({ endsAt: '17:00', ...over });
  return { visit, member: members[0] ?? '', day: over.days?.[0] ?? visitDay };
}

const shown = async ({ visit }: Planned, token = house.host.token) =>
  (await house.get(`visits/${visit}`, token)).body;

/** Each step that may be offered, and how its host asks for it. */
const steps: Readonly<Record<string, (of: Planned) => Promise<{ name?: string; body: object }>>> = {
  pause: async () => ({ body: { reason } }),
  resume: async () => ({ body: { reason } }),
  async extend({ day }) {
    const end = Date.parse(`${day}T17:00:00+09:00`);
    const until = new Date(Math.max(end, now().getTime()) + 60_000).toISOString();
    return { body: { day, until } };
  },
  met: async ({ member, day }) => ({ body: { day, members: [{ member }], by: house.host.id } }),
  async review(of) {
    const { destinations } = await shown(of);
    const [{ id, zones }] = destinations;
    const body = { examined: ['who', 'why', 'zones'], members: [of.member], zones };
    return { name: `destinations/${id}/review`, body };
  },
  'turn-closed': async ({ day }) => ({ body: { day, reason } }),
  cancel: async () => ({ body: { reason } }),
};

async function take(of: Planned, step: string, token = house.host.token): Promise<boolean> {
  const { name = step, body } = (await steps[step]?.(of)) ?? { body: {} };
  const answer = await house.step(of.visit, name, body, token);
  const { seq, members = [] } = answer.body;
  return answer.status < 300 && seq !== null && members.every(({ done }: { done: boolean }) => done);
}

const after =
  (...taken: readonly string[]) =>
  async () => {
    const of = await planned();
    for (const step of taken) expect(await take(of, step), step).toBe(true);
    return of;
  };

async function checkedIn(): Promise<Planned> {
  const of = await planned();
  const body = { day: visitDay, desk: frontDesk.id, members: [given(of.member)] };
  expect((await house.step(of.visit, 'check-in', body)).body.members).toMatchObject([{ done: true }]);
  return of;
}

const then =
  (become: () => Promise<Planned>, ...on: Parameters<typeof at>) =>
  async () => {
    at('10:00');
    const of = await become();
    at(...on);
    return of;
  };

/** What may have become of a visit; law: exactly what is offered of it then to its host is done. */
const situations: Readonly<Record<string, () => Promise<Planned>>> = {
  planned: after(),
  paused: after('pause'),
  cancelled: after('cancel'),
  'turned closed': after('turn-closed'),
  'planned, the day over': then(after(), '09:00', '2026-04-07'),
  'planned, two days over': then(after(), '09:00', '2026-04-08'),
  'of a day to come': () => planned({ days: ['2026-04-09'] }),
  'somebody has come': checkedIn,
  'somebody has come, and is met': async () => {
    const of = await checkedIn();
    expect(await take(of, 'met')).toBe(true);
    return of;
  },
  'somebody has come, and it is cancelled': async () => {
    const of = await checkedIn();
    expect(await take(of, 'cancel')).toBe(true);
    return of;
  },
  'somebody is here since the evening before': then(checkedIn, '09:00', '2026-04-07'),
};

describe('what is offered of a visit', () => {
  it.each(Object.entries(situations))('is to its host what is done, and all of it: %s', async (_, become) => {
    const of = await become();
    const offered = (await shown(of)).may
      .filter(({ step, by }: { step: string; by: string[] }) => step !== 'change' && by.includes('host'))
      .map(({ step }: { step: string }) => step);
    const done: string[] = [];
    for (const step of Object.keys(steps)) {
      const tried = offered.includes(step) ? await become() : of;
      if (await take(tried, step)) done.push(step);
    }
    expect(offered.toSorted()).toEqual(done.toSorted());
  });

  it.each([
    ['10:00', visitDay, true],
    ['09:00', '2026-04-07', false],
  ])('is a longer day to the desk within the day alone: at %s on %s', async (time, day, isOffered) => {
    const of = await checkedIn();
    at(time, day);
    const { may } = await shown(of, house.reception.token);
    const extend = may.find(({ step }: { step: string }) => step === 'extend');
    expect(extend.by.includes('reception')).toBe(isOffered);
    expect(await take(of, 'extend', house.reception.token)).toBe(isOffered);
  });
});
