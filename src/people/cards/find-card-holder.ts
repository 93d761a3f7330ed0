import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { cardStatesEnded } from '../registry/card-lifecycle.ts';
import { cards } from '../registry/tables.ts';
import { shownCardState } from './shown-card-state.ts';

/** A card that counts, whose it is, and since which seq it is as it is. */
export type CardHeld = { readonly cardId: string; readonly personId: string; readonly seq: number };

/**
 * Whose card a reader reads, in any spelling, where it counts for them now: undefined for one that is lost, suspended, returned, expired or not
 * active yet, for a card of a desk, and where several are registered as this one.
 */
export async function findCardHolder(db: Database, read: CardKey, now: Date): Promise<CardHeld | undefined> {
  const { format, facility, number } = canonicalCardKey(read);
  const [card, ...twins] = await db
    .select()
    .from(cards)
    .where(
      and(
        eq(cards.number, number),
        eq(cards.facility, facility),
        eq(cards.format, format),
        notInArray(cards.state, [...cardStatesEnded]),
        isNull(cards.untilSeq),
      ),
    );
  if (card === undefined || twins.length > 0 || card.activeFrom > now) return undefined;
  const { cardId, personId, fromSeq } = card;
  if (personId === null || shownCardState(card, now) !== 'active') return undefined;
  return { cardId, personId, seq: fromSeq };
}
