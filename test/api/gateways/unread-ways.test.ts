import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlan } from '../../../src/demo/demo-plan.ts';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aGatewayOf, codesOf } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOrganisation } from '../../support/a-ruled-zone.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let made = 0;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

async function anotherOffice(plan: SitePlan): Promise<Office> {
  made += 1;
  test.clock.set(new Date('2026-04-06T12:00:00+09:00'));
  return anOffice(test.deps, { plan, staff: 1, firstNumber: made * 10_000 });
}

/** Reads the one card at these readers, one after the other, at the gateway each belongs to. */
async function reading(office: Office, plan: SitePlan, ...readers: readonly string[]) {
  const results: { verdict: string; reasons?: { code: string }[] }[] = [];
  for (const reader of readers) {
    const { gateway = '' } = plan.readers.find(({ id }) => id === reader) ?? {};
    const panel = aGatewayOf(test, office.tokens.get(gateway));
    results.push((await panel.post(panel.read(office.persons[0]?.number ?? '', reader))).body.results[0]);
  }
  const { decision, effects } = await lastEntryOf(test.pool, office.siteId);
  const alarms = effects.filter(({ type }: { type: string }) => type === 'alarm');
  return {
    verdicts: results.map(({ verdict }) => verdict),
    last: codesOf(results.at(-1) ?? {}),
    notes: decision.notes.map(({ code }: { code: string }) => code),
    alarms: alarms.map(({ kind }: { kind: string }) => kind),
  };
}

const passback = (mode: 'off' | 'soft' | 'hard', door: string, plan: SitePlan): SitePlan => ({
  ...plan,
  doors: plan.doors.map((one) =>
    one.id === door
      ? {
          ...one,
          contact: false,
          directions: one.directions.map((direction) => ({ ...direction, passback: { mode } })),
        }
      : one,
  ),
});

/** The demo office without the doors that only determinations allow. */
function aDemoPlan(): SitePlan {
  const plan = demoPlan(anOrganisation);
  const undetermined = (door: string) => door.startsWith('street-guard-room');
  return {
    ...plan,
    doors: plan.doors.filter(({ id }) => !undetermined(id)),
    readers: plan.readers.filter(({ door }) => !undetermined(door)),
  };
}

describe('stairs without a reader', () => {
  it.each(['hard', 'soft'] as const)('lead to the archive from the gate below: %s', async (mode) => {
    const plan = passback(mode, 'corridor-3f-archive-1', aDemoPlan());
    const office = await anotherOffice(plan);
    const read = await reading(office, plan, 'counter-lobby-1-to-lobby', 'corridor-3f-archive-1-to-archive');
    expect(read).toMatchObject({ verdicts: ['grant', 'grant'], last: [], alarms: [] });
    expect(read.notes).not.toContain('unexpected-zone');
  });
});

describe('a person last known in the server room', () => {
  const server = (mode: 'off' | 'soft' | 'hard') =>
    passback('hard', 'office-server', passback(mode, 'street-hall', aPlan()));

  it.each([
    ['off', 'grant'],
    ['soft', 'grant'],
    ['hard', 'deny'],
  ] as const)('who is read at the street left unseen: entrance %s', async (mode, verdict) => {
    const plan = server(mode);
    const office = await anotherOffice(plan);
    const read = await reading(
      office,
      plan,
      'street-hall-to-hall',
      'hall-office-to-office',
      'office-server-to-server',
      'street-hall-to-hall',
    );
    expect(read.verdicts.at(-1)).toBe(verdict);
    expect([...read.notes, ...read.last]).toContain('unexpected-zone');
    expect(read.alarms).toEqual(['unexpected-zone']);
  });

  it('is nothing to tell of where nobody is read on the way down', async () => {
    const plan = server('soft');
    const readers = plan.readers.filter(({ id }) => id !== 'office-server-to-office');
    const office = await anotherOffice({ ...plan, readers });
    const read = await reading(
      office,
      plan,
      'street-hall-to-hall',
      'hall-office-to-office',
      'office-server-to-server',
      'street-hall-to-hall',
    );
    expect(read).toMatchObject({ verdicts: ['grant', 'grant', 'grant', 'grant'], alarms: [] });
    expect(read.notes).not.toContain('unexpected-zone');
  });
});
