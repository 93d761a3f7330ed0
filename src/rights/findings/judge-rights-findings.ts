import type { UnheldConsole } from '../../consoles/register/load-unheld-consoles.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { CardOut } from '../../people/registry/load-cards-out.ts';
import type { RightsFinding } from './rights-finding.ts';

/** A role as it was given once. */
export type RoleGiven = {
  readonly id: string;
  readonly holderType: string;
  readonly holder: string;
  readonly role: string;
  readonly siteId: string | null;
  readonly scope: string | null;
  readonly givenAt: Date;
  readonly from: Date | null;
  readonly until: Date | null;
  /** An act ended it. */
  readonly ended: boolean;
  /** Its holder is in office, or a machine. */
  readonly inOffice: boolean;
};

/** A token or login id that still lets somebody in. */
export type Credential = {
  readonly id: string;
  readonly holder: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
};

/** A login id that its person reported they need no more. */
export type LeavingAccount = { readonly id: string; readonly holder: string; readonly endsAt: Date | null };

/** A review that nobody signed in time. */
export type OverdueReview = {
  readonly quarter: string;
  readonly dueAt: Date;
  readonly risenTo: string;
  /** null = of the ministry. */
  readonly siteId: string | null;
  readonly zoneId: string | null;
};

export type RightsFacts = {
  readonly now: Date;
  readonly roles: readonly RoleGiven[];
  readonly tokens: readonly Credential[];
  readonly accounts: readonly Credential[];
  readonly leaving: readonly LeavingAccount[];
  readonly unheldConsoles: readonly UnheldConsole[];
  readonly overdueReviews: readonly OverdueReview[];
  readonly cardsOut: readonly CardOut[];
  /** Persons. */
  readonly namesakes: readonly string[];
};

const dormantDays = 45;
const soonDays = 30;

/** What is found of roles, tokens and login ids that somebody has to look at (2.2.1.3(2)(d), METI 24(3), 24(7)). */
export function judgeRightsFindings(facts: RightsFacts): readonly RightsFinding[] {
  return [
    ...vacancies(facts),
    ...endingSoon(facts),
    ...dormant('dormant-token', facts.tokens, facts.now),
    ...dormant('dormant-account', facts.accounts, facts.now),
    ...facts.leaving.map(leaving),
    ...facts.unheldConsoles.map(unheld),
    ...facts.overdueReviews.map(overdue),
    ...facts.cardsOut.map(({ cardId, personId }) => ofPerson('card-out', personId, cardId)),
    ...facts.namesakes.map((personId) => ofPerson('namesake', personId, personId)),
  ];
}

/** Duties that somebody held and nobody does, neither there nor everywhere: who holds it for the whole ministry holds it here, too. */
function vacancies({ roles, now }: RightsFacts): readonly RightsFinding[] {
  const held = roles.filter((one) => isHeld(one, now));
  const duties = groupBy(roles, ({ role, siteId, scope }) => JSON.stringify([role, siteId, scope]));
  return [...duties.values()].flatMap((given) => {
    const last = given.reduce((one, other) => (other.givenAt >= one.givenAt ? other : one));
    const hasBegun = given.some(({ from }) => from === null || from <= now);
    const isFilled = held.some((one) => covers(one, last));
    return hasBegun && !isFilled ? [{ kind: 'vacancy' as const, ...told(last), at: last.until }] : [];
  });
}

/** Roles that run out soon and that nobody was given from then on. */
function endingSoon({ roles, now }: RightsFacts): readonly RightsFinding[] {
  return roles.flatMap((one) => {
    const { until } = one;
    if (until === null || !isHeld(one, now) || until.getTime() > now.getTime() + soonDays * dayMs) return [];
    const goesOn = roles.some((other) => isHeld(other, until) && covers(other, one));
    return goesOn ? [] : [{ kind: 'ends-soon' as const, ...told(one), at: until }];
  });
}

function dormant(
  kind: 'dormant-token' | 'dormant-account',
  credentials: readonly Credential[],
  now: Date,
): readonly RightsFinding[] {
  return credentials.flatMap(({ id, holder, madeAt, usedAt }) => {
    const at = usedAt ?? madeAt;
    const isDormant = at.getTime() < now.getTime() - dormantDays * dayMs;
    return isDormant ? [{ kind, holder, ref: id, role: null, siteId: null, scope: null, at }] : [];
  });
}

function leaving({ id, holder, endsAt: at }: LeavingAccount): RightsFinding {
  return { kind: 'account-leaving', holder, ref: id, role: null, siteId: null, scope: null, at };
}

function unheld({ siteId, consoleId, name, at }: UnheldConsole): RightsFinding {
  return { kind: 'console-unheld', holder: name, ref: consoleId, role: null, siteId, scope: null, at };
}

function overdue({ quarter, dueAt, risenTo, siteId, zoneId }: OverdueReview): RightsFinding {
  const where = { role: risenTo, siteId, scope: zoneId };
  return { kind: 'review-overdue', holder: quarter, ref: quarter, ...where, at: dueAt };
}

function ofPerson(kind: 'card-out' | 'namesake', holder: string, ref: string): RightsFinding {
  return { kind, holder, ref, role: null, siteId: null, scope: null, at: null };
}

function isHeld({ ended, inOffice, from, until }: RoleGiven, at: Date): boolean {
  return !ended && inOffice && (from === null || from <= at) && (until === null || at < until);
}

function covers(one: RoleGiven, duty: RoleGiven): boolean {
  return (
    one.role === duty.role &&
    (one.siteId === null || one.siteId === duty.siteId) &&
    (one.scope === null || one.scope === duty.scope)
  );
}

function told({ id, holder, role, siteId, scope }: RoleGiven) {
  return { ref: id, holder, role, siteId, scope };
}
