import { describe, expect, it } from 'vitest';
import { simulatedPasses } from '../../../src/demo/demo-passes.ts';
import { demoPlan } from '../../../src/demo/demo-plan.ts';
import { buildChance } from '../../../src/demo/traffic/chance.ts';
import { planDay, type Walker } from '../../../src/demo/traffic/plan-day.ts';
import { errandsBeside, expectVisits, receivers } from '../../../src/demo/visitors/expect-visits.ts';
import { shareDoors } from '../../../src/demo/visitors/share-doors.ts';
import { newId } from '../../../src/kernel/ids.ts';

const plan = demoPlan(newId());
const common = ['lobby', 'meeting-1f', 'corridor-2f', 'corridor-3f'];

function someWalkers(count: number, work: Walker['work'], office: string): readonly Walker[] {
  return Array.from({ length: count }, (_, nth) => ({
    personId: newId(),
    card: { format: 'wiegand-34', facility: '12', number: String(nth) },
    zones: new Set([...common, 'meeting-2f', office]),
    work,
  }));
}

const walkers = [
  ...someWalkers(30, 'office', 'office-policy'),
  ...someWalkers(30, 'office', 'office-systems'),
  ...someWalkers(5, 'guard', 'guard-room'),
  ...someWalkers(5, 'cleaner', 'office-general'),
];
const house = { plan, passes: simulatedPasses, mayHost: () => true };

describe('the visitors of a simulated day', () => {
  it('are the same for the same seed, and others for another', () => {
    const day = (seed: number) => expectVisits(walkers, house, buildChance(seed));
    expect(day(7)).toEqual(day(7));
    expect(day(7)).not.toEqual(day(8));
  });

  it('come in every way once a day, and more of them where there are more people', () => {
    const plots = (some: readonly Walker[]) =>
      expectVisits(some, house, buildChance(1)).map(({ plot }) => plot);
    const everyDay = ['ordinary', 'lunch-out', 'relief', 'in-vain', 'pass-kept', 'no-show'];
    expect(plots(walkers.slice(0, 12))).toEqual(everyDay);
    expect(plots(walkers)).toEqual([...everyDay, 'ordinary', 'ordinary', 'ordinary']);
  });

  it('have a host of their own who works in the office they go to, a colleague of it, and a pass each', () => {
    const visits = expectVisits(walkers, house, buildChance(1));
    const busy = visits.flatMap((visit) => [...receivers([visit])]);
    expect(new Set(busy).size).toBe(busy.length);
    for (const { host, colleague, zone } of visits) {
      for (const walker of [host, ...(colleague === undefined ? [] : [colleague])]) {
        expect(walkers[walker]).toMatchObject({ work: 'office' });
        expect(walkers[walker]?.zones.has(zone)).toBe(true);
      }
    }
    const passes = visits.flatMap(({ guests }) => guests.map(({ pass }) => pass.numeral));
    expect(new Set(passes).size).toBe(passes.length);
    expect(passes).not.toContain('V-01');
  });

  it('are left out where nobody may host them, or no pass is left', () => {
    expect(expectVisits(walkers, { ...house, mayHost: () => false }, buildChance(1))).toEqual([]);
    const two = expectVisits(walkers, { ...house, passes: simulatedPasses.slice(0, 2) }, buildChance(1));
    expect(two.map(({ plot }) => plot)).toEqual(['lunch-out']);
  });

  it('take the time of whoever receives them', () => {
    const visits = expectVisits(walkers, house, buildChance(1));
    const errands = planDay(walkers, plan, buildChance(1));
    const left = errandsBeside(errands, visits);
    expect(left.length).toBeLessThan(errands.length);
    for (const visit of visits.filter(({ plot }) => plot !== 'no-show' && plot !== 'in-vain')) {
      const during = left.filter(
        ({ walker, minute }) =>
          receivers([visit]).has(walker) && visit.comes <= minute && minute <= visit.goes,
      );
      expect(during).toEqual([]);
    }
  });

  it('read at doors of an office at which the staff do not, and share all others with them', () => {
    const shared = shareDoors(plan);
    const into = (zone: string, use: keyof typeof shared) =>
      shared[use].doors.flatMap(({ id, directions }) =>
        directions.some(({ to }) => to === zone) ? [id] : [],
      );
    const doors = (['staff', 'escort', 'visitors'] as const).map((use) =>
      into('office-general', use).filter((id) => id.startsWith('corridor-2f')),
    );
    expect(doors).toEqual([
      ['corridor-2f-office-general-2'],
      ['corridor-2f-office-general-1'],
      ['corridor-2f-office-general-3'],
    ]);
    for (const zone of ['lobby', 'guard-room', 'server-room', 'meeting-2f']) {
      expect(into(zone, 'staff')).toEqual(into(zone, 'visitors'));
      expect(into(zone, 'staff')).toEqual(into(zone, 'escort'));
    }
  });
});
