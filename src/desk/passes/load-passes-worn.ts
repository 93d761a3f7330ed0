import type { Database } from '../../db/pool.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { loadPassesLentTo } from './load-passes-lent-to.ts';

/** Tells which pass an arrival is to be shown with; null = none. */
export type PassesWorn = (arrival: Pick<ArrivalRow, 'memberId' | 'state' | 'pass'>) => string | null;

/**
 * Reads which pass each of these members wears. What is written down of a 来庁 is what they were given: it may have come back since, and
 * may be somebody else's by now. Of whoever has left it stays what they had.
 */
export async function loadPassesWorn(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
): Promise<PassesWorn> {
  const lent = await loadPassesLentTo(db, siteId, memberIds);
  return ({ memberId, state, pass }) =>
    state === 'checked-out' || lent.get(memberId) === pass ? pass : null;
}
