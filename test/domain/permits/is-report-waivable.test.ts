import { describe, expect, it } from 'vitest';
import type { PermitRowId } from '../../../src/permits/rule/approvers.ts';
import { isReportWaivable } from '../../../src/permits/rule/is-report-waivable.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

function waivable(...rows: readonly PermitRowId[]): boolean {
  const asked = rows.map((row) => ({ row, outside: true }) as const);
  const question = { asked, zones: [aRuledZone()], circumstances: {}, unit: null };
  return isReportWaivable(tellRule(question, aMoment, theLayers()));
}

describe('that an end need not be reported may be said', () => {
  it.each(['t2r14', 't2r15', 't2r20', 't2r21', 't2r22'] as const)('of %s', (row) => {
    expect(waivable(row)).toBe(row === 't2r20');
  });

  it('of nothing that is of another row beside', () => {
    expect(waivable('t2r20', 't2r22')).toBe(false);
    expect(waivable()).toBe(false);
  });
});
