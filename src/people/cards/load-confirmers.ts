import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { loadActorsOf } from '../../log/reading/load-actors-of.ts';
import type { CardRow } from '../registry/card-rows.ts';

/** How long a reissue may rest on a confirmed identity. */
const confirmedHours = 24;

/** Who confirmed the identity of a card's present holder within the last day, each by an act of their own. */
export async function loadConfirmers(
  db: Database,
  { cardId, personId }: CardRow,
  now: Date,
): Promise<readonly string[]> {
  if (personId === null) return [];
  const after = new Date(now.getTime() - confirmedHours * 3_600_000);
  return loadActorsOf(db, ministryLogId, {
    kind: 'card-identity-confirmed',
    card: cardId,
    person: personId,
    after,
  });
}
