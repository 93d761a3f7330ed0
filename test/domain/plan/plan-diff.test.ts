import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { diffingPlans, isEmptyDiff } from '../../../src/zones/plan/plan-diff.ts';
import { aDoor, aPlan, aZone } from '../../support/a-plan.ts';

const plan = aPlan();
const pool = ['street', 'hall', 'office', 'server', 'attic'];
const anyZones = fc
  .uniqueArray(fc.constantFrom(...pool), { minLength: 1 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.integer({ min: 0, max: 3 }).map((level) => aZone({ id, class: level })))),
  );

const diffPlans = (...plans: Parameters<typeof diffingPlans>) => atOnce(diffingPlans(...plans));

describe('the difference of two plans', () => {
  it('finds nothing between a plan and itself, whatever the order', () => {
    const turned = aPlan({ zones: plan.zones.toReversed(), doors: plan.doors.toReversed() });
    expect(isEmptyDiff(diffPlans(plan, turned))).toBe(true);
  });

  it('tells what is added, what is closed, and which fields changed', () => {
    const [street, hall, office] = plan.zones;
    const after = aPlan({
      site: { ...plan.site, presenceResetAt: '04:00' },
      zones: [
        street,
        hall,
        { ...office, class: 3, hidden: true },
        aZone({ id: 'attic' }),
      ] as typeof plan.zones,
      doors: [...plan.doors, aDoor('hall', 'attic')],
    });
    const { site, zones, doors, readers } = diffPlans(plan, after);
    expect(site).toEqual(['presenceResetAt']);
    expect(zones.added.map(({ id }) => id)).toEqual(['attic']);
    expect(zones.closed.map(({ id }) => id)).toEqual(['server']);
    expect(zones.changed.map(({ after: zone, fields }) => [zone.id, fields])).toEqual([
      ['office', ['class', 'hidden']],
    ]);
    expect(doors.added.map(({ id }) => id)).toEqual(['hall-attic']);
    expect(readers).toEqual({ added: [], changed: [], closed: [] });
  });

  it('sees into directions and passback', () => {
    const [main, ...others] = plan.doors;
    const directions = main?.directions.map((way) => ({ ...way, passback: { mode: 'soft' as const } }));
    const { doors } = diffPlans(
      plan,
      aPlan({ doors: [{ ...main, directions }, ...others] as typeof plan.doors }),
    );
    expect(doors.changed.map(({ fields }) => fields)).toEqual([['directions']]);
  });

  it('takes an absent field and an undefined one for the same', () => {
    const zones = plan.zones.map((zone) => ({
      ...zone,
      displayName: undefined,
    })) as unknown as typeof plan.zones;
    expect(isEmptyDiff(diffPlans(plan, aPlan({ zones })))).toBe(true);
  });

  it('turns one plan into the other when it is applied, and back when it is turned round', () => {
    fc.assert(
      fc.property(anyZones, anyZones, (before, after) => {
        const { zones } = diffPlans(aPlan({ zones: before }), aPlan({ zones: after }));
        const applied = new Map(before.map((zone) => [zone.id, zone]));
        for (const { id } of zones.closed) applied.delete(id);
        for (const change of zones.changed) applied.set(change.after.id, change.after);
        for (const zone of zones.added) applied.set(zone.id, zone);
        expect(applied).toEqual(new Map(after.map((zone) => [zone.id, zone])));

        const back = diffPlans(aPlan({ zones: after }), aPlan({ zones: before })).zones;
        expect(new Set(back.added)).toEqual(new Set(zones.closed));
        expect(new Set(back.closed)).toEqual(new Set(zones.added));
      }),
    );
  });
});
