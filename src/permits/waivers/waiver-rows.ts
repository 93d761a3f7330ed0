import { and, eq, gt, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Applying, Waiver } from '../rule/waiver.ts';
import { permitWaivers } from './tables.ts';

export type WaiverRow = typeof permitWaivers.$inferSelect;

/** The waivers of a site that stand for the whole of a period, as they are now. */
export async function loadStanding(
  db: Database,
  siteId: string,
  period: Pick<Applying, 'from' | 'until'>,
): Promise<readonly Waiver[]> {
  return (await db.select().from(permitWaivers).where(standing(siteId, period))).map(waiverOf);
}

/** The waivers of a site that ended or ran out within a period; `until` is when they did. */
export async function loadLapsed(
  db: Database,
  siteId: string,
  { from, until }: Pick<Applying, 'from' | 'until'>,
): Promise<readonly Waiver[]> {
  const { endedAt, validUntil } = permitWaivers;
  const lapsed = sql`coalesce(${endedAt}, ${validUntil})`;
  const rows = await db
    .select()
    .from(permitWaivers)
    .where(and(eq(permitWaivers.siteId, siteId), gt(lapsed, from), lte(lapsed, until)));
  return rows.map((row) => ({ ...waiverOf(row), until: row.endedAt ?? row.validUntil }));
}

/**
 * The waivers that stand, for an act, which holds them until it ends: whoever ends one of them comes before, and is seen, or waits until what leant on
 * it is recorded (I5).
 */
export async function holdStanding(
  { db }: ActTx,
  siteId: string,
  period: Pick<Applying, 'from' | 'until'>,
): Promise<readonly Waiver[]> {
  const rows = await db.select().from(permitWaivers).where(standing(siteId, period)).for('share');
  return rows.map(waiverOf);
}

/** Which of these waivers stand at the moment of an act; held until it ends. */
export async function holdThoseStanding(
  { db, now }: ActTx,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: permitWaivers.waiverId })
    .from(permitWaivers)
    .where(and(standing(siteId, { from: now, until: now }), inArray(permitWaivers.waiverId, [...ids])))
    .for('share');
  return new Set(rows.map(({ id }) => id));
}

/** Whose people keep a 貸出簿 that stands for a leave at the moment of an act, and may write into it: null = every unit's. Held until it ends. */
export async function holdKeepersOfBook(
  { db, now }: ActTx,
  siteId: string,
  book: string,
): Promise<readonly (string | null)[]> {
  const rows = await db
    .select({ unit: permitWaivers.organisationId })
    .from(permitWaivers)
    .where(and(standing(siteId, { from: now, until: now }), eq(permitWaivers.book, book)))
    .for('share');
  return rows.map(({ unit }) => unit);
}

/** One line of the register, whatever became of it. */
export async function findWaiver(
  db: Database,
  siteId: string,
  waiverId: string,
): Promise<WaiverRow | undefined> {
  const [row] = await db.select().from(permitWaivers).where(isLine(siteId, waiverId));
  return row;
}

/** Locks a line for its end. */
export async function lockWaiver(
  { db }: ActTx,
  siteId: string,
  waiverId: string,
): Promise<WaiverRow | undefined> {
  const [row] = await db.select().from(permitWaivers).where(isLine(siteId, waiverId)).for('update');
  return row;
}

/** Writes a new line; the caller holds the head. */
export async function addWaiver({ db }: ActTx, waiver: WaiverRow): Promise<void> {
  await db.insert(permitWaivers).values(waiver);
}

/** Ends a line; the caller holds it and the head. */
export async function saveEnd(
  { db }: ActTx,
  { siteId, waiverId }: WaiverRow,
  end: Pick<WaiverRow, 'untilSeq' | 'endedBy' | 'endedAt' | 'endReason'>,
): Promise<void> {
  await db.update(permitWaivers).set(end).where(isLine(siteId, waiverId));
}

function isLine(siteId: string, waiverId: string) {
  return and(eq(permitWaivers.siteId, siteId), eq(permitWaivers.waiverId, waiverId));
}

/** A moment is a period that ends where it begins: the end of a waiver is exclusive. */
function standing(siteId: string, { from, until }: Pick<Applying, 'from' | 'until'>) {
  return and(
    eq(permitWaivers.siteId, siteId),
    isNull(permitWaivers.untilSeq),
    lte(permitWaivers.validFrom, from),
    gt(permitWaivers.validUntil, from),
    gte(permitWaivers.validUntil, until),
  );
}

function waiverOf({ waiverId, organisationId, validFrom, validUntil, ...row }: WaiverRow): Waiver {
  return { ...row, id: waiverId, unit: organisationId, from: validFrom, until: validUntil };
}
