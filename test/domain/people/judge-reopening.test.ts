import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../src/people/permissions/application.ts';
import { judgeReopening } from '../../../src/people/permissions/judge-reopening.ts';
import type { PermissionRow } from '../../../src/people/permissions/permission-rows.ts';
import type { RaisedZone } from '../../../src/zones/plan-change/raised-zones.ts';

type Permission = Parameters<typeof judgeReopening>[0];

function given(zone: string | null, zoneClass?: number | null): Approval {
  const consent = { zone, by: 'o', as: 'zone-officer', at: '2026-04-01T00:00:00.000Z' } as const;
  return zoneClass === undefined ? consent : { ...consent, class: zoneClass };
}

const permission = (over: Partial<Permission> = {}): Permission => ({
  state: 'approved',
  zoneIds: ['a', 'b'],
  approvals: [given('a', 2), given('b', 1)],
  reviewBy: null,
  ...over,
});

function raised(was: RaisedZone['was'], to: RaisedZone['class'], id = 'a') {
  return new Map([[id, { id, name: id, class: to, was }]]);
}

const zonesOf = (one: Permission, was: RaisedZone['was'], to: RaisedZone['class']) =>
  judgeReopening(one, raised(was, to))?.zones ?? [];

describe('a zone that is raised or put anew', () => {
  const cases: readonly (readonly [
    string,
    number | null | undefined,
    RaisedZone['was'],
    RaisedZone['class'],
    boolean,
  ])[] = [
    ['consented to as class 2, raised to 3', 2, 2, 3, true],
    ['consented to as class 1, raised to 2: one consent is enough for both, and was for less', 1, 1, 2, true],
    ['consented to as class 3, lowered and raised to 3 again', 3, 2, 3, false],
    ['consented to while lowered, then raised to what it was', 2, 2, 3, true],
    ['consented to while 未決定, then given class 3', null, null, 3, false],
    ['consented to as class 2, put back to 未決定', 2, 2, null, true],
    ['consented to as class 3, raised to a class of the ministry’s own', 3, 3, 4, true],
    ['consented to when nobody wrote down as what, raised from 2 to 3', undefined, 2, 3, true],
    ['consented to as class 3, taken out and put anew', 3, undefined, 3, true],
    ['consented to as class 3, put anew as class 0', 3, undefined, 0, true],
  ];

  it.each(cases)('%s', (_case, consented, was, to, lost) => {
    const one = permission({ approvals: [given('a', consented), given('b', 1)] });
    expect(zonesOf(one, was, to)).toEqual(lost ? ['a'] : []);
  });

  it('is taken from a permission in force, which keeps its other zones and is applied for again as it was', () => {
    expect(judgeReopening(permission(), raised(2, 3))).toEqual({
      zones: ['a'],
      change: { state: 'approved', zoneIds: ['b'], approvals: [given('b', 1)], reviewBy: null },
      application: { approvals: [given('b', 1)] },
    });
  });

  it('reopens a permission that has no other zone, but for the right to enter during a lockdown', () => {
    const one = permission({ zoneIds: ['a'], approvals: [given('a', 2), given(null)] });
    expect(judgeReopening(one, raised(2, 3))).toEqual({
      zones: ['a'],
      change: { state: 'requested', zoneIds: ['a'], approvals: [given(null)], reviewBy: null },
    });
  });

  it('takes consents back from an application, and is no matter of one to which nobody has consented', () => {
    const application = permission({ state: 'requested' });
    expect(judgeReopening(application, raised(2, 3))?.change).toMatchObject({
      state: 'requested',
      zoneIds: ['a', 'b'],
      approvals: [given('b', 1)],
    });
    expect(judgeReopening({ ...application, approvals: [] }, raised(2, 3))).toBeUndefined();
  });

  it('is taken from a permission under review too, whose consents are gone', () => {
    const flagged = permission({ state: 'to-review', approvals: [], reviewBy: new Date(0) });
    expect(judgeReopening(flagged, raised(2, 3))).toMatchObject({
      change: { state: 'to-review', zoneIds: ['b'], reviewBy: new Date(0) },
      application: { approvals: [] },
    });
  });

  const anyClass = fc.constantFrom<number | null>(0, 1, 2, 3, 4, null);
  const anyState = fc.constantFrom<PermissionRow['state']>('requested', 'approved', 'to-review');

  it('leaves no consent to less, and no zone open without one that holds', () => {
    fc.assert(
      fc.property(
        anyState,
        fc.array(anyClass, { maxLength: 3 }),
        anyClass,
        anyClass,
        (state, classes, was, to) => {
          const one = permission({ state, approvals: classes.map((one) => given('a', one)) });
          const { change } = judgeReopening(one, raised(was, to)) ?? { change: one };
          const stay = change.approvals.filter(({ zone }) => zone === 'a');
          for (const { class: consented } of stay) expect(consented ?? 3).toBeGreaterThanOrEqual(to ?? 3);
          const opens = change.state !== 'requested' && change.zoneIds.includes('a');
          expect(opens).toBe(state !== 'requested' && stay.length > 0);
        },
      ),
    );
  });
});
