import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { roleAssignments } from './tables.ts';

/** Which roles are held at this moment: given and not ended, and within their period. */
export function heldAt(now: Date): SQL | undefined {
  return and(isNull(roleAssignments.untilSeq), withinPeriod(now));
}

/** Which roles' periods contain a moment, whether or not they were ended. */
export function withinPeriod(at: Date): SQL | undefined {
  const { validFrom, validUntil } = roleAssignments;
  return and(or(isNull(validFrom), lte(validFrom, at)), or(isNull(validUntil), gt(validUntil, at)));
}
