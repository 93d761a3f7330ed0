import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { PassageFacts } from '../../../src/access/decide/facts/passage-facts.ts';
import type { ReasonCode } from '../../../src/access/decide/reasons.ts';
import { anyFacts, anyInsideAlone } from '../../support/any-facts.ts';

const law = { numRuns: 500 };

describe('nobody is trapped (I6)', () => {
  const neverHolds: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
    'outside-schedule',
    'card-expired',
    'permission-expired',
    'contract-ended',
    'visit-over',
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

  it('never names schedule, expiry, passback, occupancy, escort or undetermined as a reason to hold a person inside', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { direction, reasons, verdict } = decidePassage(facts);
        fc.pre(direction === 'leaving');
        expect(reasons.filter(({ code }) => neverHolds.has(code))).toEqual([]);
        expect(verdict).not.toBe('wait');
      }),
      law,
    );
  });

  it('lets everybody leave who was once permitted and whose card and person are not stopped', () => {
    fc.assert(
      fc.property(anyInsideAlone, (facts) => {
        const { direction, verdict } = decidePassage(facts);
        fc.pre(direction === 'leaving');
        expect(verdict).toBe('grant');
      }),
      law,
    );
  });

  it('refuses leaving only where row 20 or 21 is determined 要, and calls the guard each time', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { direction, verdict, effects } = decidePassage(facts);
        fc.pre(direction === 'leaving' && verdict === 'deny' && facts.live);
        const { t1r20, t1r21 } = facts.from.duties;
        expect([t1r20, t1r21].some((duty) => duty.required && !duty.undetermined)).toBe(true);
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
