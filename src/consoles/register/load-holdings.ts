import { and, eq, gte, inArray, like, lt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import { entries } from '../../log/tables.ts';
import { apiTokens } from '../../operators/tables.ts';
import type { Holding } from './unheld-midnights.ts';

/** A stretch of time, its end exclusive. */
export type Stretch = { readonly from: Date; readonly until: Date };

/** Nobody keeps a console for longer in one session. */
export const longestHoldingMs = 27 * 3_600_000;

/**
 * Reads who kept which console in a stretch from the record: the entries by which people signed in there, the sessions that these name, and who was
 * stopped meanwhile. What a service that was down then would have noted is not asked for.
 */
export async function loadHoldings(
  db: Database,
  { from, until }: Stretch,
): Promise<ReadonlyMap<string, readonly Holding[]>> {
  const since = new Date(from.getTime() - longestHoldingMs);
  const begun = await loadTexts(db, ['signed-in'], { from: since, until }, '%"console":%');
  const stops = await loadTexts(db, ['person-suspended', 'person-left'], { from: since, until }, '%');
  const tokens = begun.flatMap(({ subject }) => subject.token ?? []);
  const sessions = new Map((await loadSessions(db, tokens)).map((one) => [one.tokenId, one]));
  const holdings = new Map<string, Holding[]>();
  for (const { recordedAt, subject, details } of begun) {
    const { console, shiftUntil } = details;
    const session = sessions.get(subject.token ?? '');
    if (typeof console !== 'string' || session === undefined) continue;
    const stopped = stops.find(
      (one) => one.subject.person === subject.person && one.recordedAt >= recordedAt,
    );
    const ends = [
      typeof shiftUntil === 'string' ? new Date(shiftUntil) : session.expiresAt,
      ...(session.revokedAt === null ? [] : [session.revokedAt]),
      ...(stopped === undefined ? [] : [new Date(stopped.recordedAt)]),
    ];
    const end = new Date(Math.min(...ends.map((one) => one.getTime())));
    holdings.set(console, [...(holdings.get(console) ?? []), { from: new Date(recordedAt), until: end }]);
  }
  return holdings;
}

async function loadTexts(
  db: Database,
  kinds: readonly ('signed-in' | 'person-suspended' | 'person-left')[],
  { from, until }: Stretch,
  containing: string,
) {
  const { siteId, kind, recordedAt, text } = entries;
  const rows = await db
    .select({ text })
    .from(entries)
    .where(
      and(
        eq(siteId, ministryLogId),
        inArray(kind, [...kinds]),
        gte(recordedAt, from),
        lt(recordedAt, until),
        like(text, containing),
      ),
    )
    .orderBy(entries.seq);
  return rows.map((row) => parseEntry(row.text));
}

async function loadSessions(db: Database, tokens: readonly string[]) {
  const { tokenId, expiresAt, revokedAt } = apiTokens;
  return db
    .select({ tokenId, expiresAt, revokedAt })
    .from(apiTokens)
    .where(inArray(tokenId, [...tokens]));
}
