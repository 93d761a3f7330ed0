import { describe, expect, it } from 'vitest';
import { type PermitCondition, permitConditions } from '../../../src/permits/lifecycle/permit-conditions.ts';
import { type PermitState, permitStates } from '../../../src/permits/lifecycle/permit-lifecycle.ts';

const end = new Date('2026-04-11T00:00:00+09:00');
const reportDue = new Date('2026-04-18T00:00:00+09:00');
const justBefore = (date: Date) => new Date(date.getTime() - 1);

/** What each state is beyond its end, and once its report is due. */
const beyond: Readonly<
  Record<PermitState, readonly [readonly PermitCondition[], readonly PermitCondition[]]>
> = {
  requested: [['expired'], ['expired']],
  returned: [['expired'], ['expired']],
  approved: [['expired'], ['expired', 'unreported']],
  filed: [['expired'], ['expired', 'unreported']],
  'in-use': [['overdue'], ['overdue', 'unreported']],
  closed: [[], ['unreported']],
  rejected: [[], []],
  withdrawn: [[], []],
  revoked: [[], ['unreported']],
};

describe('what the date makes of a permit', () => {
  it.each(permitStates)('%s', (state) => {
    const permit = { state, validUntil: end, reportDue, reportedAt: null };
    const [over, due] = beyond[state];
    expect(permitConditions(permit, justBefore(end))).toEqual([]);
    expect(permitConditions(permit, end)).toEqual(over);
    expect(permitConditions(permit, justBefore(reportDue))).toEqual(over);
    expect(permitConditions(permit, reportDue)).toEqual(due);
    expect(permitConditions({ ...permit, reportedAt: end }, reportDue)).toEqual(over);
    expect(permitConditions({ ...permit, reportDue: null }, reportDue)).toEqual(over);
  });
});
