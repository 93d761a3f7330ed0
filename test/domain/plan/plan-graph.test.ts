import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachableFrom, zonesWithoutWayOut } from '../../../src/zones/plan/plan-graph.ts';
import { aDoor, aPlan, aZone } from '../../support/a-plan.ts';

/** A few zones of any class and doors between any of them, in one direction or both. */
const anyPlan = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 7 }).chain((classes) => {
  const ids = classes.map((_, index) => `z${index}`);
  const anyDoor = fc
    .record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids), both: fc.boolean() })
    .map(({ from, to, both }) => {
      const door = aDoor(from, to);
      return both ? door : { ...door, directions: door.directions.slice(0, 1) };
    });
  return fc
    .array(anyDoor, { maxLength: 10 })
    .map((doors) =>
      aPlan({ zones: ids.map((id, index) => aZone({ id, class: classes[index] ?? 0 })), doors }),
    );
});

describe('the graph of a plan', () => {
  it('a loop of doors is walked once', () => {
    const steps = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    expect([...reachableFrom(['a'], steps)]).toEqual(['a', 'b']);
  });

  it('every door more leaves no more zones without a way out', () => {
    fc.assert(
      fc.property(anyPlan, (any) => {
        const fewer = { ...any, doors: any.doors.slice(1) };
        const trapped = new Set(zonesWithoutWayOut(fewer));
        for (const id of zonesWithoutWayOut(any)) expect(trapped.has(id)).toBe(true);
      }),
    );
  });
});
