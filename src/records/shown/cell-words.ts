import { DateTime } from 'luxon';
import { originWords, type RecordOrigin, recordOrigins } from '../kinds/origin-words.ts';
import type { RecordColumn } from '../kinds/record-column.ts';
import type { RecordRow } from '../kinds/record-kinds.ts';
import type { Era } from './shown-record.ts';

/** How the values of a record are written for people; every form but JSON writes the same words. */
export type CellWords = {
  readonly cell: (column: RecordColumn, row: RecordRow) => string;
  readonly instant: (at: Date | string) => string;
};

/** The words of a site's clock, in years of the era or of the world. */
export function cellWords(timeZone: string, era: Era): CellWords {
  const yearOf = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone });
  const date = (at: DateTime) =>
    era === 'wareki' ? `${yearOf.format(at.toJSDate())}${at.toFormat('M月d日')}` : at.toFormat('yyyy-MM-dd');
  const instant = (value: Date | string) => {
    const at = DateTime.fromJSDate(new Date(value), { zone: timeZone });
    return `${date(at)} ${at.toFormat('HH:mm:ss')}`;
  };
  return {
    instant,
    cell({ key, sort }, row) {
      const value = row[key] ?? null;
      if (value === null) return '';
      if (sort === 'instant') return instant(value);
      if (sort === 'day') return date(DateTime.fromISO(value, { zone: timeZone }));
      return sort === 'origin' ? wordsOfOrigin(value) : value;
    },
  };
}

function wordsOfOrigin(value: string): string {
  return isOrigin(value) ? originWords[value] : value;
}

function isOrigin(value: string): value is RecordOrigin {
  return recordOrigins.some((origin) => origin === value);
}
