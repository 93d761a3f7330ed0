import { createHash } from 'node:crypto';
import { canonicalJson } from '../log/entry/canonical-json.ts';
import type { GapReport } from './gap-line.ts';

/**
 * What a report is known by: every row of every zone with its value, how it stands and what is missing (SHA-256, hex). Neither its moment
 * nor its evidence counts, so that it is the same until something somebody answers for changes.
 */
export function gapDigestOf({ policy, lines }: Pick<GapReport, 'policy' | 'lines'>): string {
  const told = lines.map(({ zone, row, value, state, missing }) => ({ zone, row, value, state, missing }));
  return createHash('sha256')
    .update(canonicalJson({ policy, lines: told }))
    .digest('hex');
}
