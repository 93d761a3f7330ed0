import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { openingTurn } from '../lifecycle/opening-turn.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { isRow } from '../rule/rule-told.ts';
import type { PermitRow } from './permit-rows.ts';
import { personExceptions } from './tables.ts';

/**
 * Brings what a permit leaves out for those it names to its state, from `seq` of its site's log on. The caller holds the head: the next
 * batch reads it by key (I5).
 */
export async function renewPersonExceptions(
  { db }: Pick<Tx, 'db'>,
  from: PermitState | undefined,
  { siteId, permitId, kind, state, asked, concernedIds, zoneIds, validFrom, validUntil }: PermitRow,
  seq: number,
): Promise<void> {
  const turn = kind === 'person-exception' ? openingTurn(from, state) : undefined;
  if (turn === 'ends') {
    const { siteId: ofSite, permitId: ofPermit, untilSeq } = personExceptions;
    await db
      .update(personExceptions)
      .set({ untilSeq: seq })
      .where(and(eq(ofSite, siteId), eq(ofPermit, permitId), isNull(untilSeq)));
  }
  if (turn !== 'begins') return;
  const rows = asked.filter(isRow).map(({ row }) => row);
  const excepted = { siteId, permitId, fromSeq: seq, untilSeq: null, zoneIds, validFrom, validUntil };
  await db.insert(personExceptions).values(concernedIds.map((personId) => ({ ...excepted, personId, rows })));
}
