import { and, eq, gt, isNull, lte, ne, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { cards } from '../registry/tables.ts';
import type { CardHeld } from './find-card-holder.ts';

/**
 * Whether a card has ceased to count for somebody since it did: it was suspended, lost, returned or somebody else's, also if it is theirs again; or its time
 * is over.
 */
export async function wasCardStopped(
  db: Database,
  { cardId, personId, seq }: CardHeld,
  now: Date,
): Promise<boolean> {
  const changed = and(gt(cards.fromSeq, seq), or(ne(cards.state, 'active'), ne(cards.personId, personId)));
  const isOver = and(isNull(cards.untilSeq), lte(cards.expiresAt, now));
  const [found] = await db
    .select({ cardId: cards.cardId })
    .from(cards)
    .where(and(eq(cards.cardId, cardId), or(changed, isOver)))
    .limit(1);
  return found !== undefined;
}
