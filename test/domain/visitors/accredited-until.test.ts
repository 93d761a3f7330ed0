import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AccreditationTerm,
  accreditedUntil,
} from '../../../src/visitors/accreditation/accredited-until.ts';

const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
const anyTerm = fc.oneof(
  fc.record({ state: fc.constant('accredited' as const), validUntil: moment, endedAt: fc.constant(null) }),
  fc.record({ state: fc.constant('ended' as const), validUntil: moment, endedAt: moment }),
);

/** The law as it is said: at a moment a layer counts that is approved, not ended by then, and not run out. */
function counts({ state, validUntil, endedAt }: AccreditationTerm, at: Date): boolean {
  return state !== 'proposed' && validUntil > at && (endedAt === null || endedAt > at);
}

describe('accreditedUntil', () => {
  it('is the moment until which the organisation and the person both count', () => {
    fc.assert(
      fc.property(anyTerm, anyTerm, moment, (organisation, person, at) => {
        const until = accreditedUntil([organisation, person]);
        const both = counts(organisation, at) && counts(person, at);
        expect(until !== undefined && until > at).toBe(both);
      }),
    );
  });

  it('is no moment while either is still to be approved, whatever the other is', () => {
    fc.assert(
      fc.property(anyTerm, moment, (other, validUntil) => {
        const proposed = { state: 'proposed', validUntil, endedAt: null } as const;
        expect(accreditedUntil([proposed, other])).toBeUndefined();
        expect(accreditedUntil([other, proposed])).toBeUndefined();
      }),
    );
  });
});
