import type { Role } from '../../authority/roles.ts';
import type { DeputyForm } from '../deputies/deputy-forms.ts';
import type { Need } from './rule-told.ts';

/** A consent as it was given, to what was then needed. */
export type Consent = Need & {
  readonly by: string;
  readonly as: Role;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** It was given in the stead of an officer (代決・専決), or by the superior of those who could not. */
  readonly form?: DeputyForm | 'superior';
  /** Of a deputy: for whom. */
  readonly officer?: string;
  /** It was given after the fact (後閲). */
  readonly afterwards?: true;
};
