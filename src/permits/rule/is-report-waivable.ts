import type { AskedId } from './articles.ts';
import type { RuleTold } from './rule-told.ts';

/** The rows of which whoever permits may say beforehand that the end need not be reported: 機密性2 alone (METI 77(7)). */
const waivable: readonly AskedId[] = ['t2r20'];

/** Whether the report of the end may be waived: every row that is asked lets it be. */
export function isReportWaivable({ lines }: Pick<RuleTold, 'lines'>): boolean {
  return lines.length > 0 && lines.every(({ row }) => waivable.includes(row));
}
