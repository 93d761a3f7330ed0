import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { endRole } from '../../../src/operators/roles/end-role.ts';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { standingPermissions } from '../../../src/people/permissions/tables.ts';
import { persons } from '../../../src/people/registry/tables.ts';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aBareSite, aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { asSystem } from '../../support/as-system.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { aMachine, aToken, startTestApp, type TestApp } from '../../support/test-app.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let test: TestApp;
let ministry: Ministry;
beforeAll(async () => {
  test = await startTestApp();
  ministry = await aMinistry(test);
});
afterAll(() => test.close());

/** A site whose lobby somebody may enter. */
async function aKeptSite() {
  const siteId = await aBareSite(test, ministry);
  const { seq } = (await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0)).body;
  const person = await permit(siteId, ['hall']);
  return { siteId, seq: Number(seq), person };
}

async function permit(siteId: string, zoneIds: string[]): Promise<string> {
  const db = databaseOf(test.pool);
  const id = newId<'person'>();
  const person = { personId: id, kind: 'staff', state: 'active', name: '来栖 一' } as const;
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
    purpose: '執務',
    approvals: [],
  });
  return id;
}

/** The plan in which the reader of the server room is turned to the lobby: whoever may enter the lobby opens the server room. */
const turned = (): SitePlan => ({
  ...ministry.plan,
  readers: ministry.plan.readers.map((reader) =>
    reader.id === 'office-server-to-server' ? { ...reader, door: 'street-hall', to: 'hall' } : reader,
  ),
});

type Site = Awaited<ReturnType<typeof aKeptSite>>;

async function propose(
  { siteId, seq }: Site,
  by: Officer = ministry.officer,
  plan = turned(),
): Promise<string> {
  const answer = await putPlan(test, by.token, siteId, plan, seq);
  expect(answer).toMatchObject({ status: 202, body: { stored: false, seq } });
  expect(answer.headers.location).toBe(`/api/v1/sites/${siteId}/plan/proposals/${answer.body.proposal.id}`);
  return answer.body.proposal.id;
}

const post = (by: Pick<Officer, 'token'>, { siteId }: Site, id: string, step: 'confirm' | 'withdraw') =>
  test.ask(by.token, { method: 'POST', url: `/api/v1/sites/${siteId}/plan/proposals/${id}/${step}` });
const confirm = (by: Pick<Officer, 'token'>, site: Site, id: string) => post(by, site, id, 'confirm');
const read = (site: Site, id: string) =>
  test.ask(ministry.officer.token, {
    method: 'GET',
    url: `/api/v1/sites/${site.siteId}/plan/proposals/${id}`,
  });
const planOfSite = ({ siteId }: Site) =>
  test.ask(ministry.officer.token, { method: 'GET', url: `/api/v1/sites/${siteId}/plan` });
const changes = async ({ siteId }: Site) =>
  (await entriesOf(test.pool, siteId))
    .filter(({ kind }) => kind === 'plan-changed')
    .map(({ text }) => JSON.parse(text));

