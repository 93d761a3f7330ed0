import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorization } from '../../src/authority/authorization.ts';
import type { Principal } from '../../src/authority/principal.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { previewConfirmation } from '../../src/dual-control/begin-confirmation.ts';
import { type ProposalKind, proposalKinds, proposalMinutes } from '../../src/dual-control/proposal-kinds.ts';
import { proposals } from '../../src/dual-control/tables.ts';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { mayStill } from '../../src/operators/principals/may-still.ts';
import { publishPermissions } from '../../src/people/permissions/publish-permissions.ts';
import { anOrganisation } from '../support/a-ruled-zone.ts';
import { actsOfASecond, rolesOfTwo } from '../support/acts-of-a-second.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import type { RoleOfTest } from '../support/giving-roles.ts';
import {
  aColleague,
  aContractor,
  anApplication,
  anOfficerOf,
  joinUnit,
  type PeopleHouse,
  startPeopleHouse,
} from '../support/people-house.ts';
import { aToken } from '../support/test-app.ts';

/** The same right by another way (I8): each act, who may not do it, and through whom they may not either. */

let house: PeopleHouse;
let desk: Officer;
beforeAll(async () => {
  house = await startPeopleHouse();
  desk = await anOfficer(house.test, [{ role: 'reception', siteId: house.site }]);
});
afterAll(() => house.test.close());

const reason = { reason: '届出' };
let nth = 0;
const aName = () => `m-${nth++}`;

async function give(by: string, holder: { type: string; id: string }, role: string, over: object = {}) {
  const term = { until: '2027-04-01T00:00:00Z', duty: '試験' };
  const given = await house.post(by, '/role-assignments', { holder, role, ...term, ...over });
  if (given.status !== 201) throw new Error(JSON.stringify(given.body));
}

const keeper = () => anOfficer(house.test, [{ role: 'rights-admin' }, { role: 'guard', siteId: house.site }]);

/** A machine that got every role of the keeper's from whoever holds this token; answers its token. */
async function aMachineOf(by: string): Promise<string> {
  const machine = { type: 'machine', id: aName() } as const;
  await give(by, machine, 'rights-admin');
  await give(by, machine, 'guard', { siteId: house.site });
  return aToken(house.test, machine);
}

/** By whose token a person acts: their own, or that of a machine which acts for them. */
const hands = {
  'by oneself': async ({ token }: Officer) => token,
  'by a machine one made': ({ token }: Officer) => aMachineOf(token),
  'by a machine that such a machine made': async ({ token }: Officer) => aMachineOf(await aMachineOf(token)),
} as const satisfies Record<string, (person: Officer) => Promise<string>>;
type Hand = keyof typeof hands;
const everyHand = Object.keys(hands).filter((hand): hand is Hand => hand in hands);

const aKey = (person?: string) => ({
  format: 'prox',
  number: String(20_000 + nth++),
  ...(person === undefined ? {} : { person }),
});

/** By which steps a stopped card is made live again. */
function stoppedCards() {
  return Object.fromEntries(
    (['suspend', 'report-lost', 'report-stolen'] as const).flatMap((stop) => {
      const again = async (
        token: string,
        id: string,
        steps: readonly string[],
        last: string,
        body: object,
      ) => {
        const card = await house.make('/cards', aKey(id));
        await house.post(house.admin.token, `/cards/${card}/${stop}`, reason);
        for (const step of steps) {
          expect((await house.post(token, `/cards/${card}/${step}`, reason)).status).toBe(200);
        }
        return house.post(token, `/cards/${card}/${last}`, body);
      };
      const returned: OwnAct = (token, { id }) => again(token, id, ['return'], 'assign', { person: id });
      const resumed: OwnAct = (token, { id }) => again(token, id, [], 'resume', reason);
      return [
        [`return and assign a card after ${stop}`, { hands: everyHand, act: returned }],
        ...(stop === 'suspend' ? [['resume a card', { hands: everyHand, act: resumed }] as const] : []),
      ] as const;
    }),
  );
}

