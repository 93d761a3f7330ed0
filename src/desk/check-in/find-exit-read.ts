import { and, asc, eq, gt, gte, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { entries, moves } from '../../log/tables.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';

/** A granted read by which somebody is said to have left. */
export type ExitRead = {
  /** When it was made: one that was told afterwards by its own time, any other when it was recorded (ADR 0019). */
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  /** Something later is on record of where they are than this passage. */
  readonly movedSince: boolean;
};

/** Which entry is said to be the read, of whom, and since when it can be one. */
type Said = { readonly seq: number; readonly person: string; readonly since: Date };

/**
 * The granted read of this entry, if it is one of this person that was recorded `since` then. What is later goes by the order of
 * the log alone: the clock of a gateway is not ours.
 */
export async function findExitRead(
  db: Database,
  siteId: string,
  { seq, person, since }: Said,
  doors: SitePlan['doors'],
): Promise<ExitRead | undefined> {
  const [read] = await db
    .select({
      recordedAt: entries.recordedAt,
      door: entries.doorId,
      zones: entries.zones,
      movedAt: moves.happenedAt,
    })
    .from(entries)
    .leftJoin(
      moves,
      and(
        eq(moves.siteId, entries.siteId),
        eq(moves.personId, person),
        eq(moves.seq, entries.seq),
        eq(moves.recordedAt, entries.recordedAt),
      ),
    )
    .where(
      and(
        eq(entries.siteId, siteId),
        eq(entries.seq, seq),
        gte(entries.recordedAt, since),
        eq(entries.kind, 'card-read'),
        eq(entries.personId, person),
        eq(entries.verdict, 'grant'),
      ),
    );
  const [from, to] = read?.zones ?? [];
  if (read === undefined || from === undefined || to === undefined) return undefined;
  const { recordedAt, movedAt, door } = read;
  const at = movedAt ?? recordedAt;
  const [next, ...others] = await movesAfter(db, siteId, person, { at, seq });
  const openWithinMs = doors.find(({ id }) => id === door)?.openWithinMs ?? 0;
  const isOpening = next?.zone === to && next.recordedAt.getTime() - recordedAt.getTime() < openWithinMs;
  return { at, from, to, movedSince: isOpening ? others.length > 0 : next !== undefined };
}

/** The first two moves of somebody behind a place in their order. */
function movesAfter(
  db: Database,
  siteId: string,
  person: string,
  { at, seq }: { readonly at: Date; readonly seq: number },
): Promise<readonly { readonly zone: string | null; readonly recordedAt: Date }[]> {
  const { happenedAt } = moves;
  return db
    .select({ zone: moves.zoneId, recordedAt: moves.recordedAt })
    .from(moves)
    .where(
      and(
        eq(moves.siteId, siteId),
        eq(moves.personId, person),
        gte(happenedAt, at),
        or(gt(happenedAt, at), gt(moves.seq, seq)),
      ),
    )
    .orderBy(asc(happenedAt), asc(moves.seq), asc(moves.ordinal))
    .limit(2);
}
