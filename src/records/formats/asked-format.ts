import { Type } from 'typebox';
import { Choice } from '../../api/schemas.ts';
import { RecordBody } from '../shown/record-body.ts';
import { eras } from '../shown/shown-record.ts';
import { csvEncodings } from './csv-record.ts';
import { recordFormatNames, recordFormats } from './record-formats.ts';

/** In which form a record is asked for. */
export const askedFormat = {
  format: Choice(recordFormatNames, { default: 'json' }),
  era: Choice(eras, { default: 'wareki', description: 'wareki は和暦、seireki は西暦' }),
  encoding: Choice(csvEncodings, { default: 'utf-8', description: 'CSV の文字コード' }),
};

/** The answer with a record, in each form. */
export const recordInEveryFormat = {
  content: {
    'application/json': { schema: RecordBody },
    'text/csv': { schema: Type.String() },
    'text/html': { schema: Type.String() },
    [recordFormats.xlsx.type()]: { schema: Type.String() },
    [recordFormats.pdf.type()]: { schema: Type.String() },
  },
};
