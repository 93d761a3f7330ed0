import { and, asc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { type CardState, cardLifecycle } from '../registry/card-lifecycle.ts';
import type { CardRow } from '../registry/card-rows.ts';
import { cards } from '../registry/tables.ts';
import { type CardSought, cardNamed } from './card-named.ts';
import type { OtherSpelling } from './other-spellings.ts';

export type CardQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly person?: string | undefined;
  readonly state?: string | undefined;
  /** Only cards that were registered in several spellings. */
  readonly twinned?: boolean | undefined;
  /** Only living cards of persons that no reader of any site has read since. */
  readonly unreadSince?: Date | undefined;
  /** Only the cards that are called so. */
  readonly named?: CardSought | undefined;
  /** Only the cards that a reader of another setting would name by one of these. */
  readonly spellings?: readonly OtherSpelling[] | undefined;
};

/** Cards in the order they were registered. */
export async function listCards(
  db: Database,
  { limit, after, person, state, twinned, unreadSince, named, spellings }: CardQuery,
  now: Date,
): Promise<Page<CardRow>> {
  const rows = await db
    .select()
    .from(cards)
    .where(
      and(
        isNull(cards.untilSeq),
        after === undefined ? undefined : gt(cards.cardId, after),
        person === undefined ? undefined : eq(cards.personId, person),
        state === undefined ? undefined : inState(state, now),
        twinned === undefined ? undefined : eq(cards.twinned, twinned),
        unreadSince === undefined ? undefined : isUnreadSince(unreadSince),
        named === undefined ? undefined : cardNamed(named),
        spellings === undefined ? undefined : spelled(spellings),
      ),
    )
    .orderBy(asc(cards.cardId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.cardId);
}

function spelled(spellings: readonly OtherSpelling[]) {
  return spellings.length === 0
    ? sql`false`
    : or(
        ...spellings.map(({ facility, number }) =>
          and(eq(cards.number, number), eq(cards.facility, facility)),
        ),
      );
}

/** A card that was given later than that has had no time to be read. Of the record only the months since are looked at, by card. */
function isUnreadSince(since: Date) {
  return and(
    eq(cards.state, 'active'),
    isNotNull(cards.personId),
    lte(cards.activeFrom, since),
    sql`not exists (
      select from sites s join entries e on e.site_id = s.site_id
      where e.card_id = ${cards.cardId} and e.kind = 'card-read' and e.recorded_at >= ${since.toISOString()})`,
  );
}

function inState(state: string, now: Date) {
  const alive = or(eq(cards.state, 'active'), eq(cards.state, 'suspended'));
  if (state === 'expired') return and(alive, lte(cards.expiresAt, now));
  const notExpired = or(isNull(cards.expiresAt), gt(cards.expiresAt, now));
  return isCardState(state)
    ? and(eq(cards.state, state), state === 'active' || state === 'suspended' ? notExpired : undefined)
    : undefined;
}

function isCardState(word: string): word is CardState {
  return word in cardLifecycle;
}
