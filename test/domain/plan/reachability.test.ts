import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachableFrom } from '../../../src/zones/plan/plan-graph.ts';
import { reachability } from '../../../src/zones/plan/reachability.ts';

const zones = Array.from({ length: 40 }, (_, index) => `z${index}`);
const anyZone = fc.constantFrom(...zones);
const anySteps = fc.array(fc.record({ from: anyZone, to: anyZone }), { maxLength: 60 });

describe('what can be reached', () => {
  it('is what a walk from each zone finds, loops and dead ends included', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const reaches = reachability(steps);
        for (const from of zones) {
          expect(zones.filter((to) => reaches(from, to)).toSorted()).toEqual(
            [...reachableFrom([from], steps)].toSorted(),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is found at the end of a corridor of 5,000 zones, and not back', () => {
    const steps = Array.from({ length: 4999 }, (_, index) => ({ from: `c${index}`, to: `c${index + 1}` }));
    const reaches = reachability(steps);
    expect([reaches('c0', 'c4999'), reaches('c4999', 'c0')]).toEqual([true, false]);
  });
});