/** What nobody does for themselves: the act on a person's own row, by this token. */
const ownActs: Readonly<Record<string, { readonly hands: readonly Hand[]; readonly act: OwnAct }>> = {
  'give a role': {
    hands: everyHand,
    act: (token, { id }) =>
      house.post(token, '/role-assignments', { holder: { type: 'person', id }, role: 'auditor' }),
  },
  'resume a suspended person': {
    // Whoever is suspended holds no token.
    hands: everyHand.filter((hand) => hand !== 'by oneself'),
    act: async (token, { id }) => {
      await house.post(house.admin.token, `/persons/${id}/suspend`, reason);
      return house.post(token, `/persons/${id}/resume`, reason);
    },
  },
  'register a card': { hands: everyHand, act: (token, { id }) => house.post(token, '/cards', aKey(id)) },
  'assign a card in stock': {
    hands: everyHand,
    act: async (token, { id }) => {
      const card = await house.make('/cards', aKey());
      return house.post(token, `/cards/${card}/assign`, { person: id });
    },
  },
  'reissue a card': {
    hands: everyHand,
    act: async (token, { id }) => {
      const card = await house.make('/cards', aKey(id));
      await house.post(desk.token, `/cards/${card}/confirm-identity`, { how: '身分証' });
      return house.post(token, `/cards/${card}/reissue`, {
        ...aKey(),
        oldCard: 'return',
        ...reason,
      });
    },
  },
  'confirm the identity for a card': {
    // A machine identifies nobody.
    hands: ['by oneself'],
    act: async (token, { id }) => {
      const card = await house.make('/cards', aKey(id));
      return house.post(token, `/cards/${card}/confirm-identity`, { how: '身分証' });
    },
  },
  ...stoppedCards(),
  'correct where somebody is': {
    hands: everyHand,
    act: (token, { id }) =>
      house.post(token, `/sites/${house.site}/presence/${id}`, { zone: 'office', ...reason }),
  },
};
type OwnAct = (token: string, person: Officer) => ReturnType<PeopleHouse['post']>;

describe.each(Object.entries(ownActs))('to %s', (_, { hands: through, act }) => {
  it.each(through)('is refused for oneself %s', async (hand) => {
    const person = await keeper();
    expect(await act(await hands[hand](person), person)).toMatchObject({
      status: 403,
      body: { type: '/problems/self-approval' },
    });
  });

  it.each(through)('is open for another %s', async (hand) => {
    const { status } = await act(await hands[hand](await keeper()), await keeper());
    expect([200, 201]).toContain(status);
  });
});

/** How one person is bound to another: by whom a role came in the last seven days. */
const bonds: Readonly<Record<string, (one: Officer, other: Officer) => Promise<void>>> = {
  'gave a role': ({ token }, { id }) => give(token, { type: 'person', id }, 'auditor'),
  'got a role from': ({ id }, { token }) => give(token, { type: 'person', id }, 'auditor'),
  'gave a role, by a machine,': async ({ token }, { id }) =>
    give(await aMachineOf(token), { type: 'person', id }, 'auditor'),
  'got a role, by a machine, from': async ({ id }, { token }) =>
    give(await aMachineOf(token), { type: 'person', id }, 'csirt'),
};

const parties = ['applicant', 'person', 'host'] as const;
type Party = (typeof parties)[number];

/** Who is to consent, and a party; the terms of an application that names the party so. */
async function aCase(party: Party) {
  const bound = await keeper();
  const officer = await anOfficer(house.test, [
    { role: 'rights-admin' },
    { role: 'zone-officer', siteId: house.site, scope: 'office' },
  ]);
  const applicant = party === 'applicant' ? bound : house.host;
  if (party !== 'host') {
    const person = party === 'person' ? bound.id : await aColleague(house);
    return { bound, officer, applicant, person, outsider: null };
  }
  const { person, contract } = await aContractor(house);
  const identity = { by: house.admin.id, how: '身分証', at: '2026-04-01T10:00:00+09:00' };
  return { bound, officer, applicant, person, outsider: { host: bound.id, identity, contract } };
}
type Case = Awaited<ReturnType<typeof aCase>>;

