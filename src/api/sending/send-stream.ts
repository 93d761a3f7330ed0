import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Answers in pieces, as they come: their form is said in a header, and is not held to the schema of the answer. */
export function sendStream(
  reply: FastifyReply,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: Readable },
): FastifyReply {
  return reply.headers(headers).send(body);
}
