import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { PassageFacts } from '../../../src/access/decide/facts/passage-facts.ts';
import type { ReasonCode } from '../../../src/access/decide/reasons.ts';
import { anyFacts, anyKnownPerson, leadsOut } from '../../support/any-facts.ts';

const law = { numRuns: 500 };

describe('nobody is trapped (I6)', () => {
  const neverHolds: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
    'too-old-to-open',
    'outside-schedule',
    'no-permission',
    'permission-not-active-yet',
    'person-left',
    'visit-not-checked-in',
    'card-suspended',
    'card-returned',
    'card-not-active-yet',
    'card-expired',
    'permission-expired',
    'contract-ended',
    'visit-over',
    'press-ended',
    'visit-turned-closed',
    'zone-not-in-visit',
    'identity-not-confirmed',
    'host-review-missing',
    'passback',
    'unexpected-zone',
    'occupancy-full',
    'second-person-missing',
    'would-leave-one-alone',
    'escort-missing',
    'escort-not-staff',
    'escort-wrong',
    'escort-over-ratio',
    'undetermined',
    'lockdown',
    'door-out-of-service',
    'interlock',
  ]);

  it('never names papers, schedule, passback, occupancy, escort or undetermined as a reason to hold a person inside', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { reasons, verdict } = decidePassage(facts);
        fc.pre(leadsOut(facts));
        expect(reasons.filter(({ code }) => neverHolds.has(code))).toEqual([]);
        expect(verdict).not.toBe('wait');
      }),
      law,
    );
  });

  it('lets everybody out who is known and whom no act has stopped, whatever their papers say', () => {
    fc.assert(
      fc.property(anyKnownPerson, (facts) => {
        fc.pre(leadsOut(facts));
        expect(decidePassage(facts).verdict).toBe('grant');
      }),
      law,
    );
  });

  it('refuses leaving only where row 20 or 21 is determined 要, and calls the guard each time', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { direction, verdict, effects } = decidePassage(facts);
        fc.pre(leadsOut(facts) && verdict === 'deny' && facts.live);
        const { t1r20, t1r21 } = facts.from.duties;
        const asks = [t1r20, t1r21].some((duty) => duty.required && !duty.undetermined);
        expect(asks || direction === 'entering').toBe(true);
        expect(effects).toContainEqual(
          expect.objectContaining({ type: 'alarm', kind: 'refused-leaving', active: true }),
        );
      }),
      law,
    );
  });

  it('always releases an escape direction in an emergency, and says so', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const facts: PassageFacts = {
          ...any,
          site: { ...any.site, emergency: true },
          door: { ...any.door, escape: true },
        };
        const { verdict, notes } = decidePassage(facts);
        expect(verdict).toBe('grant');
        expect(notes).toContainEqual({ code: 'emergency-release' });
      }),
      law,
    );
  });

  it('freezes passback in an emergency at every door', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { reasons, notes, effects } = decidePassage({ ...any, site: { ...any.site, emergency: true } });
        const codes = [...reasons, ...notes].map(({ code }) => code);
        expect(codes).not.toContain('passback');
        expect(codes).not.toContain('unexpected-zone');
        expect(effects.some((effect) => effect.type === 'alarm' && effect.kind === 'passback')).toBe(false);
      }),
      law,
    );
  });
});
