import { describe, expect, it } from 'vitest';
import { type ApprovalFacts, judgeApproval } from '../../../src/people/permissions/judge-approval.ts';

type Over = Partial<Omit<ApprovalFacts, 'approver'>> & {
  readonly approver?: Partial<ApprovalFacts['approver']>;
};

/** The officer of zone `a` looks at an application for it, of class 2. */
function facts({ approver, ...over }: Over = {}): ApprovalFacts {
  return {
    approver: { id: 'o', officerOf: new Set(['a']), securityOfficer: false, bound: new Set(), ...approver },
    zones: [{ id: 'a', class: 2 }],
    duringLockdown: false,
    approvals: [],
    ...over,
  };
}

/** The consent of another officer of the zone, or one's own. */
function given(zone: string, by: string): ApprovalFacts['approvals'][number] {
  return { zone, by, as: 'zone-officer', at: '2026-04-01T00:00:00.000Z' };
}

describe('the consent of an officer', () => {
  it('counts for the zones they answer for, and for every one where the role names none', () => {
    const zones = ['a', 'b'].map((id) => ({ id, class: 2 }));
    expect(judgeApproval(facts({ zones }))).toEqual({
      added: [{ zone: 'a', by: 'o', as: 'zone-officer' }],
      missing: [{ zone: 'b', as: ['zone-officer'] }],
    });
    const all = judgeApproval(facts({ zones, approver: { officerOf: 'all' } }));
    expect(all).toMatchObject({ missing: [], added: [{ zone: 'a' }, { zone: 'b' }] });
  });

  it.each([3, null])('is one of two for a zone of class %j', (zoneClass) => {
    const zones = [{ id: 'a', class: zoneClass }];
    expect(judgeApproval(facts({ zones }))).toMatchObject({
      missing: [{ zone: 'a', as: ['zone-officer', 'security-officer'] }],
      added: [{ zone: 'a' }],
    });
    expect(judgeApproval(facts({ zones, approvals: [given('a', 'x')] })).missing).toEqual([]);
    expect(judgeApproval(facts({ zones, approvals: [given('a', 'o')] })).added).toEqual([]);
  });

  it('does not count beside that of an officer it is bound to', () => {
    const zones = [{ id: 'a', class: 3 }];
    const approver = { bound: new Set(['x']) };
    expect(judgeApproval(facts({ zones, approver, approvals: [given('a', 'x')] })).added).toEqual([]);
  });

  it('of the security officer alone never completes a zone', () => {
    const zones = [{ id: 'a', class: 3 }];
    const approver = { officerOf: new Set<string>(), securityOfficer: true };
    expect(judgeApproval(facts({ zones, approver })).missing).toEqual([{ zone: 'a', as: ['zone-officer'] }]);
    const after = judgeApproval(facts({ zones, approver, approvals: [given('a', 'x')] }));
    expect(after).toEqual({ missing: [], added: [{ zone: 'a', by: 'o', as: 'security-officer' }] });
  });

  it('to the right to enter during a lockdown is the security officer’s', () => {
    expect(judgeApproval(facts({ duringLockdown: true })).missing).toEqual([
      { zone: null, as: ['security-officer'] },
    ]);
    const approver = { securityOfficer: true };
    expect(judgeApproval(facts({ duringLockdown: true, approver }))).toMatchObject({
      missing: [],
      added: [{ zone: 'a' }, { zone: null }],
    });
  });
});
