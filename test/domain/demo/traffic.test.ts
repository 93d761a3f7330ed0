import { describe, expect, it } from 'vitest';
import { demoPlan } from '../../../src/demo/demo-plan.ts';
import { Agenda } from '../../../src/demo/traffic/agenda.ts';
import { buildChance } from '../../../src/demo/traffic/chance.ts';
import { findWay } from '../../../src/demo/traffic/find-way.ts';
import { someOf } from '../../../src/demo/traffic/load-cast.ts';
import { planMishaps } from '../../../src/demo/traffic/mishaps.ts';
import { dayBegins, dayEnds, planDay, type Walker } from '../../../src/demo/traffic/plan-day.ts';
import { newId } from '../../../src/kernel/ids.ts';

const plan = demoPlan(newId());
const common = ['lobby', 'meeting-1f', 'corridor-2f', 'corridor-3f'];

function aWalker(nth: number, work: Walker['work'], ...zones: readonly string[]): Walker {
  const card = { format: 'wiegand-34', facility: '12', number: String(nth) };
  return { personId: newId(), card, zones: new Set([...common, ...zones]), work };
}

const walkers = [
  ...Array.from({ length: 20 }, (_, nth) => aWalker(nth, 'office', 'office-policy', 'meeting-2f')),
  ...Array.from({ length: 10 }, (_, nth) => aWalker(100 + nth, 'office', 'office-systems', 'server-room')),
  aWalker(200, 'guard', 'guard-room', 'mail-room'),
  aWalker(300, 'cleaner', 'office-general', 'office-policy'),
];

describe('a day of demo traffic', () => {
  it('is the same for the same seed, and another for another', () => {
    const day = (seed: number) => planDay(walkers, plan, buildChance(seed));
    expect(day(7)).toEqual(day(7));
    expect(day(7)).not.toEqual(day(8));
  });

  it('lies within its hours, in the order of time, and everybody goes home last', () => {
    const errands = planDay(walkers, plan, buildChance(1));
    expect(errands.map(({ minute }) => minute)).toEqual(
      errands.map(({ minute }) => minute).toSorted((a, b) => a - b),
    );
    expect(errands.every(({ minute }) => minute >= dayBegins && minute < dayEnds)).toBe(true);
    walkers.forEach((_, index) => {
      expect(errands.filter(({ walker }) => walker === index).at(-1)?.to).toBe('street');
    });
  });

  it('sends people only where they may go, and some into class 3', () => {
    const errands = planDay(walkers, plan, buildChance(1));
    expect(errands.every(({ walker, to }) => to === 'street' || walkers[walker]?.zones.has(to))).toBe(true);
    expect(errands.some(({ to }) => to === 'server-room')).toBe(true);
    expect(errands.some(({ to }) => to === 'meeting-2f')).toBe(true);
  });

  it('goes through the gates and never out by a door for escape', () => {
    const chance = buildChance(1);
    const way = findWay(plan, 'street', 'office-policy', chance);
    expect(way.map(({ to }) => to)).toEqual(['counter', 'lobby', 'corridor-2f', 'office-policy']);
    expect(way.map(({ reader }) => reader !== undefined)).toEqual([false, true, false, true]);
    const home = findWay(plan, 'office-policy', 'street', chance);
    expect(home.map(({ to }) => to)).toEqual(['corridor-2f', 'lobby', 'counter', 'street']);
    expect(home[0]).toMatchObject({ reader: undefined, contact: true, gateway: 'gw-2f' });
    expect(findWay(plan, 'lobby', 'lobby', chance)).toEqual([]);
  });

  it('is not without an unknown card, a lost one, and somebody at a door that is not theirs', () => {
    const lost = { format: 'wiegand-34', facility: '12', number: '77' };
    const mishaps = planMishaps(plan, walkers, lost);
    expect(mishaps.map(({ card }) => card.number)).toEqual(['999999', '0', '0', '77']);
    expect(planMishaps(plan, walkers, undefined)).toHaveLength(3);
  });

  it('takes its people evenly from the whole office', () => {
    const some = someOf(walkers, 4);
    expect(some.map((walker) => walkers.indexOf(walker))).toEqual([0, 8, 16, 24]);
    expect(someOf(walkers, 100)).toEqual(walkers);
  });
});

describe('an agenda', () => {
  it('gives what is due in the order of time, and at the same second in the order it was added', () => {
    const agenda = new Agenda<string>();
    for (const [second, item] of [
      [5, 'c'],
      [1, 'a'],
      [5, 'd'],
      [3, 'b'],
    ] as const)
      agenda.add(second, item);
    const taken = [1, 2, 3, 4].map(() => agenda.take()?.item);
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
    expect(agenda.take()).toBeUndefined();
  });
});
