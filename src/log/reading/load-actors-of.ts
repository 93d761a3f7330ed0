import { and, eq, gt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { EntryKind } from '../entry/entry-kinds.ts';
import { entries } from '../tables.ts';

/** Which entries are meant: of one kind about a card and its holder, recorded after a moment. */
type About = {
  readonly kind: EntryKind;
  readonly card: string;
  readonly person: string;
  readonly after: Date;
};

/** Who made the entries of a log that are of this kind and about this card, each once. */
export async function loadActorsOf(
  db: Database,
  logId: string,
  { kind, card, person, after }: About,
): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ id: entries.actorId })
    .from(entries)
    .where(
      and(
        eq(entries.siteId, logId),
        eq(entries.cardId, card),
        eq(entries.personId, person),
        eq(entries.kind, kind),
        gt(entries.recordedAt, after),
      ),
    );
  return rows.map(({ id }) => id);
}
