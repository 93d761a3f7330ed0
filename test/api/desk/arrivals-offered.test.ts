import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlacedVisit } from '../../../src/visitors/planning/place-visit.ts';
import { aReception, frontDesk, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aMember } from '../../support/a-visit.ts';

let house: Reception;
let numerals = 0;
beforeAll(async () => {
  house = await aReception();
});
afterAll(() => house.test.close());
beforeEach(() => at('10:00'));

const at = (time: string, day = visitDay) => house.test.clock.set(new Date(`${day}T${time}:00+09:00`));
const reason = '窓口で確かめた';

/** A member of a visit on a day that somebody looks at. */
type Guest = { readonly visit: string; readonly member: string; readonly day: string };

async function guestOf(over: Partial<PlacedVisit> = {}): Promise<Guest> {
  const { visit, members } = await house.visit(over);
  return { visit, member: members[0] ?? '', day: visitDay };
}

const sameMember = ({ member }: Guest) => ({ members: [{ member }] });
const correction =
  (what: string, more: object = {}) =>
  async ({ member }: Guest) => ({ name: 'correct', body: { member, reason, what, ...more } });

/** Each step that may be offered, and how it is asked for. */
const asked: Readonly<Record<string, (guest: Guest) => Promise<{ name?: string; body: object }>>> = {
  examine: async ({ member }) => ({ body: { members: [{ member, inspection: {} }] } }),
  'check-in': async ({ member }) => ({ body: { desk: frontDesk.id, members: [given(member)] } }),
  'second-check': async ({ member }) => ({
    body: { desk: frontDesk.id, members: [{ member, identity: { means: 'photo-id' } }] },
  }),
  met: async (guest) => ({ body: { ...sameMember(guest), by: house.host.id } }),
  'step-out': async (guest) => ({ body: sameMember(guest) }),
  'step-in': async (guest) => ({ body: sameMember(guest) }),
  'check-out': async (guest) => ({ body: { ...sameMember(guest), origin: 'desk' } }),
  async 'take-back'({ member, day }) {
    const other = await guestOf({ days: [day] });
    const came = { visit: other.visit, member: other.member };
    return { name: 'correct', body: { member, reason, what: 'person', came } };
  },
  async 'correct-pass'({ member }) {
    numerals += 1;
    const pass = `O-${numerals}`;
    await house.stock(pass);
    return { name: 'correct', body: { member, reason, what: 'pass', pass } };
  },
  'put-back': correction('check-out'),
  refuse: async (guest) => ({ body: { ...sameMember(guest), reason } }),
  miss: async (guest) => ({ body: sameMember(guest) }),
  'correct-name': correction('name', { name: '佐東 花子', affiliation: '個人' }),
};

async function take(guest: Guest, step: string): Promise<boolean> {
  const { name = step, body } = (await asked[step]?.(guest)) ?? { body: {} };
  const answer = await house.step(guest.visit, name, { day: guest.day, ...body });
  const { members = [] } = answer.body;
  return answer.status < 300 && members.every(({ done }: { readonly done: boolean }) => done);
}

const after =
  (...taken: readonly string[]) =>
  async () => {
    const guest = await guestOf();
    for (const step of taken) expect(await take(guest, step), step).toBe(true);
    return guest;
  };

async function byHost({ visit }: Guest, step: string, body: object = { reason }) {
  expect((await house.step(visit, step, body, house.host.token)).status, step).toBe(200);
}

/** The visit of a day and the one before, whose check-out nobody recorded. */
async function overTwoDays(): Promise<Guest> {
  const before = '2026-04-05';
  at('10:00', before);
  const guest = await guestOf({ days: [before, visitDay] });
  expect(await take({ ...guest, day: before }, 'check-in')).toBe(true);
  at('10:00');
  return guest;
}

/** What may have become of a member; law: exactly what is offered of them then is done. */
const situations: Readonly<Record<string, () => Promise<Guest>>> = {
  announced: after(),
  'announced for a day to come': async () => ({
    ...(await guestOf({ days: ['2026-04-07'] })),
    day: '2026-04-07',
  }),
  async 'announced, the time over'() {
    const guest = await guestOf({ endsAt: '11:00' });
    at('12:00');
    return guest;
  },
  async 'announced, the visit paused'() {
    const guest = await guestOf();
    await byHost(guest, 'pause');
    return guest;
  },
  'announced, and here since the day before': overTwoDays,
  async 'announced, turned closed'() {
    const guest = await guestOf();
    await byHost(guest, 'turn-closed', { day: visitDay, reason });
    return guest;
  },
  examined: after('examine'),
  refused: after('refuse'),
  async 'refused, the visit cancelled'() {
    const guest = await after('refuse')();
    await byHost(guest, 'cancel');
    return guest;
  },
  async cancelled() {
    const guest = await guestOf();
    await byHost(guest, 'cancel');
    return guest;
  },
  async 'missed, the time over'() {
    const guest = await guestOf({ endsAt: '11:00' });
    at('12:00');
    expect(await take(guest, 'miss')).toBe(true);
    return guest;
  },
  'checked in': after('check-in'),
  'met by the host': after('check-in', 'met'),
  async 'checked in, the visit cancelled'() {
    const guest = await after('check-in')();
    await byHost(guest, 'cancel');
    return guest;
  },
  'out for a while': after('check-in', 'step-out'),
  async 'out for a while, the review withdrawn'() {
    const guest = await after('check-in', 'step-out')();
    const { body } = await house.get(`visits/${guest.visit}`);
    const [{ id }] = body.destinations;
    await byHost(guest, `destinations/${id}/withdraw-review`);
    return guest;
  },
  async 'out for a while, the visit paused'() {
    const guest = await after('check-in', 'step-out')();
    await byHost(guest, 'pause');
    return guest;
  },
  'checked out': after('check-in', 'check-out'),
  async 'checked out, and here on another day'() {
    const guest = await overTwoDays();
    expect(await take({ ...guest, day: '2026-04-05' }, 'check-out')).toBe(true);
    expect(await take(guest, 'check-in')).toBe(true);
    return { ...guest, day: '2026-04-05' };
  },
};

describe('what is offered of a member at the desk', () => {
  it.each(Object.entries(situations))('is what is done, and all of it: %s', async (_, become) => {
    const guest = await become();
    const { body } = await house.get(`arrivals?day=${guest.day}&limit=200`);
    const line = body.items.find(({ member }: { readonly member: string }) => member === guest.member);
    const offered = line.may.map(({ step }: { readonly step: string }) => step);
    const done: string[] = [];
    for (const step of Object.keys(asked)) {
      const tried = offered.includes(step) ? await become() : guest;
      if (await take(tried, step)) done.push(step);
    }
    expect(offered.filter((step: string) => step !== 'cancel').toSorted()).toEqual(done.toSorted());
    expect(offered.includes('cancel')).toBe(line.state === 'announced');
  });

  it('is no correction of a name where none was kept', async () => {
    const guest = await guestOf({ members: [aMember({ identity: null })] });
    const { body } = await house.get('arrivals?limit=200');
    const line = body.items.find(({ member }: { readonly member: string }) => member === guest.member);
    expect(line.may).toContainEqual({ step: 'check-in', by: ['reception', 'guard'] });
    expect(line.may).not.toContainEqual(expect.objectContaining({ step: 'correct-name' }));
    expect(await take(guest, 'correct-name')).toBe(false);
  });
});
