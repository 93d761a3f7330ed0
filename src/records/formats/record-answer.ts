import { Readable } from 'node:stream';
import type { ShownRecord } from '../shown/shown-record.ts';
import type { CsvEncoding } from './csv-record.ts';
import { recordPagePolicy } from './html-record.ts';
import { type RecordFormat, recordFormats } from './record-formats.ts';

/** A record as an answer to a request: what is said of it, and the record in pieces as it is read. One of years is never held whole. */
export function recordAnswer(
  record: ShownRecord,
  asked: { readonly format: RecordFormat; readonly encoding: CsvEncoding },
): { readonly headers: Readonly<Record<string, string>>; readonly body: Readable } {
  const { type, extension, write } = recordFormats[asked.format];
  const isPage = asked.format === 'html';
  return {
    headers: {
      'content-type': type(asked),
      // A page is printed where it is shown; whatever else is kept as a file.
      'content-disposition': `${isPage ? 'inline' : 'attachment'}; filename="${record.kind}.${extension}"`,
      ...(isPage ? { 'content-security-policy': recordPagePolicy } : {}),
    },
    body: Readable.from(write(record, asked), { objectMode: false }),
  };
}
