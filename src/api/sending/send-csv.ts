import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { csvDocument } from '../../kernel/csv-text.ts';

/** The schema of an answer that `sendCsv` gives. */
export const csvAnswer = { content: { 'text/csv': { schema: Type.String() } } };

/** Answers with lines of cells as CSV, which a browser saves under this name. */
export function sendCsv(
  reply: FastifyReply,
  fileName: string,
  lines: readonly (readonly string[])[],
): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(csvDocument(lines));
}
