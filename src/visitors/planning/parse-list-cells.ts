import { isCode } from '../../kernel/ids.ts';
import { isInstant } from '../../kernel/is-instant.ts';

/** A day, `2026-04-06` or `2026/4/6`. */
export function parseDay(cell: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year !== undefined && isInstant(`${date}T00:00:00Z`) ? date : undefined;
}

/** A time of day, `9:30`. */
export function parseTime(cell: string): string | undefined {
  const [, hour = '', minute] = /^(\d{1,2}):(\d\d)$/.exec(cell) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : undefined;
}

/** Codes with spaces between them. */
export function parseCodes(cell: string): readonly string[] | undefined {
  const codes = [...new Set(cell.split(/\s+/))];
  return codes.every(isCode) ? codes : undefined;
}
