import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aReception, visitDay as day, frontDesk, given, type Reception } from '../../support/a-reception.ts';
import { entriesOf } from '../../support/an-office.ts';

let house: Reception;
beforeAll(async () => {
  house = await aReception();
});
afterAll(() => house.test.close());

const means = 'invitation-and-id';

let visit: string;
let member: string;
beforeEach(async () => {
  const placed = await house.visit();
  visit = placed.visit;
  member = placed.members[0] ?? '';
});

const invite = async (of = visit): Promise<string> =>
  (await house.step(of, 'invite', {}, house.host.token)).body.id;

async function comeIn(over: object = {}) {
  const members = [given(member, over)];
  expect(
    (await house.step(visit, 'check-in', { day, desk: frontDesk.id, members })).body.members,
  ).toMatchObject([{ done: true }]);
}

type Act = {
  readonly before: () => Promise<void>;
  readonly act: (identity: object) => ReturnType<Reception['step']>;
};

/** Each act by which somebody's identity is confirmed. */
const acts: Readonly<Record<string, Act>> = {
  'check-in': {
    before: async () => {},
    act: (identity) =>
      house.step(visit, 'check-in', { day, desk: frontDesk.id, members: [given(member, { identity })] }),
  },
  examine: {
    before: async () => {},
    act: (identity) => house.step(visit, 'examine', { day, members: [{ member, identity }] }),
  },
  'second-check': {
    before: comeIn,
    act: (identity) =>
      house.step(visit, 'second-check', { day, desk: frontDesk.id, members: [{ member, identity }] }),
  },
};

type Shown = { readonly invitation?: string };

/** What is no invitation to the visit, whatever else was confirmed. */
const wrong: Readonly<Record<string, { readonly shown: () => Promise<Shown>; readonly code: string }>> = {
  'none, where there is one': {
    code: 'invitation-missing',
    shown: async () => {
      await invite();
      return {};
    },
  },
  'that of another visit': {
    code: 'invitation-of-another',
    async shown() {
      await invite();
      return { invitation: await invite((await house.visit()).visit) };
    },
  },
  'one where nobody was invited': {
    code: 'invitation-of-another',
    shown: async () => ({ invitation: '0'.repeat(26) }),
  },
};

const cases = Object.entries(acts).flatMap(([name, act]) =>
  Object.entries(wrong).map(([what, { shown, code }]) => ({ name, what, ...act, shown, code })),
);

describe('an identity card without a picture, and an invitation', () => {
  it.each(cases)('do not suffice: $name, $what', async ({ before, act, shown, code }) => {
    await before();
    const { body } = await act({ means, ...(await shown()) });
    expect(body.members).toMatchObject([{ done: false, lacks: [{ code }] }]);
    expect(body.seq).toBeNull();
  });

  it.each(Object.entries(acts))(
    'suffice with that of the visit, whose number is not kept: %s',
    async (_, one) => {
      await one.before();
      const invitation = await invite();
      expect((await one.act({ means, invitation })).body.members).toMatchObject([{ done: true }]);
      const { rows } = await house.test.pool.query(
        `select identity, further_checks from arrivals where site_id = $1 and member_id = $2 and until_seq is null`,
        [house.site, member],
      );
      expect(JSON.stringify(rows)).toContain(means);
      expect(JSON.stringify(rows)).not.toContain(invitation);
      expect(JSON.stringify(await entriesOf(house.test.pool, house.site))).not.toContain(invitation);
    },
  );

  it('count at the check-in where they were examined before', async () => {
    const invitation = await invite();
    await acts.examine?.act({ means, invitation });
    await comeIn({ identity: undefined });
  });

  it('are no more where the visit was cancelled since', async () => {
    const invitation = await invite();
    await comeIn();
    expect((await house.step(visit, 'cancel', { reason: '中止' }, house.host.token)).status).toBe(200);
    const { body } = (await acts['second-check']?.act({ means, invitation })) ?? {};
    expect(body.members).toMatchObject([{ lacks: [{ code: 'invitation-of-another' }] }]);
  });

  it('are none of it where something else is shown as an invitation', async () => {
    const { body } = (await acts.examine?.act({ means: 'photo-id', invitation: '0'.repeat(26) })) ?? {};
    expect(body.members).toMatchObject([{ lacks: [{ code: 'invitation-of-another' }] }]);
    expect((await acts.examine?.act({ means, invitation: '12' }))?.status).toBe(400);
  });
});
