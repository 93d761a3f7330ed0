import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf } from '../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../support/a-permit-house.ts';
import { anEngineer, aTakeOut } from '../support/a-take-out.ts';
import { entriesOf, gatewayToken } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';

let house: PermitHouse;
let engineer: Officer;
let sectionOfficer: Officer;
let systemOfficer: Officer;
let securityOfficer: Officer;
let permit: string;
let beat: () => Promise<unknown>;

/** Monday morning; the laptop is permitted until Friday midnight, the report of its end is due on Monday night. */
beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site, section } = house;
  test.clock.set(new Date('2026-04-06T00:00:00.000Z'));
  engineer = await anEngineer(house);
  sectionOfficer = await anOfficer(test, [{ role: 'section-officer', scope: section }]);
  systemOfficer = await anOfficer(test, [{ role: 'system-officer' }]);
  securityOfficer = await anOfficer(test, [{ role: 'security-officer' }]);
  const gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  beat = () => gateway.post(gateway.event('heartbeat', {}));
});
afterAll(() => house.test.close());

async function tasksOf(who: Officer, query = '?mine=true') {
  const { body } = await house.get(who.token, `/sites/${house.site}/permit-tasks${query}`);
  return body.items.flatMap(({ permit: id, tasks }: { permit: string; tasks: readonly { is: string }[] }) =>
    tasks.map(({ is }) => [id, is]),
  );
}

async function saidOf(kind: string) {
  const entries = await entriesOf(house.test.pool, house.site);
  return entries.filter((entry) => entry.kind === kind).map(({ text }) => JSON.parse(text));
}

describe('an engineer who takes a laptop out and forgets the report', () => {
  it('applies, and the head of the section finds it among what waits for them', async () => {
    const { post, site } = house;
    const { body } = await post(engineer.token, `/sites/${site}/take-outs`, aTakeOut(engineer.id));
    permit = body.id;
    expect(body.state).toBe('requested');
    expect(await tasksOf(sectionOfficer)).toEqual([[permit, 'decide']]);
    expect(await tasksOf(engineer)).toEqual([]);
    expect(await tasksOf(securityOfficer)).toEqual([]);
    await house.permit(sectionOfficer.token, permit, 'approve');
    expect(await tasksOf(sectionOfficer)).toEqual([]);
  });

  it('takes it out, and past Friday both have a task, and the log says so once', async () => {
    await house.permit(engineer.token, permit, 'start');
    house.test.clock.set(new Date('2026-04-10T15:00:00.000Z'));
    await beat();
    await beat();
    expect(await tasksOf(engineer)).toEqual([[permit, 'overdue']]);
    expect(await tasksOf(sectionOfficer)).toEqual([[permit, 'overdue']]);
    expect(await tasksOf(securityOfficer)).toEqual([]);
    expect(await saidOf('permit-overdue')).toMatchObject([{ subject: { permit } }]);
    expect(await saidOf('permit-unreported')).toEqual([]);
  });

  it('is unreported three days later, when what was left rises to the heads', async () => {
    house.test.clock.set(new Date('2026-04-13T15:00:00.000Z'));
    await beat();
    expect(await saidOf('permit-unreported')).toMatchObject([{ subject: { permit } }]);
    expect(await tasksOf(engineer)).toEqual([
      [permit, 'overdue'],
      [permit, 'unreported'],
    ]);
    expect(await tasksOf(securityOfficer)).toEqual([[permit, 'overdue']]);
    const { body } = await house.get(sectionOfficer.token, `/sites/${house.site}/permit-tasks`);
    expect(body.items).toMatchObject([
      {
        kindSays: '区域外での情報処理・持ち出し',
        applicant: engineer.id,
        tasks: [
          { is: 'overdue', says: '期限超過', due: '2026-04-10T15:00:00.000Z', risen: true, mine: true },
          { is: 'unreported', says: '未報告', risen: false, persons: [engineer.id] },
        ],
      },
    ]);
  });

  it('comes back: the laptop is connected again by leave of whoever keeps the LAN, once it was checked', async () => {
    const { post, site } = house;
    const url = `/sites/${site}/take-outs/${permit}/reentry`;
    const checks = { antivirus: true, patches: true };
    const early = await post(systemOfficer.token, url, {
      lan: 'main',
      checks: { ...checks, patches: false },
    });
    expect(early.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/checks/patches']);
    expect((await post(sectionOfficer.token, url, { lan: 'main', checks })).status).toBe(403);
    expect((await post(systemOfficer.token, url, { lan: 'main', checks })).status).toBe(200);
    expect(await saidOf('reentry-permitted')).toMatchObject([
      { subject: { permit, person: engineer.id }, details: { lan: 'main', checks } },
    ]);
    const { body } = await house.permit(engineer.token, permit);
    expect(body.terms.reentries).toMatchObject([{ lan: 'main', checks, by: systemOfficer.id }]);
  });

  it('reports at last, and nobody has a task any more', async () => {
    const closed = await house.permit(engineer.token, permit, 'close', {
      report: '図面は消去し端末は返却した',
    });
    expect(closed.body).toEqual({ state: 'closed' });
    for (const who of [engineer, sectionOfficer, securityOfficer]) expect(await tasksOf(who)).toEqual([]);
    expect((await house.permit(engineer.token, permit)).body).toMatchObject({
      conditions: [],
      report: '図面は消去し端末は返却した',
    });
  });
});
