import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleAssignments } from '../../../src/authority/tables.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aTakeOut } from '../../support/a-take-out.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asSystem } from '../../support/as-system.ts';
import { aMachine, aToken, type TestAnswer } from '../../support/test-app.ts';

let house: PermitHouse;
/** Staff who host nobody. */
let stranger: Officer;
let member: string;
beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(new Date('2026-04-06T00:00:00.000Z'));
  stranger = await anOfficer(house.test, []);
  member = (await house.plan(house.host.token)).body.members[0].id;
});
afterAll(() => house.test.close());

const period = { from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T12:00:00+09:00' };
const inOffice = { zones: ['office'], ...period, purpose: '会議' };
const grade = { confidentiality: 2, integrity: 1, availability: 1 };
const item = { item: 'ノートPC', maker: '浜田電機', model: 'H-1', serial: 'S1', medium: 'built-in' };

/** What is sent to each route that names somebody concerned, and the field that does. */
const sent: Readonly<Record<string, (person: string) => { readonly at: string; readonly body: object }>> = {
  photography: (person) => ({
    at: '/persons/0',
    body: {
      ...inOffice,
      persons: [person],
      terms: { parts: ['image'], devices: ['camera'], responsible: stranger.id },
    },
  }),
  works: (person) => ({
    at: '/persons/0',
    body: { ...inOffice, persons: [person], terms: { form: 'once', attendants: [stranger.id] } },
  }),
  'delivery-permits': (person) => ({
    at: '/persons/0',
    body: { ...inOffice, persons: [person], terms: { carrier: '浜田運輸', things: ['parcel'] } },
  }),
  transfers: (person) => ({
    at: '/persons/0',
    body: {
      ...period,
      persons: [person],
      purpose: '提供',
      terms: {
        form: 'once',
        grade,
        information: '名簿',
        pieces: 1,
        sheets: 1,
        measures: '封緘',
        carrier: '浜田運輸',
        receiver: '例の法人',
      },
    },
  }),
  'take-outs': (person) => ({ at: '/persons/0', body: aTakeOut(person) }),
  'item-permits': (person) => ({
    at: '/persons/0',
    body: {
      ...inOffice,
      persons: [person],
      terms: { way: 'in', items: [newId()], form: 'once', leaving: 'freely', stays: false },
    },
  }),
  openings: (person) => ({
    at: '/persons/0',
    body: {
      kind: 'exception',
      rows: ['t2r15'],
      persons: [person],
      zones: ['office'],
      ...period,
      reason: '改修',
      terms: { alternatives: '片付ける', risk: '写る', handling: '確かめる' },
    },
  }),
  items: (person) => ({
    at: '/owner',
    body: { belongs: 'outside', owner: person, firm: '株式会社浜田', ...item, grade, quantity: 1 },
  }),
  'private-devices': (person) => ({
    at: '/holder',
    body: { holder: person, sort: 'phone' },
  }),
};

it.each(Object.keys(sent))('%s: a member whom another hosts is answered as nobody', async (path) => {
  const ask = async (person: string) => {
    const request = sent[path]?.(person);
    const { status, body } = await house.post(
      stranger.token,
      `/sites/${house.site}/${path}`,
      request?.body ?? {},
    );
    expect(body.errors, JSON.stringify(body)).toContainEqual({
      at: request?.at,
      message: expect.stringContaining('知られていない人です'),
    });
    const { instance, ...rest } = body;
    return { status, body: JSON.stringify(rest) };
  };
  const nobody = await ask(newId());
  expect(nobody.status).toBe(422);
  expect(await ask(member)).toEqual(nobody);
});

describe('what decides of a permit', () => {
  type Subject = 'visitor' | 'staff';
  const at = (rest: string) => `/sites/${house.site}/${rest}`;
  const done = ({ status, body }: TestAnswer) => {
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };

  /** Whoever has to do with the permits below. All but the deputy and the attendant hold every role that decides one. */
  async function everybody() {
    const { test, site, plan, post } = house;
    const decides = [
      { role: 'zone-officer', siteId: site, scope: 'office' },
      { role: 'security-officer', siteId: site },
      { role: 'exception-approver', siteId: site },
      { role: 'system-officer' },
    ] as const;
    const officer = () => anOfficer(test, decides);
    const [applicant, concerned, host] = [await officer(), await officer(), await officer()];
    const [free, second] = [await officer(), await officer()];
    const appoints = async (giver: string, holderType: 'person' | 'machine', holderId: string) => {
      const given = { role: 'csirt', siteId: site, scope: null, givenBy: giver, givenAt: test.clock.now() };
      await asSystem(test.pool, ({ db }) =>
        db
          .insert(roleAssignments)
          .values({ assignmentId: newId<'role-assignment'>(), fromSeq: 1, holderType, holderId, ...given }),
      );
    };
    const appointedBy = async (giver: Officer) => {
      const holder = await officer();
      await appoints(giver.id, 'person', holder.id);
      return holder.token;
    };
    const appointerOf = async (holder: Officer) => {
      const giver = await officer();
      await appoints(giver.id, 'person', holder.id);
      return giver.token;
    };
    const anotherToken = await aToken(test, { type: 'person', id: applicant.id });
    const machine = await aMachine(test, 'made-by-applicant', decides);
    await appoints(applicant.id, 'machine', 'made-by-applicant');
    const destinations = [applicant, host].map(({ id }) => ({ host: id, zones: ['office'] }));
    const visit = done(await plan(applicant.token, { destinations }));
    const attendant = await anOfficer(test, []);
    const deputyOf = async (one: Officer) => {
      const deputy = await anOfficer(test, []);
      const said = {
        form: 'acting',
        role: 'zone-officer',
        scope: 'office',
        title: '補佐',
        kinds: [],
        basis: '規程',
      };
      const right = { ...said, deputy: deputy.id, from: period.from, until: '2026-04-20T00:00:00+09:00' };
      done(await post(one.token, at('officer-deputies'), right));
      return deputy;
    };
    const deputy = await deputyOf(free);
    return {
      ...{ applicant, free, second, deputy, attendant },
      subject: { visitor: visit.members[0].id, staff: concerned.id } satisfies Record<Subject, string>,
      /** Who decides none of them, of a permit for whom, and as what they are refused. */
      barred: {
        'whoever applied': ['staff', applicant.token, 'self-approval'],
        'whoever applied, by another token': ['staff', anotherToken, 'self-approval'],
        'a machine that whoever applied made': ['staff', machine, 'forbidden'],
        'whom whoever applied appointed': ['staff', await appointedBy(applicant), 'self-approval'],
        'who appointed whoever applied': ['staff', await appointerOf(applicant), 'self-approval'],
        'whom it is for': ['staff', concerned.token, 'self-approval'],
        'whom one it is for appointed': ['staff', await appointedBy(concerned), 'self-approval'],
        'who appointed one it is for': ['staff', await appointerOf(concerned), 'self-approval'],
        'the host of a visitor it is for, who applied': ['visitor', applicant.token, 'self-approval'],
        'another host of a visitor it is for': ['visitor', host.token, 'self-approval'],
        'the deputy of another host of a visitor it is for': [
          'visitor',
          (await deputyOf(host)).token,
          'forbidden',
        ],
      } satisfies Record<string, readonly [Subject, string, 'self-approval' | 'forbidden']>,
    };
  }
  let those: Awaited<ReturnType<typeof everybody>>;

  beforeAll(async () => {
    for (const row of ['t2r14', 't2r15']) await house.determine(row, 2, [{ value: 'permission' }]);
    await house.determine('t2r14', 3, [{ value: 'forbidden' }]);
    for (const row of ['t1r19', 't1r47', 't1r49']) await house.determine(row, 2, [{ value: 'required' }]);
    for (const row of ['t1r48', 't1r50']) await house.determine(row, 2, [{ value: 'not-required' }]);
    those = await everybody();
  });

  const apply = async (path: string, body: object): Promise<string> =>
    done(await house.post(those.applicant.token, at(path), body)).id;
  const step = async (by: Officer, id: string, name: string, body?: object) =>
    done(await house.permit(by.token, id, name, body));
  const approved = async (id: string) => {
    await step(those.free, id, 'approve');
    return id;
  };
  const pictures = (person: string) =>
    apply('photography', {
      ...{ ...inOffice, persons: [person] },
      terms: { parts: ['image'], devices: ['camera'], responsible: those.attendant.id, reviewed: true },
    });
  const words = { reason: '例' };

  /** One thing that is decided: of which permit, and what is sent where; `begins` = nobody applied before, `ofStaff` = of no visitors. */
  type Act = {
    readonly on: (person: string) => Promise<string>;
    readonly body?: (person: string) => object;
    readonly by?: 'second';
    readonly begins?: true;
    readonly ofStaff?: true;
  };
  const urgent = (person: string) => ({ persons: [person], zones: ['office'], until: period.until });

  /** By the path of its operation below the site. */
  const acts: Readonly<Record<string, Act>> = {
    'permits/{permit}/approve': { on: pictures },
    'permits/{permit}/return': { on: pictures, body: () => words },
    'permits/{permit}/reject': { on: pictures, body: () => words },
    'permits/{permit}/extend': {
      on: async (person) => approved(await pictures(person)),
      body: () => ({ ...words, until: '2026-04-06T13:00:00+09:00' }),
    },
    'permits/{permit}/waive-report': {
      ofStaff: true,
      on: (person) => apply('take-outs', aTakeOut(person, {}, { grade })),
      body: () => words,
    },
    'permits/{permit}/look': {
      on: async (person) => {
        const id = await pictures(person);
        await step(those.deputy, id, 'approve', { absence: '出張' });
        return id;
      },
      body: () => ({ accepted: true }),
    },
    'permit-proposals/{proposal}/confirm': {
      by: 'second',
      on: async (person) => {
        const id = await apply('openings', {
          ...{ kind: 'exception', rows: ['t2r14'], persons: [person], zones: ['server'], ...period },
          ...{ reason: '改修', terms: { alternatives: '片付ける', risk: '写る', handling: '確かめる' } },
        });
        return (await step(those.free, id, 'approve')).proposal.id;
      },
    },
    'openings/urgent': {
      begins: true,
      on: async () => '',
      body: (person) => ({ ...urgent(person), rows: ['t1r19'], reason: '故障' }),
    },
    'works/urgent': {
      begins: true,
      on: async () => '',
      body: (person) => ({ ...urgent(person), purpose: '漏水', attendants: [those.attendant.id] }),
    },
    'works/{permit}/tools/{tool}/allow': {
      on: (person) =>
        apply('works', {
          ...{ ...inOffice, persons: [person] },
          terms: { form: 'once', attendants: [those.attendant.id], tools: ['open-flame'] },
        }),
    },
    'photography/{permit}/review': {
      on: async (person) => {
        const id = await approved(await pictures(person));
        await step(those.free, id, 'revoke', words);
        return id;
      },
      body: () => ({ result: 'cleared' }),
    },
    'take-outs/{permit}/reentry': {
      ofStaff: true,
      on: async (person) => {
        const id = await approved(await apply('take-outs', aTakeOut(person)));
        await step(those.applicant, id, 'start');
        return id;
      },
      body: () => ({ lan: 'lan-1', checks: { antivirus: true, patches: true } }),
    },
  };

  it('is everything that is told below', async () => {
    const { body } = await house.test.ask(undefined, { url: '/openapi.json' });
    const decided = [
      'permits.approve',
      'permits.decide',
      'permits.except',
      'permits.except-first',
      'works.urgent',
    ];
    const told = Object.entries<Record<string, { 'x-action'?: string }>>(body.paths).flatMap(
      ([path, { post }]) =>
        decided.includes(post?.['x-action'] ?? '') ? [path.replace('/api/v1/sites/{site}/', '')] : [],
    );
    // What is waived is of no permit; to withdraw a proposal is to stop it.
    const others = ['permit-waivers', 'permit-waivers/{waiver}/end', 'permit-proposals/{proposal}/withdraw'];
    expect(told.filter((path) => !others.includes(path)).toSorted()).toEqual(Object.keys(acts).toSorted());
  });

  it.each(Object.entries(acts))('%s is done by nobody whose own it is, and by others', async (path, act) => {
    const { on, body, by = 'free', begins, ofStaff } = act;
    const of = async (subject: Subject) => {
      const person = those.subject[subject];
      const url = at(path.replace('{tool}', 'open-flame').replace(/\{\w+\}/, await on(person)));
      return (token: string) => house.post(token, url, body?.(person) ?? {});
    };
    const asked = { staff: await of('staff'), ...(ofStaff ? {} : { visitor: await of('visitor') }) };
    for (const [who, [subject, token, refused]] of Object.entries(those.barred)) {
      const ask = asked[subject];
      if (ask === undefined || (begins && who.includes('whoever applied'))) continue;
      const answer = await ask(token);
      expect(`${who}: ${answer.body.type}`).toBe(`${who}: /problems/${refused}`);
    }
    for (const ask of Object.values(asked)) done(await ask(those[by].token));
  });
});