describe('a change of the plan that lets somebody into class 3', () => {
  it('says in its dry run who, and stores nothing', async () => {
    const site = await aKeptSite();
    const preview = await putPlan(
      test,
      ministry.officer.token,
      site.siteId,
      turned(),
      site.seq,
      '?dryRun=true',
    );
    expect(preview.status).toBe(200);
    expect(preview.body.opens).toEqual([
      {
        zone: 'server',
        class: 3,
        anybody: false,
        persons: [site.person],
        by: ['readers/office-server-to-server'],
      },
    ]);
    expect(preview.body).not.toHaveProperty('proposal');
  });

  it('is not made by one person: it waits, and nothing changes and nothing is recorded', async () => {
    const site = await aKeptSite();
    const before = await entriesOf(test.pool, site.siteId);
    await propose(site);
    expect((await planOfSite(site)).body).toEqual(ministry.plan);
    expect(await entriesOf(test.pool, site.siteId)).toEqual(before);
  });

  it('is made by a second person, in one entry that names both', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const answer = await confirm(ministry.other, site, id);
    expect(answer).toMatchObject({ status: 200, body: { stored: true } });
    expect((await planOfSite(site)).body).toEqual(turned());
    const [, entry, ...more] = await changes(site);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      seq: answer.body.seq,
      actor: { type: 'person', id: ministry.other.id },
      subject: { proposer: ministry.officer.id },
      details: {
        proposal: id,
        before: site.seq,
        opens: [{ zone: 'server', class: 3, anybody: false, persons: 1 }],
      },
    });
    expect((await read(site, id)).body).toMatchObject({
      state: 'confirmed',
      closedBy: ministry.other.id,
      plan: null,
    });
  });

  it('is shown to the second person with the plan, who it lets in and how long it waits', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const shown = await read(site, id);
    expect(shown.body).toMatchObject({
      id,
      state: 'open',
      seq: site.seq,
      proposedBy: ministry.officer.id,
      opens: [{ zone: 'server', persons: [site.person] }],
      difference: { readers: { changed: [{ id: 'office-server-to-server', fields: ['door', 'to'] }] } },
      plan: turned(),
    });
    expect(Date.parse(shown.body.expiresAt) - Date.parse(shown.body.proposedAt)).toBe(15 * 60_000);
    const listed = await test.ask(ministry.other.token, {
      method: 'GET',
      url: `/api/v1/sites/${site.siteId}/plan/proposals`,
    });
    expect(listed.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  it('is confirmed once, whoever of two is first', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const third = await anOfficer(test, [{ role: 'security-officer' }]);
    const answers = await Promise.all([confirm(ministry.other, site, id), confirm(third, site, id)]);
    const [late] = answers.filter(({ status }) => status !== 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([409, 412]).toContain(late?.status);
    expect(await changes(site)).toHaveLength(2);
    expect(await confirm(third, site, id)).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict' },
    });
  });

  it('is confirmed by an instance that was started in the meantime', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const restarted = await buildWatchedApp({ ...test.deps, batchPool: test.batchPool });
    const answer = await restarted.inject({
      method: 'POST',
      url: `/api/v1/sites/${site.siteId}/plan/proposals/${id}/confirm`,
      headers: { authorization: `Bearer ${ministry.other.token}` },
    });
    expect(answer.statusCode).toBe(200);
    await restarted.close();
  });

  it('answers a repeat under its Idempotency-Key with the same proposal', async () => {
    const site = await aKeptSite();
    const ask = () =>
      test.ask(ministry.officer.token, {
        method: 'PUT',
        url: `/api/v1/sites/${site.siteId}/plan`,
        headers: { 'if-match': `"${site.seq}"`, 'idempotency-key': `turn-${site.siteId}` },
        payload: turned(),
      });
    const [first, again] = [await ask(), await ask()];
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.proposal).toEqual(first.body.proposal);
  });
});

describe('nobody is the second person', () => {
  it('who proposed it, also by another token', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const token = await aToken(test, { type: 'person', id: ministry.officer.id });
    for (const by of [ministry.officer, { token }]) {
      expect(await confirm(by, site, id)).toMatchObject({
        status: 403,
        body: { type: '/problems/self-approval' },
      });
    }
  });

  it.each(['the second by the first', 'the first by the second'])(
    'within 7 days of an appointment of %s',
    async (which) => {
      const site = await aKeptSite();
      const [first, second] = [
        await anOfficer(test, [{ role: 'security-officer' }]),
        await anOfficer(test, [{ role: 'security-officer' }]),
      ];
      const [giver, holder] = which.startsWith('the second') ? [first, second] : [second, first];
      await asOwner(test, 'update role_assignments set given_by = $1, given_at = $3 where holder_id = $2', [
        giver.id,
        holder.id,
        new Date(test.clock.now().getTime() - 6 * 86_400_000),
      ]);
      const id = await propose(site, first);
      const refused = await confirm(second, site, id);
      expect(refused).toMatchObject({ status: 403, body: { type: '/problems/self-approval' } });
      expect(refused.body.detail).toContain('7日');
      await asOwner(test, 'update role_assignments set given_at = $2 where holder_id = $1', [
        holder.id,
        new Date(test.clock.now().getTime() - 8 * 86_400_000),
      ]);
      expect((await confirm(second, site, id)).status).toBe(200);
    },
  );

  it('who is a machine, and a machine proposes nothing', async () => {
    const site = await aKeptSite();
    const machine = { token: await aMachine(test, `robot-${site.siteId}`, [{ role: 'security-officer' }]) };
    expect((await confirm(machine, site, await propose(site))).status).toBe(403);
    const proposed = await putPlan(test, machine.token, site.siteId, turned(), site.seq);
    expect(proposed.status).toBe(403);
  });

  it('who may not change the plan', async () => {
    const site = await aKeptSite();
    const guard = await anOfficer(test, [{ role: 'guard', siteId: site.siteId }]);
    expect((await confirm(guard, site, await propose(site))).status).toBe(403);
  });
});

