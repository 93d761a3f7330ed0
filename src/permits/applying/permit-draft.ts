import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { AppliedCase } from '../rule/applied-case.ts';
import type { AskedRow } from '../rule/rule-told.ts';

/** What somebody applies for, as the kind understood it. */
export type PermitDraft = {
  readonly kind: PermitKind;
  readonly asked: readonly AskedRow[];
  readonly zoneIds: readonly string[];
  /** Whom it is for: persons, and members of visits of the site. */
  readonly concernedIds: readonly string[];
  readonly applied: AppliedCase;
  readonly purpose: string;
  readonly terms: object;
  readonly validFrom: Date;
  /** Exclusive */
  readonly validUntil: Date;
};
