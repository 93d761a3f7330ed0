import { CsvError, parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { BadgeRead, BadLine } from './badge-read.ts';

/** What the head of a file must name, in any order. */
export const badgeColumns = ['timestamp', 'type', 'prox-id', 'floor', 'zone'] as const;
type Column = (typeof badgeColumns)[number];
type Record = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** What a file holds, in the order of time; bad lines are told by their number and left out. */
export type BadgeFile = { readonly reads: readonly BadgeRead[]; readonly badLines: readonly BadLine[] };

/**
 * Reads `timestamp, type, prox-id, floor, zone` lines (CSV, with or without BOM, spaces, CRLF). Times are those of
 * `timeZone`. Refused: a file without that head, or without a single good line.
 */
export function parseBadgeReads(text: string, timeZone: string): Result<BadgeFile, BadLine> {
  const records = parseRecords(text);
  if (!records.ok) return records;
  const [head, ...body] = records.value;
  const names = head?.record.map((name) => name.toLowerCase()) ?? [];
  const missing = badgeColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) return refuse({ line: 1, why: `no column ${missing.join(', ')}` });

  const reads: BadgeRead[] = [];
  const badLines: BadLine[] = [];
  for (const { record, info } of body) {
    const cell = (column: Column) => record[names.indexOf(column)] ?? '';
    const read =
      record.length === names.length
        ? parseLine(cell, info.lines, timeZone)
        : refuse(`${record.length} columns`);
    if (read.ok) reads.push(read.value);
    else badLines.push({ line: info.lines, why: read.refusal });
  }
  if (reads.length === 0) return refuse({ line: head?.info.lines ?? 1, why: 'no badge read' });
  return ok({ reads: reads.toSorted((one, other) => one.at.getTime() - other.at.getTime()), badLines });
}

function parseRecords(text: string): Result<readonly Record[], BadLine> {
  const records: Record[] = [];
  const options = {
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  };
  try {
    parse(text, {
      ...options,
      onRecord(record: string[], { lines }) {
        records.push({ record, info: { lines } });
        return null;
      },
    });
    return ok(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse({ line: Number(error.lines ?? 1), why: error.message });
  }
}

function parseLine(
  cell: (column: Column) => string,
  line: number,
  timeZone: string,
): Result<BadgeRead, string> {
  const when = DateTime.fromISO(cell('timestamp').replace(' ', 'T'), { zone: timeZone });
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(cell('timestamp')) || !when.isValid) {
    return refuse(`no timestamp: ${cell('timestamp')}`);
  }
  const [, person, issue] = /^([0-9A-Za-z]*[A-Za-z])(\d{3})$/.exec(cell('prox-id')) ?? [];
  if (person === undefined) return refuse(`no prox-id: ${cell('prox-id')}`);
  const floor = cell('floor');
  const room = cell('zone');
  if (floor === '' || room === '') return refuse('no floor or zone');
  // Two names that lost their characters would be one zone.
  if (`${floor}${room}`.includes('\uFFFD')) return refuse('characters were lost before: U+FFFD');
  return ok({
    line,
    at: when.toJSDate(),
    day: when.toFormat('yyyy-MM-dd'),
    hour: when.hour,
    intoHourMs: when.diff(when.startOf('hour')).toMillis(),
    weekday: when.weekday,
    card: cell('prox-id'),
    person,
    issue: Number(issue),
    floor,
    room,
    zone: `${floor}, ${room}`,
  });
}
