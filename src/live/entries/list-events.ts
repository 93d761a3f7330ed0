import { reasons } from '../../access/decide/reasons.ts';
import type { Principal } from '../../authority/principal.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { isEntryKind } from '../../log/entry-kinds.ts';
import { formatCursor, parseCursor } from '../../log/log-cursor.ts';
import { parseBounds } from '../../zones/hours/parse-site-instant.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { findLogSpan, type LogSpan } from '../reading/find-log-span.ts';
import { type EntryView, isVisible, viewOf } from './entry-view.ts';
import { type EventFilter, findEvents, findSeqFrom } from './find-events.ts';
import { loadNames } from './name-book.ts';
import type { PlaceBook } from './place-book.ts';

export type EventQuery = EventFilter & {
  readonly after?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
};

export type EventPage = { readonly items: readonly EntryView[]; readonly next: string | null };

/**
 * One page of a site's entries as this principal may see them. A page may hold fewer than `limit`, or none, and still have
 * a `next`: it covers what was looked through. `from`/`until` are about the recorded time, which never falls as seq rises.
 */
export async function listEvents(
  { pool, placeBook }: { readonly pool: Pool; readonly placeBook: PlaceBook },
  principal: Principal,
  siteId: string,
  query: EventQuery,
): Promise<Result<EventPage, Refusal>> {
  const span = await findLogSpan(pool, siteId);
  if (span === undefined) return refuse({ code: 'not-found' });
  const { order, limit, ...filter } = query;
  const places = await placeBook.of(siteId, span.rulesSeq);
  const unknown = [...unknownPlaces(filter, places), ...unknownWords(filter)];
  if (unknown.length > 0) return refuse({ code: 'unprocessable', errors: unknown });
  const stretch = await stretchOf(pool, siteId, span, query);
  if (!stretch.ok) return stretch;
  const visibility = visibilityOf(principal, siteId);
  const { seen } = visibility;
  const search = { siteId, filter, seen, places, order, limit, ...stretch.value };
  const { entries, reached } = await findEvents(pool, search);
  const book = await loadNames(pool, siteId, entries, places);
  const items = entries
    .filter((entry) => isVisible(entry, visibility, places))
    .map((entry) => viewOf(entry, visibility, book));
  const next = reached === undefined ? null : formatCursor({ epoch: span.epoch, seq: reached });
  return ok({ items, next });
}

function unknownPlaces(
  { zone, door }: EventFilter,
  places: { zones: ReadonlyMap<string, unknown>; doors: ReadonlyMap<string, unknown> },
): FieldError[] {
  const errors: FieldError[] = [];
  if (zone !== undefined && !places.zones.has(zone)) {
    errors.push({ at: 'querystring/zone', message: 'この区域は図面にありません。' });
  }
  if (door !== undefined && !places.doors.has(door)) {
    errors.push({ at: 'querystring/door', message: 'この扉は図面にありません。' });
  }
  return errors;
}

function unknownWords({ kind, reason }: EventFilter): FieldError[] {
  const errors: FieldError[] = [];
  if (kind !== undefined && !isEntryKind(kind)) {
    errors.push({ at: 'querystring/kind', message: 'この種別は記録にありません。' });
  }
  if (reason !== undefined && !Object.hasOwn(reasons, reason)) {
    errors.push({ at: 'querystring/reason', message: 'この理由は判定にありません。' });
  }
  return errors;
}

/** Between which seqs, exclusive on both sides, the page is looked for. */
async function stretchOf(
  pool: Pool,
  siteId: string,
  { epoch, head }: LogSpan,
  { after, from, until, order }: EventQuery,
): Promise<Result<{ readonly above: number; readonly below: number }, Refusal>> {
  const reached = seqOf(after, epoch);
  if (reached === 'bad') {
    const detail =
      'カーソルは `{epoch}:{seq}` か seq です。世代（epoch）が変わっていれば初めから読み直してください。';
    return refuse({ code: 'invalid-cursor', detail });
  }
  if (reached !== undefined && reached > head) {
    const detail =
      'カーソルが記録の先端より先にあります。データベースが前の時点に戻された恐れがあります。管理者に確かめてください。';
    return refuse({ code: 'invalid-cursor', detail });
  }
  const timeZone = await loadTimeZone(databaseOf(pool), siteId);
  const instants = parseBounds(timeZone, from, until);
  if (!instants.ok) return instants;
  const seqFrom = async (at: Date | undefined) =>
    at === undefined ? undefined : await findSeqFrom(pool, siteId, at);
  const [first, end] = await Promise.all([seqFrom(instants.value.from), seqFrom(instants.value.until)]);
  const lower = instants.value.from === undefined ? 0 : (first ?? head + 1) - 1;
  const upper = end ?? head + 1;
  if (reached === undefined) return ok({ above: lower, below: upper });
  return order === 'asc'
    ? ok({ above: Math.max(lower, reached), below: upper })
    : ok({ above: lower, below: Math.min(upper, reached) });
}

function seqOf(after: string | undefined, epoch: string): number | undefined | 'bad' {
  if (after === undefined) return undefined;
  const cursor = /^\d{1,15}$/.test(after) ? { epoch, seq: Number(after) } : parseCursor(after);
  return cursor?.epoch === epoch ? cursor.seq : 'bad';
}
