import { and, asc, count, eq, gt, inArray, isNull, lte, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { CardRow } from '../../people/registry/card-rows.ts';
import { cards } from '../../people/registry/tables.ts';
import type { PassState } from './pass-lifecycle.ts';
import type { PassRow } from './pass-rows.ts';
import { passes } from './tables.ts';

export type PassQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly state?: PassState | undefined;
  readonly basis?: PassRow['basis'] | undefined;
  readonly numeral?: string | undefined;
  /** Only what somebody has, or had last and did not bring back. */
  readonly holder?: string | undefined;
  /** Only those that are lent and should be back. */
  readonly overdue?: boolean | undefined;
};

/** A pass, and the pool card it is; null = paper. */
export type ListedPass = { readonly pass: PassRow; readonly card: CardRow | null };

/** The passes of a site in the order they were registered. */
export async function listPasses(
  db: Database,
  siteId: string,
  { limit, after, state, basis, numeral, holder, overdue }: PassQuery,
  now: Date,
): Promise<Page<ListedPass>> {
  const rows = await selectListed(db)
    .where(
      and(
        eq(passes.siteId, siteId),
        isNull(passes.untilSeq),
        after === undefined ? undefined : gt(passes.passId, after),
        state === undefined ? undefined : eq(passes.state, state),
        basis === undefined ? undefined : eq(passes.basis, basis),
        numeral === undefined ? undefined : eq(passes.numeral, numeral),
        holder === undefined ? undefined : eq(passes.holderId, holder),
        overdue === true ? and(eq(passes.state, 'lent'), lte(passes.dueAt, now)) : undefined,
      ),
    )
    .orderBy(asc(passes.passId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.pass.passId);
}

/** These passes, whatever their order. */
export async function loadListedPasses(
  db: Database,
  siteId: string,
  passIds: readonly string[],
): Promise<readonly ListedPass[]> {
  if (passIds.length === 0) return [];
  return selectListed(db).where(
    and(eq(passes.siteId, siteId), inArray(passes.passId, [...passIds]), isNull(passes.untilSeq)),
  );
}

function selectListed(db: Database) {
  return db
    .select({ pass: passes, card: cards })
    .from(passes)
    .leftJoin(cards, and(eq(cards.cardId, passes.cardId), isNull(cards.untilSeq)));
}

/** How many passes there are of a sort in a state; withdrawn ones are no stock. */
export type StockLine = Pick<PassRow, 'basis' | 'highestClass' | 'state'> & { readonly count: number };

export function countStock(db: Database, siteId: string): Promise<readonly StockLine[]> {
  const { basis, highestClass, state } = passes;
  return db
    .select({ basis, highestClass, state, count: count() })
    .from(passes)
    .where(and(eq(passes.siteId, siteId), isNull(passes.untilSeq), ne(state, 'withdrawn')))
    .groupBy(basis, highestClass, state)
    .orderBy(asc(basis), asc(highestClass), asc(state));
}
