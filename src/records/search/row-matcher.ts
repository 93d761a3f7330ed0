import { DateTime } from 'luxon';
import { searchKey } from '../../kernel/names/search-key.ts';
import type { RecordKind, RecordRow } from '../kinds/record-kinds.ts';
import type { ClockStretch, SearchAsked } from './search-asked.ts';
import { columnsAmong, directionNames, directions, searchFieldNames, searchFields } from './search-fields.ts';

type Within = { readonly timeZone: string; readonly from: Date; readonly until: Date };

type Meets = (row: RecordRow) => boolean;

/**
 * Whether a row is what is searched for. It reads what whoever asks is shown: what is withheld from them is not found either, and nothing
 * can be guessed by asking.
 */
export function rowMatcher(kind: RecordKind, asked: SearchAsked, within: Within): Meets {
  const tests = [...fieldTests(kind, asked), ...endTests(kind, asked, within), ...openTests(kind, asked)];
  return (row) => tests.every((meets) => meets(row));
}

function fieldTests(kind: RecordKind, asked: SearchAsked): readonly Meets[] {
  return searchFieldNames.flatMap((field) => {
    const wanted = asked[field];
    if (wanted === undefined) return [];
    const columns = columnsAmong(kind, searchFields[field].columns);
    const key = searchKey(wanted);
    return [(row: RecordRow) => columns.some((column) => searchKey(row[column] ?? '').includes(key))];
  });
}

/** One end of a row is all that is asked of an end: of that direction, in the time, at that hour, known from that. */
function endTests(kind: RecordKind, asked: SearchAsked, within: Within): readonly Meets[] {
  const { direction, origin, clock } = asked;
  if (direction === undefined && origin === undefined && clock === undefined) return [];
  const ends = directionNames
    .filter((name) => direction === undefined || direction === name)
    .map((name) => ({
      time: columnsAmong(kind, directions[name].times)[0],
      origin: columnsAmong(kind, directions[name].origins)[0],
    }));
  const meetsEnd = (row: RecordRow, end: (typeof ends)[number]) => {
    const value = end.time === undefined ? null : (row[end.time] ?? null);
    if (value === null) return false;
    const at = new Date(value);
    if (at < within.from || at >= within.until) return false;
    if (clock !== undefined && !isWithinClock(at, clock, within.timeZone)) return false;
    return origin === undefined || (end.origin !== undefined && row[end.origin] === origin);
  };
  return [(row) => ends.some((end) => meetsEnd(row, end))];
}

function openTests(kind: RecordKind, { isOpen }: SearchAsked): readonly Meets[] {
  if (isOpen !== true) return [];
  const [begun] = columnsAmong(kind, directions.entering.times);
  // Whoever left at a time that nobody knows has left.
  const ended = columnsAmong(kind, [...directions.leaving.times, ...directions.leaving.origins]);
  return [
    (row) =>
      begun !== undefined && row[begun] !== null && ended.every((column) => (row[column] ?? null) === null),
  ];
}

function isWithinClock(at: Date, { from, until }: ClockStretch, timeZone: string): boolean {
  const { hour, minute } = DateTime.fromJSDate(at, { zone: timeZone });
  const minutes = hour * 60 + minute;
  return from < until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
}
