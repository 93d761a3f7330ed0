import { describe, expect, it } from 'vitest';
import { wayInto } from '../../../src/desk/emergency-entry/way-into.ts';
import { aDoor, aPlan, aZone } from '../../support/a-plan.ts';

const plan = aPlan();

describe('the way of a crew', () => {
  it('goes through the door it comes in by and every door behind it, class 3 included', () => {
    expect(wayInto(plan, 'street-hall', 'server')).toEqual({
      from: 'street',
      through: ['hall', 'office'],
      doors: ['street-hall', 'hall-office', 'office-server'],
    });
    expect(wayInto(plan, 'street-hall', 'hall')).toEqual({
      from: 'street',
      through: [],
      doors: ['street-hall'],
    });
  });

  it('takes every shortest way, and none that is longer or out of service', () => {
    const doors = [
      ...plan.doors,
      aDoor('hall', 'office', { id: 'second' }),
      aDoor('hall', 'office', { id: 'broken', outOfService: true }),
      aDoor('hall', 'annex'),
      aDoor('annex', 'office'),
    ];
    const wider = aPlan({ doors, zones: [...plan.zones, aZone({ id: 'annex' })] });
    expect(wayInto(wider, 'street-hall', 'office')?.doors).toEqual(['street-hall', 'hall-office', 'second']);
  });

  it('is none where no door leads there, or the door is none', () => {
    const island = aPlan({ zones: [...plan.zones, aZone({ id: 'island' })] });
    expect(wayInto(island, 'street-hall', 'island')).toBeUndefined();
    expect(wayInto(plan, 'no-door', 'hall')).toBeUndefined();
  });
});
