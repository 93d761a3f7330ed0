import { databaseOf, type Pool } from '../../db/pool.ts';
import { countLines } from './count-lines.ts';
import { quarterAt } from './quarter.ts';
import type { ReviewArea } from './review-area.ts';
import { loadReviews } from './review-rows.ts';

/** A review of a quarter as it stands. */
export type ReviewStanding = ReviewArea & {
  readonly due: number;
  readonly undecided: number;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
  readonly isOverdue: boolean;
};

/** Every review of the quarter that is: with something to decide, or signed. */
export async function listReviews(pool: Pool, now: Date): Promise<readonly ReviewStanding[]> {
  const quarter = quarterAt(now);
  const [counted, rows] = [
    await countLines(pool, quarter, now),
    await loadReviews(databaseOf(pool), quarter.name),
  ];
  const keyOf = ({ siteId, zoneId }: ReviewArea) => `${siteId} ${zoneId}`;
  const signed = new Map(rows.filter(({ signedAt }) => signedAt !== null).map((row) => [keyOf(row), row]));
  const standing = new Map<string, ReviewStanding>();
  for (const row of signed.values()) {
    const { siteId, zoneId, signedBy, signedAt } = row;
    const over = { due: 0, undecided: 0, isOverdue: false };
    standing.set(keyOf(row), { siteId, zoneId, signedBy, signedAt, ...over });
  }
  for (const area of counted) {
    const row = signed.get(keyOf(area));
    const isOverdue = row === undefined && now >= quarter.dueAt;
    const { signedBy = null, signedAt = null } = row ?? {};
    standing.set(keyOf(area), { ...area, signedBy, signedAt, isOverdue });
  }
  return [...standing.values()];
}
