import { reasons } from '../../access/decide/reasons.ts';
import type { Principal } from '../../authority/principal.ts';
import { reaches, type Visibility, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { isEntryKind } from '../../log/entry/entry-kinds.ts';
import { compareCursors, type Remembered } from '../../log/watching/find-lost.ts';
import type { CursorStanding } from '../../log/watching/judge-cursor.ts';
import {
  cursorAt,
  formatCursor,
  type LogCursor,
  parseCursor,
  shortLeaf,
} from '../../log/watching/log-cursor.ts';
import { parseBounds } from '../../zones/hours/parse-site-instant.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { findLeaf } from '../reading/find-leaf.ts';
import { findLogSpan, type LogSpan } from '../reading/find-log-span.ts';
import { loadMonthCounts } from '../reading/load-month-counts.ts';
import type { MonthBook } from '../reading/month-book.ts';
import type { Between, MonthsOfLog } from '../reading/months-of-log.ts';
import { type EntryView, isVisible, viewOf } from './entry-view.ts';
import { countedFor, type EventFilter } from './event-sources.ts';
import { findEvents, findSeqFrom, type Reached } from './find-events.ts';
import { loadNames } from './name-book.ts';
import type { PlaceBook, Places } from './place-book.ts';

export type EventQuery = EventFilter & {
  readonly after?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
};

export type EventPage = { readonly items: readonly EntryView[]; readonly next: string | null };

export type EventListDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly placeBook: PlaceBook;
  readonly monthBook: MonthBook;
  /** Begins a new epoch of logs that do not hold what they gave out. */
  readonly noticeLost: (remembered: Remembered) => Promise<unknown>;
};

/** About as many as are looked at in a tenth of a second. */
const mostLooked = 100_000;

/**
 * One page of a site's entries as this principal may see them. A page may hold fewer than `limit`, or none, and still have
 * a `next`: it covers what was looked through. `from`/`until` are about the recorded time, which never falls as seq rises.
 */
export async function listEvents(
  deps: EventListDeps,
  principal: Principal,
  siteId: string,
  query: EventQuery,
): Promise<Result<EventPage, Refusal>> {
  const { pool, clock, placeBook, monthBook } = deps;
  const { order, limit, after, from, until, ...filter } = query;
  const countedBy = countedFor(filter);
  const [span, counted, instants] = await Promise.all([
    findLogSpan(pool, siteId),
    countedBy && loadMonthCounts(pool, siteId, countedBy),
    instantsOf(pool, siteId, { from, until }),
  ]);
  if (span === undefined) return refuse({ code: 'not-found' });
  const [places, months] = await Promise.all([placeBook.of(siteId, span), monthBook.of(siteId, span)]);
  const visibility = visibilityOf(principal, siteId);
  const unknown = [...unknownPlaces(filter, places, visibility), ...unknownWords(filter)];
  if (unknown.length > 0) return refuse({ code: 'unprocessable', errors: unknown });
  const reached = await seqOf(deps, siteId, after, span.epoch);
  if (!reached.ok) return reached;
  if (!instants.ok) return instants;
  const bounds = { reached: reached.value, ...instants.value, order };
  const between = await betweenOf(pool, siteId, { ...span, months }, bounds);
  const { seen } = visibility;
  const found = await findEvents(pool, {
    siteId,
    filter,
    seen,
    places,
    months,
    counted,
    between,
    order,
    limit,
    mostLooked,
  });
  const { entries } = found;
  const [book, next] = await Promise.all([
    loadNames(pool, siteId, entries, places, clock.now()),
    found.reached === undefined ? null : cursorBehind(pool, siteId, span, found.reached),
  ]);
  const items = entries
    .filter((entry) => isVisible(entry, visibility, book))
    .map((entry) => viewOf(entry, visibility, book));
  return ok({ items, next });
}

async function cursorBehind(
  pool: Pool,
  siteId: string,
  span: LogSpan,
  { seq, leaf }: Reached,
): Promise<string> {
  return formatCursor(cursorAt(span, seq, shortLeaf(leaf ?? (await findLeaf(pool, siteId, seq)))));
}

