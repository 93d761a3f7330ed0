import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { ministryLogId, newId } from '../../../src/kernel/ids.ts';
import { standingPermissions } from '../../../src/people/permissions/tables.ts';
import { persons } from '../../../src/people/registry/tables.ts';
import { aBareSite, aMinistry, type Ministry, planOf, putPlan } from '../../support/a-ministry.ts';
import { entriesOf } from '../../support/an-office.ts';
import { asSystem } from '../../support/as-system.ts';
import { everyProposal } from '../../support/every-proposal.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let ministry: Ministry;
beforeAll(async () => {
  test = await startTestApp();
  ministry = await aMinistry(test);
});
afterAll(() => test.close());

const post = (token: string, path: string, payload: object = {}) =>
  test.ask(token, { method: 'POST', url: `/api/v1${path}`, payload });
const read = (id: string) =>
  test.ask(ministry.officer.token, { method: 'GET', url: `/api/v1/determinations/changes/${id}` });
const entriesOfAct = async (log: string) =>
  (await entriesOf(test.pool, log))
    .filter(({ kind }) => kind.startsWith('determination') && kind !== 'determination-proposed')
    .map(({ text }) => JSON.parse(text));

async function anOrganisation(): Promise<string> {
  const section = { name: '総務課', kind: 'section' };
  return (await post(ministry.officer.token, '/organisations', section)).body.id;
}

/** An organisation of its own, whose ready proposals are adopted, with a site where an outsider may enter two zones. */
async function aRuledSite() {
  const { officer } = ministry;
  const organisation = await anOrganisation();
  const adopted = await post(officer.token, '/determinations/adopt', everyProposal(organisation));
  expect(adopted).toMatchObject({ status: 201, body: { opens: [] } });
  const siteId = await aBareSite(test, ministry);
  expect((await putPlan(test, officer.token, siteId, planOf(organisation), 0)).status).toBe(200);
  return { organisation, siteId, person: await permit(siteId, ['office', 'server']) };
}

async function permit(siteId: string, zoneIds: string[]): Promise<string> {
  const db = databaseOf(test.pool);
  const id = newId<'person'>();
  const person = { personId: id, kind: 'card-lent', state: 'active', name: '来栖 一' } as const;
  await asSystem(test.pool, (tx) => tx.db.insert(persons).values({ ...person, fromSeq: 0 }));
  await db.insert(standingPermissions).values({
    siteId,
    permissionId: newId<'permission'>(),
    fromSeq: 1,
    personId: id,
    zoneIds,
    scheduleId: 'day',
    state: 'approved',
    validFrom: new Date(0),
    validUntil: new Date('2099-01-01'),
    duringLockdown: false,
    applicantId: id,
    purpose: '清掃',
    approvals: [],
  });
  return id;
}

/** What the proposals ask of outsiders in a class is not asked any more; written by one officer. */
async function written(organisation: string, row: 't1r33' | 't1r34', zoneClass: number): Promise<string> {
  const made = await post(ministry.officer.token, '/determinations', {
    organisation,
    row,
    class: zoneClass,
    value: 'not-required',
    words: 'これを要しない',
    basis: '決定',
    from: '2026-05-01T00:00:00+09:00',
  });
  expect(made.status).toBe(201);
  return made.body.id;
}

async function proposed(organisation: string) {
  const id = await written(organisation, 't1r34', 3);
  const answer = await post(ministry.other.token, `/determinations/${id}/adopt`);
  expect(answer).toMatchObject({ status: 202, body: { id, stored: false } });
  const proposal: string = answer.body.proposal.id;
  expect(answer.headers.location).toBe(`/api/v1/determinations/changes/${proposal}`);
  return { id, proposal };
}

const confirm = (token: string, proposal: string) =>
  post(token, `/determinations/changes/${proposal}/confirm`);
const opening = (site: string, zone: string, zoneClass: number, persons: readonly string[]) =>
  expect.objectContaining({ site, zone, class: zoneClass, anybody: false, persons });

