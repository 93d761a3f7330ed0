import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { aPlan } from '../../support/a-plan.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aDestination, aMember, anIdentity, aReview } from '../../support/a-visit.ts';
import { lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';

let house: Reception;
let admin: Officer;
beforeAll(async () => {
  house = await aReception();
  admin = await anOfficer(house.test, [{ role: 'rights-admin' }]);
});
afterAll(() => house.test.close());

const { db, day, desk } = { db: () => databaseOf(house.test.pool), day: visitDay, desk: 'front' };
const checkIn = (visit: string, members: readonly object[], over: object = {}) =>
  house.step(visit, 'check-in', { day, desk, members, ...over });
const codesOf = (answer: {
  readonly body: { readonly members: readonly { readonly lacks: readonly { readonly code: string }[] }[] };
}) => answer.body.members.map(({ lacks }) => lacks.map(({ code }) => code));

describe('check-in', () => {
  it('records identity, inspection, pass and zones in one entry, and has the doors know', async () => {
    await house.stock('V-001');
    const { visit, members } = await house.visit();
    const [member = ''] = members;
    const answer = await checkIn(visit, [given(member, { instead: undefined, pass: 'V-001' })]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        members: [
          {
            member,
            name: '佐藤 花子',
            affiliation: '個人',
            done: true,
            state: 'checked-in',
            stateName: '在庁中',
            pass: 'V-001',
            lacks: [],
            remaining: [],
          },
        ],
      },
    });
    expect(answer.body.members[0].may.map(({ step }: { step: string }) => step)).toEqual([
      'second-check',
      'met',
      'step-out',
      'check-out',
      'take-back',
      'correct-pass',
      'correct-name',
    ]);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      seq: answer.body.seq,
      kind: 'visitor-checked-in',
      subject: { person: member, visit },
      effects: [{ type: 'presence', person: member, zone: 'hall', certainty: 'assumed' }],
      details: {
        day,
        desk,
        hosts: [house.host.id],
        members: [{ member, means: 'photo-id', inspected: true, pass: 'V-001' }],
      },
    });
    expect(await placeOf(house.test.pool, house.site, member)).toMatchObject({ zone: 'hall' });
    expect(await findAdmission({ db: db() }, house.site, member)).toMatchObject({
      open: true,
      fromSeq: answer.body.seq,
      zoneIds: ['hall', 'office'],
      identityZoneIds: ['hall', 'office', 'server', 'street'],
      reviewedZoneIds: ['hall', 'office'],
      escortIds: [house.host.id],
    });
  });

  it('takes a delegation of 14 in at once without a document or a pass (rows 27, 31, 36)', async () => {
    const group = Array.from({ length: 14 }, () => aMember());
    const { visit, members } = await house.visit({ members: group });
    const [head = '', ...others] = members;
    const answer = await checkIn(visit, [
      ...others.map((member) => given(member, { identity: { means: 'delegation-list', through: head } })),
      given(head, { identity: { means: 'vouched', through: house.host.id } }),
    ]);
    expect(codesOf(answer)).toEqual(members.map(() => []));
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({ seq: answer.body.seq, kind: 'visitor-checked-in' });
    expect([entry.subject.person, ...entry.subject.with].toSorted()).toEqual([...members].toSorted());
    expect(entry.effects).toHaveLength(14);
  });

  it('keeps those back who lack something, says by which row and what mends it, and takes in the others', async () => {
    const { visit, members } = await house.visit({ members: [aMember(), aMember(), aMember(), aMember()] });
    const [one = '', two = '', three = '', four = ''] = members;
    const answer = await checkIn(visit, [
      given(one, { identity: undefined }),
      given(two),
      given(three, { instead: undefined }),
      given(four, { inspection: undefined }),
    ]);
    expect(answer.body.members).toMatchObject([
      {
        done: false,
        state: 'announced',
        lacks: [{ code: 'identity-not-confirmed', row: 't1r27', says: '身元の確認がない' }],
      },
      { done: true },
      { done: false, lacks: [{ code: 'nothing-to-wear', row: 't1r36' }] },
      { done: false, lacks: [{ code: 'not-inspected', row: 't2r7', undetermined: true }] },
    ]);
    expect((await lastEntryOf(house.test.pool, house.site)).subject).toMatchObject({ person: two });
    expect(await findAdmission({ db: db() }, house.site, one)).toBeUndefined();
  });

  it('admits nobody by the silence of a host', async () => {
    const { visit, members } = await house.visit({ destinations: [aDestination(house.host.id)] });
    const before = await lastEntryOf(house.test.pool, house.site);
    const answer = await checkIn(visit, [given(members[0] ?? '')]);
    expect(codesOf(answer)).toEqual([['host-review-missing']]);
    expect(answer.body.seq).toBeNull();
    expect(await lastEntryOf(house.test.pool, house.site)).toEqual(before);
  });

  it('takes a child in with an adult who comes in by the same act, and with nobody else', async () => {
    const { visit, members } = await house.visit({ members: [aMember({ child: true }), aMember()] });
    const [child = '', adult = ''] = members;
    const withAdult = given(child, { identity: { means: 'child-with-adult', through: adult } });
    expect(codesOf(await checkIn(visit, [withAdult]))).toEqual([['adult-missing']]);
    expect(codesOf(await checkIn(visit, [withAdult, given(adult, { identity: undefined })]))).toEqual([
      ['adult-missing'],
      ['identity-not-confirmed'],
    ]);
    const asChild = given(adult, { identity: { means: 'child-with-adult', through: child } });
    expect(codesOf(await checkIn(visit, [asChild]))).toEqual([['not-a-child', 'adult-missing']]);
    expect(codesOf(await checkIn(visit, [withAdult, given(adult)]))).toEqual([[], []]);
  });

  it('takes the list of a delegation of whoever was identified without one', async () => {
    const { visit, members } = await house.visit({ members: [aMember(), aMember(), aMember()] });
    const [head = '', listed = '', last = ''] = members;
    const onList = (member: string, through: string) =>
      given(member, { identity: { means: 'delegation-list', through } });
    const chained = [given(head), onList(listed, head), onList(last, listed)];
    expect(codesOf(await checkIn(visit, chained))).toEqual([[], [], ['head-missing']]);
    expect(codesOf(await checkIn(visit, [onList(last, listed)]))).toEqual([['head-missing']]);
    expect(codesOf(await checkIn(visit, [onList(last, head)]))).toEqual([[]]);
  });

  it('stops whom the list of 立入制限対象者 has with a call to the guard and no word more', async () => {
    const name = '制限 対象';
    const officers = await Promise.all(
      [1, 2].map(() => anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }])),
    );
    const [first, second] = officers.map(({ token }) => token);
    const url = `/api/v1/sites/${house.site}/restricted-persons`;
    const payload = { name, basis: '庁舎管理規則による立入禁止', until: '2027-04-01T00:00:00+09:00' };
    const { body } = await house.test.ask(first, { method: 'POST', url, payload });
    const approved = await house.test.ask(second, { method: 'POST', url: `${url}/${body.id}/approve` });
    expect(approved.status).toBe(200);
    const { visit, members } = await house.visit({
      members: [aMember({ identity: anIdentity({ name }) }), aMember()],
    });
    const answer = await checkIn(
      visit,
      members.map((member) => given(member, { identity: undefined })),
    );
    expect(answer.body.members[0]).toMatchObject({
      done: false,
      lacks: [{ code: 'call-guard', says: '警備へ連絡', zones: [] }],
      remaining: [],
      may: [],
    });
    expect(codesOf(answer)).toEqual([['call-guard'], ['identity-not-confirmed']]);
  });

  it('takes in whose employer was asked, by nobody’s word beside it, and says so in the entry', async () => {
    const { visit, members } = await house.visit();
    const [member = ''] = members;
    const answer = await checkIn(visit, [given(member, { identity: { means: 'employer-asked' } })]);
    expect(answer.body.members).toMatchObject([{ done: true, state: 'checked-in', lacks: [] }]);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'visitor-checked-in',
      details: { members: [{ member, means: 'employer-asked' }] },
    });
    expect(await findAdmission({ db: db() }, house.site, member)).toMatchObject({
      open: true,
      identityZoneIds: ['hall', 'office', 'server', 'street'],
    });
  });

  it('holds whose employer was asked where the site takes nothing but a document', async () => {
    const plain = aPlan();
    const visitors = { identity: [{ class: 9, means: ['photo-id' as const] }] };
    const strict = await aReception({ site: { ...plain.site, visitors } }, house.test);
    const { visit, members } = await strict.visit();
    const asked = given(members[0] ?? '', { identity: { means: 'employer-asked' } });
    const answer = await strict.step(visit, 'check-in', { day, desk, members: [asked] });
    expect(answer.body.members).toMatchObject([
      { done: false, state: 'announced', lacks: [{ code: 'identity-not-enough', row: 't1r27' }] },
    ]);
  });

  it('lets only staff in office vouch for somebody', async () => {
    const { visit, members } = await house.visit({ members: [aMember(), aMember()] });
    const [one = '', two = ''] = members;
    const answer = await checkIn(visit, [given(one, { identity: { means: 'vouched', through: two } })]);
    expect(codesOf(answer)).toEqual([['voucher-not-staff']]);
  });

  it('says of whoever nobody stands up for which row stays unmet, and where', async () => {
    const { visit, members } = await house.visit({
      members: [aMember({ child: true }), aMember(), aMember()],
    });
    const [child = '', listed = '', vouched = ''] = members;
    const through = newId<'person'>();
    const told = (code: string, row: string) => ({
      code,
      row,
      clause: expect.any(String),
      zones: ['玄関ホール', '執務室'],
    });
    const answer = await checkIn(visit, [
      given(child, { identity: { means: 'child-with-adult', through } }),
      given(listed, { identity: { means: 'delegation-list', through } }),
      given(vouched, {
        identity: { means: 'vouched', through },
        instead: { sort: 'escort', escort: through },
      }),
    ]);
    expect(answer.body.members).toMatchObject([
      { lacks: [told('adult-missing', 't1r27')] },
      { lacks: [told('head-missing', 't1r27')] },
      { lacks: [told('voucher-not-staff', 't1r27'), told('escort-not-staff', 't1r36')] },
    ]);
  });

  it('gives one pass to one member', async () => {
    await house.stock('V-002');
    const { visit, members } = await house.visit({ members: [aMember(), aMember()] });
    const answer = await checkIn(
      visit,
      members.map((member) => given(member, { pass: 'V-002' })),
    );
    expect(answer.body.members).toMatchObject([
      { done: true, pass: 'V-002' },
      { done: false, pass: null, lacks: [{ code: 'pass-not-lent', says: '通行証を渡せない' }] },
    ]);
    expect(answer.body.members[1].lacks[0].why).toContain('貸出し中');
  });

  it.each([
    ['of the destination', { zoneIds: ['server'], wayZoneIds: ['hall', 'office'] }],
    ['on the way', { zoneIds: ['hall'], wayZoneIds: ['office', 'server'] }],
  ])('gives no pass whose pattern is for a lower class than a zone %s (row 36)', async (_, zones) => {
    const low = `L-${zones.zoneIds[0] === 'hall' ? 1 : 2}`;
    const payload = { numeral: low, basis: 'visit', highestClass: 2 };
    const url = `/api/v1/sites/${house.site}/passes`;
    expect((await house.test.ask(admin.token, { method: 'POST', url, payload })).status).toBe(201);
    const { visit, members } = await house.visit({
      destinations: [aDestination(house.host.id, { ...zones, review: aReview(house.host.id) })],
      members: [aMember(), aMember()],
    });
    const [one = '', two = ''] = members;
    const refused = [{ code: 'pass-not-lent', why: expect.stringContaining('クラス2まで') }];
    const examined = await house.step(visit, 'examine', { day, members: [{ member: one, pass: low }] });
    expect(examined.body.members).toMatchObject([{ done: false, pass: null, lacks: refused }]);
    const answer = await checkIn(visit, [given(two, { pass: low })]);
    expect(answer.body.members).toMatchObject([{ done: false, pass: null, lacks: refused }]);
    await house.stock(`${low}-HIGH`);
    expect(codesOf(await checkIn(visit, [given(two, { pass: `${low}-HIGH` })]))).toEqual([[]]);
  });

  it('takes nobody in twice, on another day, after the end, or whom the visit does not have', async () => {
    const days = [day, '2026-04-07'];
    const { visit, members } = await house.visit({ days });
    const [member = ''] = members;
    expect(codesOf(await checkIn(visit, [given(house.host.id)]))).toEqual([['not-of-visit']]);
    expect(codesOf(await checkIn(visit, [given(member)], { day: '2026-04-07' }))).toEqual([['day-to-come']]);
    expect(codesOf(await checkIn(visit, [given(member)], { day: '2026-04-08' }))).toEqual([['not-that-day']]);
    expect(codesOf(await checkIn(visit, [given(member)]))).toEqual([[]]);
    expect(codesOf(await checkIn(visit, [given(member)]))).toEqual([['step-not-open']]);
    const past = await house.visit({ startsAt: '09:00', endsAt: '09:30' });
    expect(codesOf(await checkIn(past.visit, [given(past.members[0] ?? '')]))).toEqual([['visit-over']]);
  });

  it('is the act of those at the desk, for a visit and a desk that are there', async () => {
    const { visit, members } = await house.visit();
    const body = { day, desk, members: [given(members[0] ?? '')] };
    expect((await house.step(visit, 'check-in', body, house.host.token)).status).toBe(403);
    expect((await house.step(house.site, 'check-in', body)).status).toBe(404);
    expect((await checkIn(visit, body.members, { desk: 'back' })).status).toBe(422);
    expect((await checkIn(visit, [...body.members, ...body.members])).status).toBe(422);
    const numbered = given(members[0] ?? '', { identity: { means: 'photo-id', number: '123' } });
    expect((await checkIn(visit, [numbered])).status).toBe(400);
  });
});