/** Whether the officer's consent counts for the application. */
const consents: Readonly<Record<string, (one: Case) => Promise<boolean>>> = {
  approve: async ({ bound, officer, applicant, person, outsider }) => {
    const { post, site } = house;
    const over = outsider === null ? {} : { outsider };
    const applied = await post(applicant.token, `/sites/${site}/permissions`, anApplication(person, over));
    if (applied.status !== 201) throw new Error(JSON.stringify(applied.body));
    const permission = `/sites/${site}/permissions/${applied.body.id}`;
    if (outsider !== null) await post(bound.token, `${permission}/review`, { content: '面談' });
    const approved = await post(officer.token, `${permission}/approve`);
    if (approved.status !== 200) expect(approved.body.type).toBe('/problems/self-approval');
    return approved.status === 200;
  },
  publish: async ({ bound, officer, applicant, person, outsider }) => {
    const at = '2026-04-01T00:00:00.000Z';
    const review = { by: bound.id, content: '面談', at };
    const published = await publishPermissions(house.test.deps, fromTerminal(), house.site, [
      {
        permissionId: newId<'permission'>(),
        personId: person,
        applicantId: applicant.id,
        zoneIds: ['office'],
        scheduleId: 'day',
        validFrom: new Date('2026-04-06T00:00:00+09:00'),
        validUntil: new Date('2026-10-01T00:00:00+09:00'),
        purpose: '執務',
        duringLockdown: false,
        outsider: outsider === null ? null : { ...outsider, review },
        approvals: [{ zone: 'office', by: officer.id, as: 'zone-officer', at }],
      },
    ]);
    return published.ok;
  },
};

describe.each(Object.entries(consents))('to %s', (_, consent) => {
  it.each(parties)('is open to an officer who is bound to no %s', async (party) => {
    expect(await consent(await aCase(party))).toBe(true);
  });

  for (const party of parties) {
    it.each(Object.entries(bonds))(`is not for whom the ${party} %s the officer`, async (_bond, bind) => {
      const one = await aCase(party);
      await bind(one.bound, one.officer);
      expect(await consent(one)).toBe(false);
    });
  }
});

it.each(Object.entries(bonds))('two officers of whom one %s the other are not two', async (_bond, bind) => {
  const { post, site } = house;
  const anOfficerOfBoth = () =>
    anOfficer(house.test, [
      { role: 'rights-admin' },
      { role: 'zone-officer', siteId: site, scope: 'server' },
    ]);
  const [first, second] = [await anOfficerOfBoth(), await anOfficerOfBoth()];
  await bind(first, second);
  await joinUnit(house, house.host, anOrganisation);
  const application = anApplication(await aColleague(house), { zones: ['server'] });
  const applied = await post(house.host.token, `/sites/${site}/permissions`, application);
  const approve = (token: string) => post(token, `/sites/${site}/permissions/${applied.body.id}/approve`);
  expect((await approve(first.token)).status).toBe(200);
  expect((await approve(second.token)).status).toBe(403);
  expect((await approve((await anOfficerOf(house, 'server')).token)).body.state).toBe('approved');
});

/** Paths that the second person of an act of two posts to. */
/** What somebody confirms of their own (an app of theirs) takes one person. */
const isOfASecond = /^(?!\/api\/v1\/own\/).*\/(approve|adopt|confirm)$/;
/** Whose bonds are told elsewhere: 許可 of every kind, the plan, standing permissions (above). */
const toldElsewhere: readonly string[] = [
  '/sites/{site}/permits/{permit}/approve',
  '/sites/{site}/permit-proposals/{proposal}/confirm',
  '/sites/{site}/plan/proposals/{proposal}/confirm',
  '/sites/{site}/permissions/{permission}/approve',
  // As the plan: one judge weighs every proposal.
  '/determinations/changes/{proposal}/confirm',
  // What a package proposes nobody here wrote.
  '/determinations/adopt',
];

