import { describe, expect, it } from 'vitest';
import { takeOutRows } from '../../../src/devices/take-outs/take-out-rows.ts';
import type { Grade } from '../../../src/devices/take-outs/take-out-terms.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { Track } from '../../../src/permits/rule/track-of.ts';
import { aMoment, theLayers } from '../../support/a-ruled-zone.ts';

/** 機密性, 完全性, 可用性 of the information, the rows it falls under, and what then becomes of an application. */
const grades: readonly (readonly [
  Grade['confidentiality'],
  Grade['integrity'],
  Grade['availability'],
  readonly string[],
  Track,
])[] = [
  [1, 1, 1, [], 'free'],
  [1, 1, 2, ['t2r21'], 'permission'],
  [1, 2, 1, ['t2r21'], 'permission'],
  [1, 2, 2, ['t2r21'], 'permission'],
  [2, 1, 1, ['t2r20'], 'notification'],
  [2, 1, 2, ['t2r21'], 'permission'],
  [2, 2, 1, ['t2r21'], 'permission'],
  [2, 2, 2, ['t2r21'], 'permission'],
  [3, 1, 1, ['t2r22'], 'permission'],
  [3, 1, 2, ['t2r21', 't2r22'], 'permission'],
  [3, 2, 1, ['t2r21', 't2r22'], 'permission'],
  [3, 2, 2, ['t2r21', 't2r22'], 'permission'],
];

describe('processing outside', () => {
  it.each(grades)('of C%i I%i A%i', (confidentiality, integrity, availability, rows, track) => {
    const found = takeOutRows({ confidentiality, integrity, availability });
    expect(found).toEqual(rows);
    const asked = found.map((row) => ({ row, outside: true }) as const);
    const question = { asked, zones: [], circumstances: { person: 'staff' }, unit: 'somu' } as const;
    const rule = tellRule(question, aMoment, theLayers());
    expect(rule.track).toBe(track);
    expect(rule.needs).toEqual(
      track === 'permission'
        ? [{ zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] }]
        : [],
    );
  });
});
