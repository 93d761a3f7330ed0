import type { PersonKind, PersonState } from '../../../people/registry/person-lifecycle.ts';
import type { CustodyFacts } from './custody-facts.ts';
import type { EscortFacts } from './escort-facts.ts';
import type { PermissionFacts } from './permission-facts.ts';
import type { VisitFacts } from './visit-facts.ts';

/** The holder of the card, and what lets this person pass. */
export type PersonFacts = {
  readonly id: string;
  readonly kind: PersonKind;
  readonly state: PersonState;
  /** For outsiders under a contract: it has ended. */
  readonly contractEnded: boolean;
  /** For outsiders under a contract: its first day is still to come. */
  readonly contractNotBegun: boolean;
  /** Approved standing permissions for the zone behind the door, of any period. */
  readonly permissions: readonly PermissionFacts[];
  /** Approved standing permissions for the zone before the door, of any period. */
  readonly permissionsBehind: readonly PermissionFacts[];
  /** The visit under which this person is here; undefined = none. */
  readonly visit: VisitFacts | undefined;
  readonly escort: EscortFacts;
  readonly custody: CustodyFacts;
  /** Their work, in the zone behind the door, that nobody named for it attends: of a contractor 担当の行政事務従事者, of staff another one. */
  readonly workUnattended: boolean;
  /** Something they carried in is inside, and may not stay without them. */
  readonly itemInside: boolean;
};
