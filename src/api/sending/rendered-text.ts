import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasAlready } from '../etag.ts';

/** A text that anybody may ask for, as the bytes that are sent: whoever reads slowly holds none of their own. */
export type RenderedText = {
  readonly mediaType: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly etag: string;
};

/** Renders a text when it is first asked for, and never again. */
export function renderedOnce(mediaType: string, write: () => string): () => RenderedText {
  let rendered: RenderedText | undefined;
  return () => {
    rendered ??= render(mediaType, write());
    return rendered;
  };
}

function render(mediaType: string, text: string): RenderedText {
  const plain = Buffer.from(text, 'utf8');
  return { mediaType, plain, gzip: gzipSync(plain), etag: `W/"${hash('sha256', plain).slice(0, 32)}"` };
}

/** Sends it, compressed to whoever takes that; 304 to whoever has it (RFC 9110 §13.1.2). */
export function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  { mediaType, plain, gzip, etag }: RenderedText,
): FastifyReply {
  reply.headers({ etag, vary: 'accept-encoding', 'cache-control': 'no-cache' });
  if (hasAlready(request, etag)) return reply.code(304).send();
  reply.type(mediaType);
  return takesGzip(request) ? reply.header('content-encoding', 'gzip').send(gzip) : reply.send(plain);
}

function takesGzip({ headers }: FastifyRequest): boolean {
  const offers = String(headers['accept-encoding'] ?? '').toLowerCase();
  return offers.split(',').some((offer) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(offer));
}
