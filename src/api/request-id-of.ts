import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const requestIdHeader = 'x-request-id';

/** What a client or a proxy may call a request: it stands in lines of the log, in headers and in settings of transactions. */
const shape = /^[\w.:=+/@-]{1,128}$/;

/** The id of a request: the client's where it has the form, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && shape.test(given) ? given : randomUUID();
}
