import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import { entries } from '../../log/tables.ts';
import { addDays } from '../../zones/hours/calendar.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import type { ConsoleRow } from './console-rows.ts';
import { loadHoldings, longestHoldingMs, type Stretch } from './load-holdings.ts';
import { consoles } from './tables.ts';
import { type ConsoleKept, unheldMidnights } from './unheld-midnights.ts';

/** A console that is kept at every hour was kept by nobody at a midnight. */
export type UnheldConsole = {
  readonly siteId: string;
  readonly consoleId: string;
  readonly name: string;
  /** That midnight, by the clocks of its site. */
  readonly at: Date;
};

/**
 * Finds those of each midnight in a stretch, at one site or all, from the record: also where no service ran then, and when it was long ago. Whose
 * shift was over by then did not keep it, though their screen still read. Of what the record holds no more nothing is found.
 */
export async function loadUnheldConsoles(
  db: Database,
  asked: Stretch,
  siteId?: string,
): Promise<readonly UnheldConsole[]> {
  const stretch = { ...asked, from: later(asked.from, await loadKnownSince(db)) };
  const rows = await db
    .select()
    .from(consoles)
    .where(
      and(
        or(isNull(consoles.retiredAt), gt(consoles.retiredAt, stretch.from)),
        siteId === undefined ? undefined : eq(consoles.siteId, siteId),
      ),
    )
    .orderBy(consoles.siteId, consoles.name);
  if (rows.length === 0) return [];
  const holdings = await loadHoldings(db, stretch);
  const unheld: UnheldConsole[] = [];
  for (const row of rows) {
    const { consoleId, name, registeredAt, retiredAt } = row;
    const midnights = midnightsIn(stretch, await loadTimeZone(db, row.siteId));
    const nights = await loadNights(db, row);
    const kept = { registeredAt, retiredAt, nights, holdings: holdings.get(consoleId) ?? [] };
    for (const at of unheldMidnights(kept, midnights))
      unheld.push({ siteId: row.siteId, consoleId, name, at });
  }
  return unheld;
}

/** Since when the record tells of every session that was begun: months that were dropped tell nothing. */
async function loadKnownSince(db: Database): Promise<Date> {
  const [first] = await db
    .select({ at: entries.recordedAt, seq: entries.seq })
    .from(entries)
    .where(eq(entries.siteId, ministryLogId))
    .orderBy(asc(entries.seq))
    .limit(1);
  if (first === undefined || first.seq === 1) return new Date(0);
  return new Date(first.at.getTime() + longestHoldingMs);
}

/** Since when it is, or need not be, kept at every hour; what the record tells no more of is as it is now. */
async function loadNights(
  db: Database,
  { siteId, consoleId, registeredAt, isKeptAtNight }: ConsoleRow,
): Promise<ConsoleKept['nights']> {
  const rows = await db
    .select({ text: entries.text })
    .from(entries)
    .where(and(eq(entries.siteId, siteId), inArray(entries.kind, ['console-registered', 'console-changed'])))
    .orderBy(asc(entries.seq));
  const told = rows.flatMap(({ text }) => {
    const { recordedAt, details } = parseEntry(text);
    const { console, isKeptAtNight: isKept } = details;
    return console === consoleId && typeof isKept === 'boolean'
      ? [{ from: new Date(recordedAt), isKept }]
      : [];
  });
  return told.length > 0 ? told : [{ from: registeredAt, isKept: isKeptAtNight }];
}

function midnightsIn({ from, until }: Stretch, timeZone: string): readonly Date[] {
  const midnights: Date[] = [];
  for (let day = dayAt(from, timeZone); ; day = addDays(day, 1)) {
    const at = new Date(instantOf(day, '00:00', timeZone));
    if (at >= until) return midnights;
    if (at >= from) midnights.push(at);
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
