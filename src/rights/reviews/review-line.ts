import { dayMs } from '../../kernel/day-ms.ts';
import type { Quarter } from './quarter.ts';

/** What lets somebody do or enter something: 役割, or 継続的立入許可. */
export const rightKindNames = { role: '役割', permission: '継続的立入許可' } as const;

export type RightKind = keyof typeof rightKindNames;

export const reviewDecisionNames = { keep: '残す', remove: '外す' } as const;

export type ReviewDecision = keyof typeof reviewDecisionNames;

/** A right as it stands, with when its holder used it last where that is known. */
export type RightReviewed = {
  readonly kind: RightKind;
  readonly id: string;
  /** A person's id, or a machine's name. */
  readonly holder: string;
  readonly role: string | null;
  readonly siteId: string | null;
  /** A zone or an organisation; of a permission the zone it is reviewed for. */
  readonly scope: string | null;
  readonly from: Date;
  readonly until: Date | null;
  readonly inEffect: boolean;
  readonly lastUsedAt: Date | null;
  readonly decided: {
    readonly decision: ReviewDecision;
    readonly by: string;
    readonly at: Date;
  } | null;
};

/** A line of a review. */
export type ReviewLine = RightReviewed & {
  /** It was in effect when the quarter began and has to be decided; what was given since was weighed when it was given. */
  readonly isDue: boolean;
  readonly isUnused: boolean;
};

const unusedDays = 90;

/** What a review says of a right at a moment (2.2.1.3(2)(f)). */
export function reviewLineOf(
  right: RightReviewed,
  { begins }: Pick<Quarter, 'begins'>,
  now: Date,
): ReviewLine {
  const { from, inEffect, lastUsedAt } = right;
  const usedOrGiven = lastUsedAt ?? from;
  return {
    ...right,
    isDue: inEffect && from < begins,
    isUnused: inEffect && usedOrGiven.getTime() < now.getTime() - unusedDays * dayMs,
  };
}
