import type { Approval, Consent } from './application.ts';

/** What one officer's consent is weighed against. */
export type ApprovalFacts = {
  readonly approver: {
    readonly id: string;
    /** The zones whose officer they are. */
    readonly officerOf: 'all' | ReadonlySet<string>;
    readonly securityOfficer: boolean;
    /** Approvers who gave the officer a role, or got one of the officer, in the last 7 days: the two do not count as two. */
    readonly bound: ReadonlySet<string>;
  };
  readonly zones: readonly { readonly id: string; readonly class: number | null }[];
  readonly duringLockdown: boolean;
  readonly approvals: readonly Approval[];
};

/** A consent that is still to be given; `zone` null: for the right to enter during a lockdown. */
export type MissingConsent = {
  readonly zone: string | null;
  /** In which roles it helps. */
  readonly as: readonly Approval['as'][];
};

/** What the officer's consent adds, and what is missing then: nothing = complete. */
export type ApprovalOutcome = {
  readonly added: readonly Consent[];
  readonly missing: readonly MissingConsent[];
};

/**
 * Each zone needs its own officer (区域情報セキュリティ責任者); from class 3 on, or while the class is 未決定, a second person:
 * another officer of the zone or the security officer. The right to enter during a lockdown needs the security officer.
 */
export function judgeApproval({
  approver,
  zones,
  duringLockdown,
  approvals,
}: ApprovalFacts): ApprovalOutcome {
  const added = zones.flatMap((zone): Consent[] => {
    const given = approvals.filter((approval) => approval.zone === zone.id);
    if (given.some(({ by }) => by === approver.id || approver.bound.has(by))) return [];
    const as = roleNeeded(
      given,
      needsTwo(zone),
      isAmong(approver.officerOf, zone.id),
      approver.securityOfficer,
    );
    return as === undefined ? [] : [{ zone: zone.id, by: approver.id, as }];
  });
  const lockdownOpen = duringLockdown && !approvals.some((approval) => approval.zone === null);
  if (lockdownOpen && approver.securityOfficer) {
    added.push({ zone: null, by: approver.id, as: 'security-officer' });
  }
  const all = [...approvals, ...added];
  const missing = zones.flatMap((zone): MissingConsent[] => {
    const as = rolesMissing(
      all.filter((one) => one.zone === zone.id),
      needsTwo(zone),
    );
    return as.length === 0 ? [] : [{ zone: zone.id, as }];
  });
  const lockdownMissing = duringLockdown && !all.some((one) => one.zone === null);
  return {
    added,
    missing: lockdownMissing ? [...missing, { zone: null, as: ['security-officer'] }] : missing,
  };
}

/** In which roles a further consent helps a zone that has these; none = it needs no more. */
function rolesMissing(given: readonly Consent[], two: boolean): readonly Approval['as'][] {
  return (['zone-officer', 'security-officer'] as const).filter(
    (as) => roleNeeded(given, two, as === 'zone-officer', as === 'security-officer') === as,
  );
}

function isAmong(zones: 'all' | ReadonlySet<string>, zone: string): boolean {
  return zones === 'all' || zones.has(zone);
}

function needsTwo(zone: { readonly class: number | null }): boolean {
  return zone.class === null || zone.class >= 3;
}

function isApproved(given: readonly Consent[], two: boolean): boolean {
  return given.length >= (two ? 2 : 1) && given.some(({ as }) => as === 'zone-officer');
}

/** In which role the officer's consent still helps this zone; undefined = in none. */
function roleNeeded(
  given: readonly Consent[],
  two: boolean,
  officer: boolean,
  security: boolean,
): Approval['as'] | undefined {
  if (isApproved(given, two)) return undefined;
  if (officer) return 'zone-officer';
  return security && two && !given.some(({ as }) => as === 'security-officer')
    ? 'security-officer'
    : undefined;
}
