import type { Role } from '../../authority/roles.ts';
import type { Need } from './rule-told.ts';

/** A consent as it was given, to what was then needed. */
export type Consent = Need & {
  readonly by: string;
  readonly as: Role;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** It was given after the fact (後閲). */
  readonly afterwards?: true;
};