describe('a determination that lets somebody into class 3', () => {
  it('says in the dry run of its adoption who and where, and changes nothing', async () => {
    const { organisation, siteId, person } = await aRuledSite();
    const id = await written(organisation, 't1r34', 3);
    const before = (await entriesOf(test.pool, ministryLogId)).length;
    const preview = await post(ministry.other.token, `/determinations/${id}/adopt?dryRun=true`);
    expect(preview).toMatchObject({ status: 200, body: { id, stored: false } });
    expect(preview.body.opens).toEqual([opening(siteId, 'server', 3, [person])]);
    expect(preview.body).not.toHaveProperty('proposal');
    expect((await entriesOf(test.pool, ministryLogId)).length).toBe(before);
  });

  it('is adopted by two persons, in one entry that names both', async () => {
    const { organisation, siteId } = await aRuledSite();
    const before = (await entriesOfAct(ministryLogId)).length;
    const { id, proposal } = await proposed(organisation);
    expect((await entriesOfAct(ministryLogId)).length).toBe(before);
    expect((await read(proposal)).body).toMatchObject({
      state: 'open',
      proposedBy: ministry.other.id,
      change: { step: 'adopt', determination: id },
      summary: { begins: expect.arrayContaining([{ row: 't1r34', class: 3, value: 'not-required' }]) },
      opens: [{ zone: 'server' }],
    });
    expect(await confirm(ministry.officer.token, proposal)).toMatchObject({
      status: 200,
      body: { id, stored: true },
    });
    const [entry, ...more] = (await entriesOfAct(ministryLogId)).slice(before);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'determination-adopted',
      actor: { type: 'person', id: ministry.officer.id },
      subject: { organisation, determination: id, proposer: ministry.other.id },
      details: { proposal, opens: [{ site: siteId, zone: 'server', class: 3, persons: 1 }] },
    });
    expect((await entriesOfAct(siteId)).map(({ kind }) => kind)).toEqual(['determination-adopted']);
    const { rows } = await test.pool.query(
      `select decided_by from determinations where determination_id = $1 and until_seq is null and state = 'adopted'`,
      [id],
    );
    expect(rows).toEqual([{ decided_by: ministry.other.id }]);
    expect((await read(proposal)).body).toMatchObject({ state: 'confirmed', change: null });
    expect((await confirm(ministry.officer.token, proposal)).status).toBe(409);
  });

  it('is confirmed neither by whoever proposed it nor by a machine', async () => {
    const { organisation } = await aRuledSite();
    const { proposal } = await proposed(organisation);
    expect((await confirm(ministry.other.token, proposal)).body.type).toBe('/problems/self-approval');
    const robot = await aMachine(test, newId(), [{ role: 'general-officer' }]);
    expect((await confirm(robot, proposal)).status).toBe(403);
    const withdrawn = await post(ministry.other.token, `/determinations/changes/${proposal}/withdraw`);
    expect(withdrawn.status).toBe(200);
    expect((await confirm(ministry.officer.token, proposal)).status).toBe(409);
  });

  it('is not confirmed once it lets in others, or ends another, than it was weighed to', async () => {
    const { organisation, siteId } = await aRuledSite();
    const first = await proposed(organisation);
    await permit(siteId, ['server']);
    expect((await confirm(ministry.officer.token, first.proposal)).status).toBe(412);
    const second = await proposed(organisation);
    expect(
      (await post(ministry.officer.token, `/determinations/${second.id}/end`, { reason: '取下げ' })).status,
    ).toBe(200);
    expect((await confirm(ministry.officer.token, second.proposal)).status).toBe(404);
  });
});

describe('determinations that one person adopts or ends', () => {
  it('lets one person open class 2, and the entry says so', async () => {
    const { organisation, siteId, person } = await aRuledSite();
    const id = await written(organisation, 't1r33', 2);
    const adopted = await post(ministry.other.token, `/determinations/${id}/adopt`);
    expect(adopted).toMatchObject({ status: 200, body: { id, stored: true } });
    expect(adopted.body.opens).toEqual([opening(siteId, 'office', 2, [person])]);
    expect((await entriesOfAct(ministryLogId)).at(-1)).toMatchObject({
      details: { opens: [{ site: siteId, zone: 'office', persons: 1 }] },
    });
  });

  it('says whom the ready proposals let in where somebody was kept out, before and when they are adopted', async () => {
    const { officer } = ministry;
    const organisation = await anOrganisation();
    const siteId = await aBareSite(test, ministry);
    const plan = planOf(organisation, { signs: [] });
    expect(await putPlan(test, officer.token, siteId, plan, 0)).toMatchObject({ status: 200 });
    const person = await permit(siteId, ['office', 'server']);
    const opens = [opening(siteId, 'office', 2, [person])];
    const path = '/determinations/adopt';
    const preview = await post(officer.token, `${path}?dryRun=true`, everyProposal(organisation));
    expect(preview).toMatchObject({ status: 200, body: { stored: false, opens } });
    const adopted = await post(officer.token, path, everyProposal(organisation));
    expect(adopted).toMatchObject({ status: 201, body: { stored: true, opens } });
  });

  it('opens nothing by an end, because the strict value holds from then on', async () => {
    const { organisation } = await aRuledSite();
    const { id, proposal } = await proposed(organisation);
    expect((await confirm(ministry.officer.token, proposal)).status).toBe(200);
    const path = `/determinations/${id}/end`;
    const preview = await post(ministry.other.token, `${path}?dryRun=true`, { reason: '見直し' });
    expect(preview).toMatchObject({ status: 200, body: { id, stored: false, opens: [] } });
    const ended = await post(ministry.other.token, path, { reason: '見直し' });
    expect(ended).toMatchObject({ status: 200, body: { id, stored: true, opens: [] } });
  });
});
