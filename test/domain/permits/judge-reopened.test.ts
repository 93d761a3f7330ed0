import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { type PermitKind, permitKindNames } from '../../../src/permits/kinds/permit-kinds.ts';
import { permitStates } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import { judgeReopened } from '../../../src/permits/reopening/judge-reopened.ts';
import type { Consent } from '../../../src/permits/rule/consent.ts';
import { diffingPlans } from '../../../src/zones/plan/plan-diff.ts';
import { raisedZones } from '../../../src/zones/plan-change/raised-zones.ts';
import { aPlan } from '../../support/a-plan.ts';

const need = { zone: null, unit: null, anyOf: ['exception-approver'] } as const;
const by = (person: string, over: Partial<Consent> = {}): Consent => ({
  ...need,
  ...over,
  by: person,
  as: 'exception-approver',
  at: '2026-04-06T00:00:00.000Z',
});

/** The class of the office; undefined = the plan has no office. */
type Class = number | null | undefined;
const anyClass = fc.constantFrom<Class[]>(undefined, null, 0, 1, 2, 3, 4);
const asksForTwo = (zoneClass: Class) => zoneClass === null || (zoneClass !== undefined && zoneClass >= 3);

const planOf = (zoneClass: Class) => {
  const plan = aPlan();
  return {
    ...plan,
    zones: plan.zones.flatMap((zone) => {
      if (zone.id !== 'office') return [zone];
      return zoneClass === undefined ? [] : [{ ...zone, class: zoneClass }];
    }),
  };
};
const raisedBy = (was: Class, next: Class) => raisedZones(atOnce(diffingPlans(planOf(was), planOf(next))));

const exceptions: readonly PermitKind[] = ['exception', 'person-exception'];
const openings: readonly PermitKind[] = [...exceptions, 'application'];
const inForce = ['approved', 'filed', 'in-use'];

describe('what a change of the plan takes back', () => {
  it('leaves in force what two gave or one may give, in a zone that was there all the time, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...openings),
        fc.constantFrom(...permitStates),
        fc.constantFrom(null, 0, 1, 2, 3, 4),
        fc.array(anyClass, { minLength: 1, maxLength: 8 }),
        (kind, state, given, life) => {
          const givers = exceptions.includes(kind) && asksForTwo(given) ? ['one', 'two'] : ['one'];
          const consents = givers.map((person) => by(person));
          const permit = { kind, state, zoneIds: ['hall', 'office'], consents };
          let was: Class = given;
          let wasGone = false;
          for (const next of life) {
            const taken = judgeReopened(permit, raisedBy(was, next));
            const isAnew = wasGone && next !== undefined;
            const lacksSecond = exceptions.includes(kind) && asksForTwo(next) && givers.length < 2;
            const counts = !inForce.includes(state) || !(isAnew || lacksSecond);
            expect(taken).toEqual(counts ? [] : ['office']);
            if (!counts) return;
            was = next;
            wasGone ||= next === undefined;
          }
        },
      ),
    );
  });

  it('is nothing that is done under the rules: whoever permitted it may revoke it', () => {
    for (const kind of permitKindNames.filter((one) => !openings.includes(one))) {
      const permit = { kind, state: 'approved', zoneIds: ['office'], consents: [by('one')] } as const;
      expect(judgeReopened(permit, raisedBy(2, 3))).toEqual([]);
    }
  });

  it('counts as two neither a deputy and an officer, nor whoever looked afterwards', () => {
    const raised = raisedBy(2, 3);
    const of = (...consents: readonly Consent[]) =>
      judgeReopened({ kind: 'exception', state: 'approved', zoneIds: ['office'], consents }, raised);
    expect(of(by('one'), by('two'))).toEqual([]);
    expect(of(by('one'), by('one'))).toEqual(['office']);
    expect(of(by('deputy', { form: 'acting', officer: 'one' }), by('one', { afterwards: true }))).toEqual([
      'office',
    ]);
    expect(of(by('one'), by('two', { afterwards: true }))).toEqual(['office']);
  });
});
