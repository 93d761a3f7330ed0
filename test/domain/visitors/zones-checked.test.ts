import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CheckMade,
  checkAtDesk,
  reviewOf,
  zonesChecked,
} from '../../../src/visitors/admission/zones-checked.ts';
import type { VisitorSettings } from '../../../src/zones/plan/visitor-settings.ts';
import { aZone } from '../../support/a-plan.ts';
import { aControl, aMoment } from '../../support/a-ruled-zone.ts';

const manager = '00000000-0000-7000-8000-0000000000aa';
const tenant = '00000000-0000-7000-8000-0000000000bb';
const other = '00000000-0000-7000-8000-0000000000cc';

/** 合同庁舎: the manager's hall, two tenants above it. */
const zones = [
  aZone({ id: 'street', class: 0, organisation: manager }),
  aZone({ id: 'hall', class: 1, organisation: manager }),
  aZone({ id: 'tenant-lobby', class: 1, organisation: tenant }),
  aZone({ id: 'tenant-office', class: 2, organisation: tenant }),
  aZone({ id: 'tenant-server', class: 3, organisation: tenant }),
  aZone({ id: 'other-office', class: 2, organisation: other }),
];
const general = { id: 'general', name: '総合受付', zone: 'hall', outside: 'street', organisation: manager };
const second = { id: 'tenant', name: '7階受付', zone: 'tenant-lobby', outside: 'hall', organisation: tenant };

type Taken = VisitorSettings['takenChecks'];
const takes = (what: 'identity' | 'review' | 'both', of = manager): Taken => [
  { organisation: tenant, of, what, basis: '合同庁舎管理規程第9条' },
];
const counted = (made: readonly CheckMade[], taken: Taken = [], asked = zones) =>
  zonesChecked(asked, made, { taken, at: aMoment });

const atGeneral = checkAtDesk({ zones }, general);
const atSecond = checkAtDesk({ zones }, second);
const ofManager = ['street', 'hall'];
const ofTenant = ['tenant-lobby', 'tenant-office', 'tenant-server'];

describe('where a check counts (※3)', () => {
  it('the check between class 0 and 1 suffices for every zone of the same organisation', () => {
    const own = zones.map((zone) => ({ ...zone, organisation: manager }));
    expect(counted([atGeneral], [], own)).toEqual(own.map(({ id }) => id));
  });

  it('another body’s check counts nowhere of itself', () => {
    expect(counted([atGeneral])).toEqual(ofManager);
  });

  it('it counts where the organisation of the zone takes it, and names whose', () => {
    expect(counted([atGeneral], takes('identity'))).toEqual([...ofManager, ...ofTenant]);
    expect(counted([atGeneral], takes('both'))).toEqual([...ofManager, ...ofTenant]);
    expect(counted([atGeneral], takes('identity', other))).toEqual(ofManager);
  });

  it('whoever takes the check of identity does not take the review', () => {
    expect(counted([atGeneral], takes('review'))).toEqual(ofManager);
    const review = reviewOf(manager, { zoneIds: ['hall'], wayZoneIds: [] });
    expect(counted([review], takes('identity'))).toEqual(ofManager);
    expect(counted([review], takes('review'))).toEqual([...ofManager, ...ofTenant]);
  });

  it('a second desk adds the zones of its organisation', () => {
    expect(counted([atGeneral, atSecond])).toEqual([...ofManager, ...ofTenant]);
  });

  it('nothing stands in the place of a check that a control of the zone demands', () => {
    const controlled = zones.map((zone) =>
      zone.id === 'tenant-office' ? { ...zone, controls: [aControl({ row: 't1r27' })] } : zone,
    );
    const first = checkAtDesk({ zones }, { ...general, organisation: tenant });
    const without = ofTenant.filter((id) => id !== 'tenant-office');
    expect(counted([first], [], controlled)).toEqual(without);
    expect(counted([atGeneral], takes('both'), controlled)).toEqual([...ofManager, ...without]);
    // A desk behind the first boundary makes the check for itself.
    expect(counted([atSecond], [], controlled)).toEqual(ofTenant);
  });

  it('a review counts for itself where the reviewer saw the zone, and is its organisation’s elsewhere', () => {
    const controlled = zones.map((zone) => ({ ...zone, controls: [aControl({ row: 't1r31' })] }));
    const review = reviewOf(tenant, { zoneIds: ['tenant-office'], wayZoneIds: ['tenant-lobby', 'hall'] });
    expect(counted([review])).toEqual(ofTenant);
    expect(counted([review], [], controlled)).toEqual(['tenant-lobby', 'tenant-office']);
  });

  it('a control holds only in its time and for the row of whoever is checked', () => {
    const later = aControl({ row: 't1r27', from: '2027-01-01T00:00:00+09:00' });
    const ofOthers = aControl({ row: 't1r26' });
    const controlled = zones.map((zone) => ({ ...zone, controls: [later, ofOthers] }));
    expect(counted([{ ...atGeneral, organisation: tenant }], [], controlled)).toEqual(ofTenant);
  });

  it('law: a further check never takes a zone away, and no check counts without one', () => {
    const check = fc.constantFrom(atGeneral, atSecond, reviewOf(other, { zoneIds: [], wayZoneIds: [] }));
    const taken = fc.subarray([...takes('identity'), ...takes('review', other)]);
    fc.assert(
      fc.property(fc.array(check), check, taken, (made, further, rows) => {
        expect(counted([], rows)).toEqual([]);
        expect(counted([...made, further], rows)).toEqual(expect.arrayContaining([...counted(made, rows)]));
      }),
    );
  });
});
