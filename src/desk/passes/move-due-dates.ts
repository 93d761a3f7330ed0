import { and, eq, inArray, isNull } from 'drizzle-orm';
import { changeRows } from '../../db/change-rows.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { moveLoans } from '../../people/loans/loan-rows.ts';
import type { MoveDueDates } from '../../visitors/changing/extend-visit.ts';
import type { PassRow } from './pass-rows.ts';
import { passes } from './tables.ts';

/**
 * A visitor's pass, and the loan of its card, are due when their 来庁 ends: whoever moves the end calls it, from `seq` of the site's log
 * on and under its head. A pass that was lent on since stays due as it is.
 */
export const moveDueDates: MoveDueDates = async (tx, siteId, ended, seq) => {
  const wearing = new Map(ended.flatMap((one) => (one.pass === null ? [] : [[one.pass, one] as const])));
  const lent = (await loadLent(tx, siteId, [...wearing.keys()])).flatMap((pass) => {
    const worn = wearing.get(pass.numeral);
    if (worn === undefined || worn.memberId !== pass.holderId) return [];
    return worn.endsAt.getTime() === pass.dueAt?.getTime() ? [] : [{ pass, dueAt: worn.endsAt }];
  });
  for (const group of groupBy(lent, ({ dueAt }) => dueAt.getTime()).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { dueAt } = first;
    const moved = group.map(({ pass }) => pass);
    const which = inArray(
      passes.passId,
      moved.map(({ passId }) => passId),
    );
    await changeRows(tx, passes, [eq(passes.siteId, siteId), which], moved, { dueAt }, seq);
    const cards = moved.flatMap(({ cardId }) => cardId ?? []);
    await moveLoans(tx, siteId, cards, dueAt, seq);
  }
};

async function loadLent(
  { db }: ActTx,
  siteId: string,
  numerals: readonly string[],
): Promise<readonly PassRow[]> {
  if (numerals.length === 0) return [];
  return db
    .select()
    .from(passes)
    .where(
      and(
        eq(passes.siteId, siteId),
        inArray(passes.numeral, [...numerals]),
        eq(passes.state, 'lent'),
        isNull(passes.untilSeq),
      ),
    );
}
