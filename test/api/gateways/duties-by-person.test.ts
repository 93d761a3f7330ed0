import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeCardStep } from '../../../src/people/cards/take-card-step.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aMinistry, type Ministry, planOf } from '../../support/a-ministry.ts';
import { anOffice, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { aClock, startTestApp, type TestApp } from '../../support/test-app.ts';

/** 12:00 in Tokyo, a Monday. */
const noon = new Date('2026-04-06T03:00:00.000Z');
const clock = aClock(noon);
let test: TestApp;
let ministry: Ministry;
let office: Office;
let gateway: TestGateway;

beforeAll(async () => {
  test = await startTestApp(clock);
  ministry = await aMinistry(test);
  office = await anOffice(test.deps, { plan: planOf(ministry.organisation) });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const night = {
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: '17:00', until: '08:30' }],
    onHolidays: 'closed',
    onYearEnd: 'closed',
  };
  // Nobody but staff is confirmed when leaving the server room by day; everybody is at night.
  await determine('t1r20', [
    { value: 'required', times: night },
    { value: 'not-required', persons: ['staff'] },
    { value: 'required' },
  ]);
  await determine('t1r21', [{ value: 'not-required' }]);
});
afterAll(() => test.close());

async function determine(row: string, clauses: readonly object[]): Promise<void> {
  const { organisation, officer, other } = ministry;
  const payload = {
    organisation,
    row,
    class: 3,
    clauses,
    words: '例',
    basis: '例',
    from: noon.toISOString(),
  };
  const proposed = await test.ask(officer.token, { method: 'POST', url: '/api/v1/determinations', payload });
  const adopted = await test.ask(other.token, {
    method: 'POST',
    url: `/api/v1/determinations/${proposed.body.id}/adopt`,
    payload: {},
  });
  expect(adopted.status).toBe(200);
}

async function leave(number: string) {
  const answer = await gateway.post(gateway.read(number, 'office-server-to-office'));
  return answer.body.results[0];
}

describe('leaving where only some are confirmed', () => {
  it('asks nothing of staff by day, and of everybody at night, by one version of the rules', async () => {
    const suspended = [office.persons[0]?.id];
    await asOwner(test, "update persons set state = 'suspended' where person_id = $1", suspended);
    expect(await leave('10000')).toMatchObject({ verdict: 'grant' });
    clock.set(new Date('2026-04-06T08:00:00.000Z'));
    const refused = await leave('10000');
    expect(refused).toMatchObject({ verdict: 'deny' });
    expect(codesOf(refused)).toEqual(['person-suspended']);
    clock.set(new Date('2026-04-07T03:00:00.000Z'));
    expect(await leave('10000')).toMatchObject({ verdict: 'grant' });
  });

  it('takes whoever reads a lost card for nobody of the staff', async () => {
    await takeCardStep(test.deps, fromTerminal(), office.persons[1]?.cardId ?? '', 'report-lost', '紛失');
    const refused = await leave('10001');
    expect(refused).toMatchObject({ verdict: 'deny' });
    expect(codesOf(refused)).toEqual(['card-lost']);
  });

  it('confirms whoever reads an unknown card', async () => {
    const refused = await leave('77777');
    expect(refused).toMatchObject({ verdict: 'deny' });
    expect(codesOf(refused)).toEqual(['unknown-card']);
  });
});
