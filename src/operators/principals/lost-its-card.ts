import type { Database } from '../../db/pool.ts';
import { wasCardStopped } from '../../people/cards/was-card-stopped.ts';
import type { sessions } from '../tables.ts';

/** Whether a session is over because the card it was begun by has ceased to count for its person: at once and for good, at every instance. */
export async function lostItsCard(
  db: Database,
  { cardId, cardSeq, personId }: Pick<typeof sessions.$inferSelect, 'cardId' | 'cardSeq' | 'personId'>,
  now: Date,
): Promise<boolean> {
  if (cardId === null || cardSeq === null) return false;
  return wasCardStopped(db, { cardId, personId, seq: cardSeq }, now);
}
