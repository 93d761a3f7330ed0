import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outsideZones, passages, reachableFrom } from '../../../src/zones/plan/plan-graph.ts';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { zonesBehind } from '../../../src/zones/plan/zones-behind.ts';
import { aDoor, aPlan, aZone } from '../../support/a-plan.ts';

const plan = aPlan();

/** Zones of any class and doors between any of them, in one direction or both. */
const anyPlan = fc
  .array(fc.constantFrom(0, 1, 1, 2, 2, 3), { minLength: 2, maxLength: 12 })
  .chain((classes) => {
    const ids = classes.map((_, index) => `z${index}`);
    const anyDoor = fc
      .record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids), both: fc.boolean() })
      .map(({ from, to, both }) => {
        const door = aDoor(from, to);
        return both ? door : { ...door, directions: door.directions.slice(0, 1) };
      });
    return fc
      .array(anyDoor, { maxLength: 24 })
      .map((doors) =>
        aPlan({ zones: ids.map((id, index) => aZone({ id, class: classes[index] ?? 0 })), doors }),
      );
  });

/** By its definition: what is reached from outside, and no more once the zone is taken away. One walk a zone. */
function byTakingAway(of: SitePlan, zone: string): readonly string[] {
  const outside = outsideZones(of);
  const steps = passages(of);
  const around = reachableFrom(
    outside.filter((id) => id !== zone),
    steps.filter(({ from, to }) => from !== zone && to !== zone),
  );
  return [...reachableFrom(outside, steps)].filter((id) => id !== zone && !around.has(id)).toSorted();
}

describe('what lies behind a zone', () => {
  it('behind the office lies the server room, behind the hall both', () => {
    expect(zonesBehind(plan)('office')).toEqual(['server']);
    expect(zonesBehind(plan)('hall').toSorted()).toEqual(['office', 'server']);
  });

  it('a second way round leaves nothing behind the office', () => {
    const round = aPlan({ doors: [...plan.doors, aDoor('hall', 'server')] });
    expect(zonesBehind(round)('office')).toEqual([]);
  });

  it('is what cannot be reached once that zone is taken away', () => {
    let found = 0;
    fc.assert(
      fc.property(anyPlan, (any) => {
        const behind = zonesBehind(any);
        for (const { id } of any.zones) {
          const zones = behind(id).toSorted();
          expect(zones).toEqual(byTakingAway(any, id));
          found += zones.length;
        }
      }),
      { numRuns: 1000 },
    );
    expect(found).toBeGreaterThan(1000);
  });

  it('is found at the end of a corridor of 5,000 zones', () => {
    const ids = Array.from({ length: 5000 }, (_, at) => `c${at}`);
    const corridor = aPlan({
      zones: ids.map((id, at) => aZone({ id, class: at === 0 ? 0 : 1 })),
      doors: ids.slice(1).map((id, at) => aDoor(`c${at}`, id)),
    });
    expect(zonesBehind(corridor)('c1')).toHaveLength(4998);
    expect(zonesBehind(corridor)('c4999')).toEqual([]);
  });
});
