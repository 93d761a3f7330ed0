import type { Tx } from '../../db/in-transaction.ts';
import { visitorCorrections } from './tables.ts';

/** Remembers of these members that the entry `seq` puts something of them right; the caller records it under that site's head. */
export async function saveCorrection(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  memberIds: readonly string[],
  seq: number,
): Promise<void> {
  await db.insert(visitorCorrections).values(memberIds.map((memberId) => ({ siteId, memberId, seq })));
}
