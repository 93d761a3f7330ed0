import type { Refusal } from '../../kernel/problem.ts';
import { buildPlaces, type GiveUp } from './build-places.ts';
import type { RecordFormat } from './record-formats.ts';

/** A PDF is worked at: more at once would take the time of the doors. */
const mostPdfs = 2;

/** What whoever comes is answered while as many PDFs are being made as there may be. */
export const pdfPlacesTaken: Refusal = {
  code: 'overloaded',
  detail: `PDF は同時に ${mostPdfs} 件まで作ります。しばらくしてからやり直してください`,
};

/** Places for the documents that are made at once; only a PDF needs one, and none is given where all are taken. */
export function buildPdfPlaces(): (format: RecordFormat) => GiveUp | undefined {
  const takePlace = buildPlaces(mostPdfs);
  return (format) => (format === 'pdf' ? takePlace() : () => undefined);
}
