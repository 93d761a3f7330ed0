import { DateTime } from 'luxon';
import { searchKey } from '../../kernel/names/search-key.ts';
import type { RecordKind, RecordRow } from '../kinds/record-kinds.ts';
import { isOnDays } from './day-words.ts';
import { kindsMeant } from './kinds-meant.ts';
import type { ClockStretch, SearchAsked } from './search-asked.ts';
import { columnsAmong, directionNames, directions, searchFieldNames, searchFields } from './search-fields.ts';

type Within = { readonly timeZone: string; readonly from: Date; readonly until: Date };

type Meets = (row: RecordRow) => boolean;

/** Whether a row is what is searched for, by what whoever asks is shown; among what is withheld from them nobody searches. */
export function rowMatcher(kind: RecordKind, asked: SearchAsked, within: Within): Meets {
  const tests = [
    ...fieldTests(kind, asked),
    ...(asked.isThere === true ? thereTests(kind, asked, within) : endTests(kind, asked, within)),
    ...aloneTests(kind, asked),
    ...openTests(kind, asked),
  ];
  return (row) => tests.every((meets) => meets(row));
}

function fieldTests(kind: RecordKind, asked: SearchAsked): readonly Meets[] {
  return searchFieldNames.flatMap((field) => {
    const wanted = asked[field];
    if (wanted === undefined) return [];
    const columns = columnsAmong(kind, searchFields[field].columns);
    const keys = (field === 'kind' ? (kindsMeant[wanted] ?? [wanted]) : [wanted]).map(searchKey);
    return [
      (row: RecordRow) =>
        columns.some((column) => {
          const key = searchKey(row[column] ?? '');
          return keys.some((one) => key.includes(one));
        }),
    ];
  });
}

/** One end of a row is all that is asked of an end: of that direction, in the time, at that hour, known from that. */
function endTests(kind: RecordKind, asked: SearchAsked, within: Within): readonly Meets[] {
  const { direction, origin, clock, on } = asked;
  if ([direction, origin, clock, on].every((one) => one === undefined)) return [];
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
    if (!isAskedThen(DateTime.fromJSDate(at, { zone: within.timeZone }), asked)) return false;
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

/** Whether somebody was there at any of the hours and days asked for, as far as it is known until when they were. */
function thereTests(
  kind: RecordKind,
  asked: SearchAsked,
  { timeZone, from, until }: Within,
): readonly Meets[] {
  const [begun] = columnsAmong(kind, directions.entering.times);
  const [ended] = columnsAmong(kind, directions.leaving.times);
  if (begun === undefined) return [() => false];
  const zone = { zone: timeZone };
  const momentOf = (instant: string) => DateTime.fromISO(instant, zone);
  return [
    (row) => {
      const came = row[begun] ?? null;
      if (came === null) return false;
      const left = (ended === undefined ? null : row[ended]) ?? null;
      const first = DateTime.max(momentOf(came), DateTime.fromJSDate(from, zone));
      const end = DateTime.fromJSDate(until, zone);
      const last = left === null ? end : DateTime.min(momentOf(left), end);
      for (const at of beginnings(first, last, asked)) if (isAskedThen(at, asked)) return true;
      return false;
    },
  ];
}

/** When somebody who was there from one moment to another may first have been so in the hours asked for: at once, or as they begin on a day. */
function* beginnings(first: DateTime, last: DateTime, { clock }: SearchAsked): Generator<DateTime> {
  if (first >= last) return;
  yield first;
  const from = clock?.from ?? 0;
  for (let day = first.startOf('day'); day < last; day = day.plus({ days: 1 })) {
    for (const at of [day, day.set({ hour: Math.floor(from / 60), minute: from % 60 })]) {
      if (at > first && at < last) yield at;
    }
  }
}

function aloneTests(kind: RecordKind, { isAlone }: SearchAsked): readonly Meets[] {
  if (isAlone !== true) return [];
  const company = columnsAmong(kind, ['company']);
  return [(row) => company.every((column) => (row[column] ?? '') === '')];
}

/** Whether a moment is in the hours and on the days asked for; a night is one of the day on which it begins. */
function isAskedThen(at: DateTime, { clock, on }: SearchAsked): boolean {
  if (clock !== undefined && !isWithinClock(at, clock)) return false;
  if (on === undefined) return true;
  const isNight = clock !== undefined && clock.from >= clock.until;
  return isOnDays(on, isNight && minutesOf(at) < clock.until ? at.minus({ days: 1 }) : at);
}

function isWithinClock(at: DateTime, { from, until }: ClockStretch): boolean {
  const minutes = minutesOf(at);
  return from < until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
}

function minutesOf({ hour, minute }: DateTime): number {
  return hour * 60 + minute;
}
