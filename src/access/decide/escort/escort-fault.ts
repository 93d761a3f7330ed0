import type { CustodyBasis } from '../../../log/entry/effects.ts';
import type { PersonKind, PersonState } from '../../../people/registry/person-lifecycle.ts';

/** Somebody at the door who may be an escort, as they are known now. */
export type Companion = {
  readonly id: string;
  readonly kind: PersonKind;
  readonly state: PersonState;
  readonly organisationId: string | undefined;
};

/** Who may escort a ward: the visit says it of a visitor (row 35), the standing permission of another outsider (row 34). */
export type EscortRight = {
  readonly basis: CustodyBasis;
  /** The hosts, and whoever they named. */
  readonly persons: readonly string[];
  /** The hosts' 課室: anybody of their staff may escort. */
  readonly organisations: readonly string[];
};

/** Why somebody may not escort a ward; undefined = they may. */
export type EscortFault = 'not-staff' | 'wrong' | undefined;

/**
 * Whether somebody may escort a ward. An escort is a 行政事務従事者 in service: the host, whoever the host named, or one of the
 * host's 課室.
 */
export function escortFault({ persons, organisations }: EscortRight, one: Companion): EscortFault {
  if (one.kind !== 'staff' || one.state !== 'active') return 'not-staff';
  if (persons.includes(one.id)) return undefined;
  return one.organisationId !== undefined && organisations.includes(one.organisationId) ? undefined : 'wrong';
}
