import type { OfficerHeld } from '../../authority/load-officers.ts';
import type { Role } from '../../authority/roles.ts';
import type { OfficerDeputyRow } from '../deputies/officer-deputy-rows.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { Need } from '../rule/rule-told.ts';
import type { ConsentOutcome, Holds } from './judge-consent.ts';

export type StandInFacts = {
  readonly kind: PermitKind;
  /** The roles of whoever decides. */
  readonly holds: Holds;
  /** In whose stead whoever decides may do so now. */
  readonly rights: readonly Pick<OfficerDeputyRow, 'form' | 'role' | 'scope' | 'officerId' | 'kinds'>[];
  /** Whoever holds a role that is asked for. */
  readonly officers: readonly OfficerHeld[];
  /** Of those: who applied, whom it is for, the hosts of visitors it is for, and whoever is bound to the first two (I8). */
  readonly unsuited: ReadonlySet<string>;
};

/** Whose matter it is where nobody who should decide is suited to (承認権限者の上司). */
const superiors: Partial<Record<Role, Role>> = {
  'zone-officer': 'security-officer',
  'section-officer': 'security-officer',
  'system-officer': 'security-officer',
  'security-officer': 'general-officer',
  'general-officer': 'ciso',
  'exception-approver': 'ciso',
};

/**
 * What somebody consents to who holds none of the roles that are asked for: in the stead of an officer who named them (代決・専決) and could
 * decide it themselves, or as the superior where none of the officers could (I8).
 */
export function judgeStandIns(needs: readonly Need[], facts: StandInFacts): ConsentOutcome['added'] {
  return needs.flatMap((need) => deputyFor(need, facts) ?? superiorFor(need, facts) ?? []);
}

function deputyFor(
  need: Need,
  { kind, rights, officers, unsuited }: StandInFacts,
): ConsentOutcome['added'][number] | undefined {
  const right = rights.find(
    ({ role, scope, officerId, kinds }) =>
      need.anyOf.includes(role) &&
      covers(scope, role, need) &&
      (kinds.length === 0 || kinds.includes(kind)) &&
      !unsuited.has(officerId) &&
      officers.some((one) => one.id === officerId && one.role === role && covers(one.scope, role, need)),
  );
  return right && { ...need, as: right.role, form: right.form, officer: right.officerId };
}

function superiorFor(
  need: Need,
  { holds, officers, unsuited }: StandInFacts,
): ConsentOutcome['added'][number] | undefined {
  const asked = officers.filter(({ role, scope }) =>
    need.anyOf.some((one) => one === role && covers(scope, one, need)),
  );
  if (asked.length === 0 || !asked.every(({ id }) => unsuited.has(id))) return undefined;
  const as = need.anyOf.flatMap((role) => superiors[role] ?? []).find((role) => holds(role, {}));
  return as && { ...need, as, form: 'superior' };
}

/** Whether a role that is held for a scope, null = everywhere, answers for what is needed. */
function covers(scope: string | null, role: Role, { zone, unit }: Need): boolean {
  if (scope === null) return true;
  if (role === 'zone-officer') return scope === zone;
  return role === 'section-officer' && scope === unit;
}
