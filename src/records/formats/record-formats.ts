import type { ShownRecord } from '../shown/shown-record.ts';
import { type CsvEncoding, csvRecord } from './csv-record.ts';
import { htmlRecord } from './html-record.ts';
import { jsonRecord } from './json-record.ts';
import { pdfRecord } from './pdf/pdf-record.ts';
import { xlsxRecord } from './xlsx/xlsx-record.ts';

type RecordFormatOf = {
  readonly extension: string;
  readonly type: (asked: { readonly encoding: CsvEncoding }) => string;
  readonly write: (
    record: ShownRecord,
    asked: { readonly encoding: CsvEncoding },
  ) => AsyncIterable<string | Buffer>;
};

/** The forms in which a record is given out: the same rows in each. */
export const recordFormats = {
  json: { extension: 'json', type: () => 'application/json; charset=utf-8', write: jsonRecord },
  csv: {
    extension: 'csv',
    type: ({ encoding }) => `text/csv; charset=${encoding}; header=present`,
    write: (record, { encoding }) => csvRecord(record, encoding),
  },
  xlsx: {
    extension: 'xlsx',
    type: () => 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: xlsxRecord,
  },
  html: { extension: 'html', type: () => 'text/html; charset=utf-8', write: htmlRecord },
  pdf: { extension: 'pdf', type: () => 'application/pdf', write: pdfRecord },
} as const satisfies Record<string, RecordFormatOf>;

export type RecordFormat = keyof typeof recordFormats;

export const recordFormatNames = Object.keys(recordFormats).filter(isRecordFormat);

function isRecordFormat(word: string): word is RecordFormat {
  return Object.hasOwn(recordFormats, word);
}
