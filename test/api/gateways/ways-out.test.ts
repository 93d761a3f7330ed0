import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;

const plan = aPlan();
const behindACorridor = aPlan({
  zones: [...plan.zones, aZone({ id: 'room', name: '奥の部屋' })],
  doors: [...plan.doors, aDoor('office', 'room')],
  readers: [...plan.readers, aReader('office-room', 'room'), aReader('office-room', 'office')],
});

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan: behindACorridor });
});
afterAll(() => test.close());

describe('somebody in a room behind a corridor of the same class', () => {
  it('is let out after hours, and not in again', async () => {
    test.clock.set(new Date('2026-04-06T23:30:00+09:00'));
    const gateway = aGatewayOf(test, office.tokens.get('gateway'));
    const number = office.persons[0]?.number ?? '';
    const { results } = (
      await gateway.post(
        gateway.read(number, 'office-room-to-office'),
        gateway.read(number, 'office-room-to-room'),
      )
    ).body;
    expect(results).toMatchObject([{ verdict: 'grant' }, { verdict: 'deny' }]);
    expect(codesOf(results[1])).toContain('outside-schedule');
  });

  it('is let out who left the service at midnight, and the guard is told where row 20 asks', async () => {
    const gateway = aGatewayOf(test, office.tokens.get('gateway'));
    const { id = '', number = '' } = office.persons[1] ?? {};
    await asOwner(test, "update persons set state = 'left' where person_id = $1", [id]);
    const { results } = (await gateway.post(gateway.read(number, 'office-room-to-office'))).body;
    expect(results).toMatchObject([{ verdict: 'grant' }]);
    const { decision, effects } = await lastEntryOf(test.pool, office.siteId);
    expect(decision).toMatchObject({ direction: 'moving', reasons: [] });
    expect(decision.notes.map(({ code }: { code: string }) => code)).toContain('person-left');
    const out = (await gateway.post(gateway.read(number, 'office-server-to-office'))).body.results;
    expect(out).toMatchObject([{ verdict: 'grant' }]);
    expect(effects).not.toContainEqual(expect.objectContaining({ kind: 'refused-leaving' }));
    const told = (await lastEntryOf(test.pool, office.siteId)).effects;
    expect(told).toContainEqual(expect.objectContaining({ kind: 'unconfirmed-leaving', person: id }));
  });
});
