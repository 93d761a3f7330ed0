import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permitStateOfTrack } from '../../../src/permits/applying/permit-state-of-track.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { deriveTrack } from '../../oracle/derive-track.ts';
import { type AnyApplication, anyApplication } from '../../support/any-applications.ts';
import { circumstancesOf } from '../../support/any-clauses.ts';

function told(application: AnyApplication) {
  const { asked, zones, unit, opens, at, layers } = application;
  return tellRule({ asked, zones, unit, opens, circumstances: circumstancesOf(application) }, at, layers);
}

describe('the second derivation of the track', () => {
  it('agrees on track and answer of any application, and on whether somebody decides', () => {
    fc.assert(
      fc.property(anyApplication, (application) => {
        const { track, needs } = told(application);
        const answer = permitStateOfTrack(track, application.opens) ?? 'refused';
        expect({ track, answer, decides: needs.length > 0 }).toEqual(deriveTrack(application));
      }),
      { numRuns: 1_000 },
    );
  });

  it('meets every track', () => {
    const met = new Set(fc.sample(anyApplication, { numRuns: 500, seed: 1 }).map((one) => told(one).track));
    expect([...met].toSorted()).toEqual(['exception', 'free', 'notification', 'permission', 'undetermined']);
  });
});
