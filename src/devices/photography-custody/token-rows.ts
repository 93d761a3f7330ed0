import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { photographyReviews, photographyTokens } from './tables.ts';

export type TokenRow = typeof photographyTokens.$inferSelect;
export type ReviewRow = typeof photographyReviews.$inferSelect;
/** An armband or badge, as it says itself. */
export type Token = Pick<TokenRow, 'sort' | 'number'>;

/** What was lent for a permit, in the order lent. */
export function loadTokens(db: Database, siteId: string, permitId: string): Promise<readonly TokenRow[]> {
  return db
    .select()
    .from(photographyTokens)
    .where(and(eq(photographyTokens.siteId, siteId), eq(photographyTokens.permitId, permitId)))
    .orderBy(asc(photographyTokens.lentSeq), asc(photographyTokens.sort), asc(photographyTokens.number));
}

/** Those that are out: lent, or lost, whoever has them. */
export function loadTokensOut(db: Database, siteId: string): Promise<readonly Token[]> {
  const { sort, number, state } = photographyTokens;
  return db
    .select({ sort, number })
    .from(photographyTokens)
    .where(and(eq(photographyTokens.siteId, siteId), ne(state, 'returned')));
}

/** Writes what was lent; the caller holds the head. */
export async function addTokens({ db }: ActTx, tokens: readonly TokenRow[]): Promise<void> {
  await db.insert(photographyTokens).values([...tokens]);
}

/** The last loan of a token for a permit; the caller holds the permit, under which alone its loans change. */
export async function findToken(
  db: Database,
  siteId: string,
  permitId: string,
  { sort, number }: Token,
): Promise<TokenRow | undefined> {
  const [row] = await db
    .select()
    .from(photographyTokens)
    .where(isToken({ siteId, permitId, sort, number }))
    .orderBy(desc(photographyTokens.lentSeq))
    .limit(1);
  return row;
}

export async function saveToken(
  { db }: ActTx,
  token: TokenRow,
  change: Partial<Pick<TokenRow, 'state' | 'returnedAt'>>,
): Promise<void> {
  await db
    .update(photographyTokens)
    .set(change)
    .where(and(isToken(token), eq(photographyTokens.lentSeq, token.lentSeq)));
}

/** What was found of the pictures of a permit, once somebody has looked and it was not refused since. */
export async function findReview(
  db: Database,
  siteId: string,
  permitId: string,
): Promise<ReviewRow | undefined> {
  const [row] = await db.select().from(photographyReviews).where(standing(siteId, permitId));
  return row;
}

/** Writes a look at the pictures; the caller holds the permit, and the head. */
export async function addReview({ db }: ActTx, review: Omit<ReviewRow, 'refusedSeq'>): Promise<void> {
  await db.insert(photographyReviews).values({ ...review, refusedSeq: null });
}

/** Refuses the look that stands of a permit, if it was taken at one of these instants; the caller holds the permit, and the head. */
export async function refuseReview(
  { db }: ActTx,
  { siteId, permitId }: Pick<ReviewRow, 'siteId' | 'permitId'>,
  takenAt: readonly Date[],
  seq: number,
): Promise<void> {
  await db
    .update(photographyReviews)
    .set({ refusedSeq: seq })
    .where(and(standing(siteId, permitId), inArray(photographyReviews.reviewedAt, [...takenAt])));
}

function standing(siteId: string, permitId: string) {
  const { siteId: ofSite, permitId: ofPermit, refusedSeq } = photographyReviews;
  return and(eq(ofSite, siteId), eq(ofPermit, permitId), isNull(refusedSeq));
}

function isToken({ siteId, permitId, sort, number }: Pick<TokenRow, 'siteId' | 'permitId'> & Token) {
  return and(
    eq(photographyTokens.siteId, siteId),
    eq(photographyTokens.permitId, permitId),
    eq(photographyTokens.sort, sort),
    eq(photographyTokens.number, number),
  );
}
