import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { planElements } from './tables.ts';

/** True of the versions of elements that stand in a plan now, or stood once the entry `asOfSeq` was recorded. */
export function standingAt(asOfSeq: number | undefined): SQL | undefined {
  const { fromSeq, untilSeq } = planElements;
  return asOfSeq === undefined
    ? isNull(untilSeq)
    : and(lte(fromSeq, asOfSeq), or(isNull(untilSeq), gt(untilSeq, asOfSeq)));
}
