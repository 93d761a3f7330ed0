import { type CsvEncoding, csvRecord } from './csv-record.ts';
import { jsonRecord } from './json-record.ts';
import type { ShownRecord } from './shown-record.ts';

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
} as const satisfies Record<string, RecordFormatOf>;

export type RecordFormat = keyof typeof recordFormats;

export const recordFormatNames = Object.keys(recordFormats).filter(isRecordFormat);

function isRecordFormat(word: string): word is RecordFormat {
  return Object.hasOwn(recordFormats, word);
}
