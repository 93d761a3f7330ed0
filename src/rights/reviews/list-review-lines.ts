import { databaseOf, type Pool } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { loadLastEntries } from './load-last-entries.ts';
import { loadLastSignIns } from './load-last-sign-ins.ts';
import { loadRights, type RightsAsked } from './load-rights.ts';
import { quarterAt, quarterNamed } from './quarter.ts';
import { type ReviewLine, reviewLineOf } from './review-line.ts';

type LinesAsked = Omit<RightsAsked, 'isOpen'>;

/** A page of the lines of a review, each with when it was used last. */
export async function listReviewLines(pool: Pool, asked: LinesAsked): Promise<Page<ReviewLine>> {
  const { key, now, limit } = asked;
  const quarter = quarterNamed(key.quarter);
  const isOpen = quarterAt(now).name === quarter.name;
  const rights = await loadRights(databaseOf(pool), { ...asked, isOpen, limit: limit + 1 });
  const holders = (kind: ReviewLine['kind']) => [
    ...new Set(rights.flatMap((one) => (one.kind === kind ? [one.holder] : []))),
  ];
  const uses = {
    role: await loadLastSignIns(pool, holders('role')),
    permission: await loadLastEntries(pool, key.siteId, key.zoneId, holders('permission')),
  };
  const lines = rights.map((right) => {
    const lastUsedAt = uses[right.kind].get(right.holder) ?? null;
    return reviewLineOf({ ...right, lastUsedAt }, quarter, now);
  });
  return pageOf(lines, limit, (last) => last.id);
}
