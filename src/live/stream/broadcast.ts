import { isDeepStrictEqual } from 'node:util';
import type { SomeZones, Visibility } from '../../authority/visibility.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { type CursorSource, cursorAt, formatCursor } from '../../log/watching/log-cursor.ts';
import { type EntryView, isSiteWide, isVisible, viewOf, zonesOf } from '../entries/entry-view.ts';
import type { NameBook } from '../entries/name-book.ts';
import type { Stretch } from '../reading/load-segments.ts';
import { type EntryTold, eventsFrames, largestFrame } from './events-frames.ts';

/** What a console asked to see of what it may see; absent = everything. */
export type LiveFilter = {
  readonly zones: ReadonlySet<string> | undefined;
  readonly kinds: ReadonlySet<string> | undefined;
};

/** What a console is shown: its rights and its filter. Consoles alike in both get the same bytes. */
export type ConsoleView = { readonly visibility: Visibility; readonly filter: LiveFilter };

/** A stretch of the log with the names of its entries, encoded once for each view that asks. */
export type Broadcast = {
  readonly segment: Stretch;
  /** The place at its end. */
  readonly cursor: string;
  /** The frames of this stretch, in the order they are to be sent. */
  readonly framesFor: (view: ConsoleView) => readonly Buffer[];
};

export function buildBroadcast(segment: Stretch, source: CursorSource, book: NameBook): Broadcast {
  const encoded: { readonly view: ConsoleView; readonly frames: readonly Buffer[] }[] = [];
  const cursor = formatCursor(cursorAt(source, segment.upTo, segment.leaf));
  const cursorBehind = (seq: number) =>
    seq === segment.upTo ? cursor : formatCursor(cursorAt(source, seq, segment.leafAt(seq)));
  return {
    segment,
    cursor,
    framesFor(view) {
      const known = encoded.find((one) => isSameView(one.view, view));
      if (known !== undefined) return known.frames;
      const frames = framesOf(segment, cursorBehind, view, book);
      encoded.push({ view, frames });
      return frames;
    },
  };
}

export function encodeJson(frame: object): Buffer {
  return Buffer.from(JSON.stringify(frame));
}

function framesOf(
  { kind, after, upTo, entries }: Stretch,
  cursorBehind: (seq: number) => string,
  view: ConsoleView,
  book: NameBook,
): readonly Buffer[] {
  if (kind === 'gap') return [encodeJson({ type: 'gap', after, upTo, cursor: cursorBehind(upTo) })];
  const visible = entries.filter(
    (entry) => isVisible(entry, view.visibility, book) && isInZones(entry, view.filter, book),
  );
  const told = visible.map((entry) => toldOf(viewOf(entry, view.visibility, book), view.filter));
  return eventsFrames({ after, upTo }, told, cursorBehind, largestFrame);
}

/** Alarms pass the filter of kinds: nobody filters an alarm away by looking at doors. */
function toldOf(view: EntryView, { kinds }: LiveFilter): EntryTold {
  const isAsked = kinds === undefined || kinds.has(view.kind);
  return {
    seq: view.seq,
    alarms: alarmFrames(view).map(encodeJson),
    item: isAsked ? encodeJson(view) : undefined,
  };
}

function isInZones(entry: Entry, { zones }: LiveFilter, book: NameBook): boolean {
  return (
    zones === undefined || isSiteWide(entry) || zonesOf(entry, book.places).some((zone) => zones.has(zone))
  );
}

/** What became of an alarm, and who did it: with names and words where the viewer may see them. */
function alarmFrames({ seq, recordedAt, at, actor, names, alarms }: EntryView): object[] {
  return alarms.map((told) => ({ type: 'alarm', seq, recordedAt, at, by: actor, ...told, names }));
}

function isSameView(one: ConsoleView, other: ConsoleView): boolean {
  return one === other || (isSameFilter(one, other) && isSameVisibility(one.visibility, other.visibility));
}

function isSameFilter({ filter: one }: ConsoleView, { filter: other }: ConsoleView): boolean {
  return one === other || isDeepStrictEqual(one, other);
}

export function isSameVisibility(one: Visibility, other: Visibility): boolean {
  return (
    one.own === other.own &&
    isSameZones(one.seen, other.seen) &&
    isSameZones(one.named, other.named) &&
    isSameZones(one.rooms, other.rooms)
  );
}

function isSameZones(one: SomeZones, other: SomeZones): boolean {
  return one === other || isDeepStrictEqual(one, other);
}
