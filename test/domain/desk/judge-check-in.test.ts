import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskDuties } from '../../../src/desk/check-in/desk-duties.ts';
import { type CheckInFacts, judgeCheckIn } from '../../../src/desk/check-in/judge-check-in.ts';
import { aZone } from '../../support/a-plan.ts';
import { aMoment, theLayers } from '../../support/a-ruled-zone.ts';
import { determined } from '../../support/determined.ts';

const visitor = { person: 'visitor', purpose: 'meeting', conditions: ['appointment'] } as const;
const zonesOf = (classes: readonly (number | null)[]) =>
  classes.map((zoneClass) => aZone({ id: `z${zoneClass}`, name: `区域${zoneClass}`, class: zoneClass }));

/** A visitor for whom everything was done, in zones of these classes, over these determinations. */
function facts(
  classes: readonly (number | null)[],
  over: Partial<CheckInFacts> = {},
  determinations = [...determined('t1r29'), ...determined('t1r33'), ...determined('t2r7')],
): CheckInFacts {
  const zones = zonesOf(classes);
  const all = zones.map(({ id }) => id);
  return {
    zones: deskDuties(zones, aMoment, visitor, theLayers({ determinations }), []),
    identified: true,
    identityZoneIds: all,
    reviewedZoneIds: all,
    named: true,
    hasZones: true,
    worn: true,
    inspected: true,
    ...over,
  };
}

const without = {
  t1r27: { identified: false, identityZoneIds: [] },
  t1r29: { named: false },
  t1r31: { reviewedZoneIds: [] },
  t1r33: { hasZones: false },
  t1r36: { worn: false },
  t2r7: { inspected: false },
} as const satisfies Record<string, Partial<CheckInFacts>>;

const codes = {
  t1r27: 'identity-not-confirmed',
  t1r29: 'name-not-recorded',
  t1r31: 'host-review-missing',
  t1r33: 'no-zones',
  t1r36: 'nothing-to-wear',
  t2r7: 'not-inspected',
} as const;

type Row = keyof typeof without;
const [decided, fixed] = [
  ['t1r29', 't1r33', 't2r7'],
  ['t1r27', 't1r31', 't1r36'],
] as const satisfies Row[][];

describe('judgeCheckIn', () => {
  it('asks for nothing where all was done, and for nothing at a counter of class 0', () => {
    expect(judgeCheckIn(facts([1, 2, 3]))).toEqual({ stops: [], later: [] });
    const nothing = Object.assign({}, ...Object.values(without));
    expect(judgeCheckIn(facts([0], nothing))).toEqual({ stops: [], later: [] });
  });

  describe.each(fixed)('%s, which the table asks from class 1 on', (row) => {
    it.each([1, 2, 3, null])('holds whoever lacks it in class %s', (zoneClass) => {
      const { stops, later } = judgeCheckIn(facts([0, zoneClass], without[row]));
      expect(stops).toMatchObject([{ code: codes[row], row, zones: [`区域${zoneClass}`] }]);
      expect(later).toEqual([]);
    });
  });

  describe.each(decided)('%s, which is the ministry to decide', (row) => {
    const others = decided.filter((one) => one !== row).flatMap((one) => determined(one));
    it.each([1, 2, 3])('is asked in class %s while nobody decided, and says so', (zoneClass) => {
      const { stops } = judgeCheckIn(facts([zoneClass], without[row], others));
      expect(stops).toMatchObject([{ code: codes[row], row, undetermined: true }]);
    });

    it.each([1, 2, 3])('is asked in class %s where it is 要, and not where it is 不要', (zoneClass) => {
      const as = (value: 'required' | 'not-required') =>
        judgeCheckIn(facts([zoneClass], without[row], [...others, ...determined(row, { value })])).stops;
      expect(as('required').map(({ code }) => code)).toEqual([codes[row]]);
      expect(as('not-required')).toEqual([]);
    });
  });

  it('takes in whoever may go to the lowest zones, and says which doors will stay shut', () => {
    const { stops, later } = judgeCheckIn(facts([1, 2, 3], { identityZoneIds: ['z1', 'z2'] }));
    expect(stops).toEqual([]);
    expect(later).toMatchObject([{ code: 'identity-not-enough', row: 't1r27', zones: ['区域3'] }]);
  });

  it('holds whoever lacks one thing in one of two lowest zones and another thing in the other', () => {
    const zones = [...zonesOf([1]), aZone({ id: 'side', name: '脇', class: 1 })];
    const two = { ...facts([]), zones: deskDuties(zones, aMoment, visitor, theLayers(), []) };
    const { stops } = judgeCheckIn({ ...two, identityZoneIds: ['z1'], reviewedZoneIds: ['side'] });
    expect(stops.map(({ code }) => code)).toEqual(['identity-not-enough', 'host-review-missing']);
  });

  it('asks the inspection of those whom a clause names: who comes unannounced, not who has an appointment', () => {
    const determinations = determined('t2r7', {
      value: 'required',
      clauses: [
        { value: 'not-required', conditions: ['appointment'], words: '予約がある者' },
        { value: 'required' },
      ],
    });
    const layers = theLayers({ determinations });
    const asked = (conditions: readonly string[]) =>
      deskDuties(zonesOf([1]), aMoment, { ...visitor, conditions }, layers, [])[0]?.duties.inspection
        .required;
    expect([asked(['appointment']), asked([])]).toEqual([false, true]);
  });

  it('never asks for more when more was done', () => {
    const rows = Object.keys(without).filter((row): row is Row => Object.hasOwn(without, row));
    const missing = (some: readonly Row[]): Partial<CheckInFacts> =>
      Object.assign({}, ...some.map((row) => without[row]));
    fc.assert(
      fc.property(
        fc.subarray([0, 1, 2, 3]),
        fc.subarray(rows),
        fc.subarray(rows),
        (classes, some, mended) => {
          const before = judgeCheckIn(facts(classes, missing(some)));
          const after = judgeCheckIn(facts(classes, missing(some.filter((row) => !mended.includes(row)))));
          const told = ({ stops, later }: typeof before) => [...stops, ...later].map(({ row }) => row);
          expect(told(before)).toEqual(expect.arrayContaining(told(after)));
        },
      ),
    );
  });
});
