import { isInstant } from './is-instant.ts';

/** Reads a day as people write it in a table, `2026-04-06` or `2026/4/6`; undefined = it is none. */
export function parseDay(cell: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year !== undefined && isInstant(`${date}T00:00:00Z`) ? date : undefined;
}
