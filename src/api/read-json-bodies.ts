import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Poisoned = 'error' | 'ignore';

/**
 * Bodies are UTF-8 or nothing (RFC 8259 §8.1): the framework's own reading puts U+FFFD where bytes are no character, and a
 * name would come back changed. `poisoned`: what becomes of `__proto__` and `constructor.prototype` as keys.
 */
export function readJsonBodies(app: FastifyInstance, poisoned: Poisoned): void {
  const parse = app.getDefaultJsonParser(poisoned, poisoned);
  // Plain text, which the framework would take for a body, is none of ours.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new UnreadableBody());
    return parse(request as FastifyRequest, body.toString('utf8'), done);
  });
}

class UnreadableBody extends Error {
  readonly code = 'FST_ERR_CTP_INVALID_JSON_BODY';
  readonly statusCode = 400;
}