describe('a proposal ends', () => {
  it('after 15 minutes', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const start = test.clock.now();
    test.clock.set(new Date(start.getTime() + 15 * 60_000));
    expect(await confirm(ministry.other, site, id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('期限') },
    });
    expect((await read(site, id)).body.state).toBe('expired');
    expect(await changes(site)).toHaveLength(1);
  });

  it.each(['officer', 'other'] as const)('when it is withdrawn, by the %s', async (who) => {
    const site = await aKeptSite();
    const id = await propose(site);
    expect((await post(ministry[who], site, id, 'withdraw')).status).toBe(200);
    expect(await confirm(ministry.other, site, id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('取り下げ') },
    });
    expect((await post(ministry[who], site, id, 'withdraw')).status).toBe(409);
    expect((await read(site, id)).body).toMatchObject({ state: 'withdrawn', plan: null });
  });

  it('when the plan has changed since', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    const named = { ...ministry.plan, site: { ...ministry.plan.site, name: '東庁舎' } };
    expect((await putPlan(test, ministry.officer.token, site.siteId, named, site.seq)).status).toBe(200);
    expect((await confirm(ministry.other, site, id)).status).toBe(412);
    expect(await changes(site)).toHaveLength(2);
  });

  it('when it would let in others than it was weighed to', async () => {
    const site = await aKeptSite();
    const id = await propose(site);
    await permit(site.siteId, ['hall']);
    expect((await confirm(ministry.other, site, id)).status).toBe(412);
    expect((await confirm(ministry.other, site, await propose(site))).status).toBe(200);
  });

  it('when whoever proposed it may not do so any more', async () => {
    const site = await aKeptSite();
    const proposer = await anOfficer(test, []);
    const given = await giveRole(test.deps, fromTerminal(), {
      holder: { type: 'person', id: proposer.id },
      role: 'security-officer',
      siteId: site.siteId,
    });
    if (!given.ok) throw new Error(given.refusal.code);
    const id = await propose(site, proposer);
    await endRole(test.deps, fromTerminal(), { assignmentId: given.value.id, reason: '異動' });
    expect(await confirm(ministry.other, site, id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('もうこの操作ができません') },
    });
  });

  it('nowhere but at its own site', async () => {
    const [site, elsewhere] = [await aKeptSite(), await aKeptSite()];
    expect((await confirm(ministry.other, elsewhere, await propose(site))).status).toBe(404);
  });
});

describe('one person still makes alone', () => {
  it('a change that lets somebody into class 2, and the entry says how many', async () => {
    const site = await aKeptSite();
    await permit(site.siteId, ['office']);
    const schedules = ministry.plan.schedules.map((one) => ({ ...one, onHolidays: 'as-usual' as const }));
    const answer = await putPlan(
      test,
      ministry.officer.token,
      site.siteId,
      { ...ministry.plan, schedules },
      site.seq,
    );
    expect(answer).toMatchObject({
      status: 200,
      body: { stored: true, opens: [{ zone: 'office', class: 2 }] },
    });
    expect((await changes(site)).at(-1).details.opens).toEqual([
      expect.objectContaining({ zone: 'office', persons: 1 }),
    ]);
  });

  it('the first plan of a site', async () => {
    const siteId = await aBareSite(test, ministry);
    expect((await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0)).status).toBe(200);
  });
});

describe('a reader of the server room that was taken out of the plan', () => {
  it('comes back for the lobby only by two', async () => {
    const site = await aKeptSite();
    const readers = ministry.plan.readers.filter(({ id }) => id !== 'office-server-to-server');
    const out = await putPlan(
      test,
      ministry.officer.token,
      site.siteId,
      { ...ministry.plan, readers },
      site.seq,
    );
    expect(out.status).toBe(200);
    await propose({ ...site, seq: out.body.seq });
  });

  it('AT-203 2.2.1.2(1)(b)(イ): also once its zone was given a lower class, which takes two itself', async () => {
    const site = await aKeptSite();
    const zones = ministry.plan.zones.map((zone) => (zone.id === 'server' ? { ...zone, class: 2 } : zone));
    await propose(site, ministry.officer, { ...ministry.plan, zones });
  });
});