/** A hidden room is none to whoever is not shown it, nor is a door that leads there from where they see nothing (ADR 0052). */
function unknownPlaces(
  { zone, door }: EventFilter,
  { zones, doors, concealed }: Places,
  { rooms, seen }: Pick<Visibility, 'rooms' | 'seen'>,
): FieldError[] {
  const isShown = (one: string) => !concealed.has(one) || reaches(rooms, [one]);
  const isDoorShown = (between: readonly string[]) => between.every(isShown) || reaches(seen, between);
  const errors: FieldError[] = [];
  if (zone !== undefined && !(zones.has(zone) && isShown(zone))) {
    errors.push({ at: '/query/zone', message: 'この区域は図面にありません。' });
  }
  const between = door === undefined ? undefined : doors.get(door)?.zones;
  if (door !== undefined && !(between && isDoorShown(between))) {
    errors.push({ at: '/query/door', message: 'この扉は図面にありません。' });
  }
  return errors;
}

function unknownWords({ kind, reason }: EventFilter): FieldError[] {
  const errors: FieldError[] = [];
  if (kind !== undefined && !isEntryKind(kind)) {
    errors.push({ at: '/query/kind', message: 'この種別は記録にありません。' });
  }
  if (reason !== undefined && !Object.hasOwn(reasons, reason)) {
    errors.push({ at: '/query/reason', message: 'この理由は判定にありません。' });
  }
  return errors;
}

/** Between which seqs, exclusive on both sides, the page is looked for; `reached`: behind which seq it goes on. */
async function betweenOf(
  pool: Pool,
  siteId: string,
  { head, months }: LogSpan & { readonly months: MonthsOfLog },
  { reached, from, until, order }: Bounds,
): Promise<Between> {
  const seqFrom = async (at: Date | undefined) =>
    at === undefined ? undefined : await findSeqFrom(pool, siteId, at, months);
  const [first, end] = await Promise.all([seqFrom(from), seqFrom(until)]);
  const lower = from === undefined ? 0 : (first ?? head + 1) - 1;
  const upper = end ?? head + 1;
  if (reached === undefined) return { above: lower, below: upper };
  return order === 'asc'
    ? { above: Math.max(lower, reached), below: upper }
    : { above: lower, below: Math.min(upper, reached) };
}

type Bounds = {
  readonly reached: number | undefined;
  readonly from: Date | undefined;
  readonly until: Date | undefined;
  readonly order: EventQuery['order'];
};

/** The zone of the site's time is asked for only where a time is. */
async function instantsOf(pool: Pool, siteId: string, { from, until }: Pick<EventQuery, 'from' | 'until'>) {
  if (from === undefined && until === undefined) return ok({ from: undefined, until: undefined });
  return parseBounds(await loadTimeZone(databaseOf(pool), siteId), from, until);
}

/** Why a list does not go on from a cursor. */
const refusals = {
  continuous: undefined,
  'in-the-future':
    'カーソルが記録の先端より先にあります。データベースが前の時点に戻された恐れがあります。管理者に確かめてください。',
  'epoch-changed': '記録の世代（epoch）が変わりました。初めから読み直してください。',
  foreign: 'カーソルはこの記録のものではありません。初めから読み直してください。',
  lost: 'カーソルの指す記録が失われています。データベースが前の時点に戻されたため、記録の世代（epoch）を改めました。初めから読み直してください。',
} as const satisfies Record<CursorStanding, string | undefined>;

/** Behind which seq to go on; undefined: from the beginning. What the log gave out and does not hold is noticed first. */
async function seqOf(
  { pool, noticeLost }: EventListDeps,
  siteId: string,
  after: string | undefined,
  epoch: string,
): Promise<Result<number | undefined, Refusal>> {
  if (after === undefined) return ok(undefined);
  const cursor = /^\d{1,15}$/.test(after) ? plainCursor(epoch, after) : parseCursor(after);
  if (cursor === undefined) {
    const detail = 'カーソルは前のページの next か seq です。';
    return refuse({ code: 'invalid-cursor', detail });
  }
  const [standing] = await compareCursors(pool, [{ siteId, cursor }]);
  if (standing === 'lost') await noticeLost({ siteId, cursor, by: 'console' });
  const detail = standing && refusals[standing];
  return detail === undefined ? ok(cursor.seq) : refuse({ code: 'invalid-cursor', detail });
}

function plainCursor(epoch: string, seq: string): LogCursor {
  return { epoch, seq: Number(seq), proof: undefined };
}