describe('I8 what one begins and another makes count', () => {
  it('is every operation of a second person', async () => {
    const { body } = await house.test.ask(undefined, { url: '/openapi.json' });
    const posts = Object.keys(body.paths).filter(
      (path) => 'post' in body.paths[path] && isOfASecond.test(path),
    );
    const told = [...Object.keys(actsOfASecond(house)), ...toldElsewhere];
    expect(posts.map((path) => path.replace('/api/v1', '')).toSorted()).toEqual(told.toSorted());
  });

  const anOfficerOfTwo = () => anOfficer(house.test, rolesOfTwo);
  const paths = [
    '/determinations/{determination}/adopt',
    '/account-deletions/{proposal}/confirm',
    '/factor-removals/{proposal}/confirm',
    '/roster-transfers/{proposal}/confirm',
    '/sign-in-applications/{application}/approve',
    '/retention/proposals/{proposal}/confirm',
    '/sites/{site}/seal-proposals/{proposal}/confirm',
    '/sites/{site}/restricted-persons/{restricted}/approve',
    '/sites/{site}/press-organisations/{organisation}/approve',
    '/sites/{site}/press-organisations/{organisation}/persons/approve',
  ] as const;

  it.each(paths)(
    '%s: is for neither whoever began nor anybody bound to them, and for another',
    async (path) => {
      const begin = actsOfASecond(house)[path];
      if (begin === undefined) throw new Error(`no act: ${path}`);
      const first = await anOfficerOfTwo();
      const others: [string, Officer][] = [['whoever began', first]];
      for (const [bond, bind] of Object.entries(bonds)) {
        const second = await anOfficerOfTwo();
        await bind(first, second);
        others.push([`who ${bond}`, second]);
      }
      const confirm = await begin(first);
      for (const [who, { token }] of others) {
        const answer = await confirm(token);
        expect(`${who}: ${answer.body.type}`).toBe(`${who}: /problems/self-approval`);
      }
      expect((await confirm((await anOfficerOfTwo()).token)).status).toBeLessThan(300);
    },
  );
});

/** Roles by which somebody may do what a kind of proposal asks of both its persons. */
function rolesFor(kind: ProposalKind): readonly RoleOfTest[] {
  const { scope, roles } = authorization[proposalKinds[kind].action];
  const [role] = roles;
  return [scope === 'site' ? { role, siteId: house.site } : { role }];
}

describe.each(Object.keys(proposalKinds).filter(isProposalKind))('AT-304 2.2.1.3(1)(b)(ウ) %s', (kind) => {
  const siteOf = () =>
    authorization[proposalKinds[kind].action].scope === 'site' ? house.site : ministryLogId;

  /** What the one judge says to somebody who would confirm what the first proposed. */
  async function answerTo(
    first: Officer,
    second: Partial<Principal['credential']> & { readonly by: string },
  ) {
    const { pool, clock } = house.test;
    const db = databaseOf(pool);
    const now = clock.now();
    const key = { siteId: siteOf(), kind, proposalId: newId<'proposal'>() };
    const proposed = { proposedBy: first.id, proposedWith: 'session-1', proposedAt: now };
    const expiresAt = new Date(now.getTime() + proposalMinutes * 60_000);
    await db
      .insert(proposals)
      .values({ ...key, ...proposed, state: 'open', draft: {}, weighed: {}, expiresAt });
    const principal: Principal = {
      actor: { type: 'person', id: second.by },
      credential: { kind: 'session', id: second.id ?? 'session-2' },
      roles: [],
    };
    const asked = await previewConfirmation({ mayStill }, { db, now }, { principal, key });
    return asked.ok ? 'confirms' : asked.refusal.code;
  }
  const aFirst = () => anOfficer(house.test, [...rolesFor(kind), { role: 'rights-admin' }]);

  it('is for another person by another session', async () => {
    const [first, { id: by }] = [await aFirst(), await keeper()];
    expect(await answerTo(first, { by })).toBe('confirms');
  });

  it('is not for the same person, nor by the same session', async () => {
    const [first, { id: by }] = [await aFirst(), await keeper()];
    expect(await answerTo(first, { by: first.id })).toBe('self-approval');
    expect(await answerTo(first, { by, id: 'session-1' })).toBe('self-approval');
  });

  it.each(Object.entries(bonds))('is not for whom the first %s the second', async (_bond, bind) => {
    const [first, second] = [await aFirst(), await keeper()];
    await bind(first, second);
    expect(await answerTo(first, { by: second.id })).toBe('self-approval');
  });

  it('is not done for whoever may not do it any more', async () => {
    const [{ id: by }, first] = [await keeper(), await anOfficer(house.test, [])];
    expect(await answerTo(first, { by })).toBe('conflict');
  });
});

function isProposalKind(word: string): word is ProposalKind {
  return Object.hasOwn(proposalKinds, word);
}