describe('what is done before the check-in', () => {
  it('admits nobody in whichever order it comes, and counts at the check-in', async () => {
    await house.stock('V-003');
    const { visit, members } = await house.visit();
    const [member = ''] = members;
    for (const step of [
      { pass: 'V-003' },
      { inspection: { words: '刃物なし' } },
      { identity: { means: 'photo-id' } },
    ]) {
      const answer = await house.step(visit, 'examine', { day, members: [{ member, ...step }] });
      expect(answer.body.members).toMatchObject([{ done: true, state: 'announced', pass: 'V-003' }]);
      expect(await findAdmission({ db: db() }, house.site, member)).toBeUndefined();
      if ('identity' in step) continue;
      expect(codesOf(await checkIn(visit, [{ member }]))[0]).toContain('identity-not-confirmed');
    }
    expect(JSON.stringify(await lastEntryOf(house.test.pool, house.site))).not.toContain('刃物');
    expect(codesOf(await checkIn(visit, [{ member }]))).toEqual([[]]);
    const late = await house.step(visit, 'examine', { day, members: [{ member, inspection: {} }] });
    expect(codesOf(late)).toEqual([['step-not-open']]);
  });
});

describe('the list of arrivals', () => {
  it('is of a day, by time, page by page, and says who waits for whom and for how long', async () => {
    // At a site of its own, where nobody is still here of days before.
    const office = await aReception({}, house.test);
    const of = '2026-04-09';
    const early = await office.visit({ days: [of], startsAt: '09:00', members: [aMember(), aMember()] });
    const late = await office.visit({ days: [of], startsAt: '13:00' });
    await asOwner(office.test, 'update persons set extension = $1 where person_id = $2', [
      '1234',
      office.host.id,
    ]);
    office.test.clock.set(new Date('2026-04-09T01:00:00.000Z'));
    const arrived = { day: of, desk, members: early.members.map((member) => given(member)) };
    await office.step(early.visit, 'check-in', arrived);
    const metMember = { member: early.members[0] ?? '' };
    await office.step(early.visit, 'met', { day: of, members: [metMember], by: office.host.id });
    office.test.clock.set(new Date('2026-04-09T01:07:30.000Z'));
    const first = (await office.get('arrivals?limit=2')).body;
    const rest = (await office.get(`arrivals?limit=2&after=${encodeURIComponent(first.next)}`)).body;
    const ids = [...first.items, ...rest.items].map(({ member }: { member: string }) => member);
    expect(ids).toEqual([...[...early.members].toSorted(), ...late.members]);
    expect(rest.next).toBeNull();
    expect((await office.get(`arrivals?day=${of}&state=announced`)).body.items).toMatchObject([
      { member: late.members[0], stateName: '来訪予定', waitingMinutes: null },
    ]);
    expect((await office.get('arrivals?waiting=true')).body.items).toMatchObject([
      {
        member: early.members[1],
        name: '佐藤 花子',
        waitingMinutes: 7,
        hosts: [{ person: office.host.id, extension: '1234' }],
      },
    ]);
    expect((await office.get('arrivals?after=nonsense')).status).toBe(400);
    expect((await office.get('arrivals?day=2026-04-20')).body).toEqual({ items: [], next: null });
    expect((await office.get('arrivals', office.host.token)).status).toBe(403);
  });
});
