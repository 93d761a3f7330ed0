import { type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../kernel/ids.ts';
import { type ProblemCode, problems } from '../../kernel/problem.ts';
import { requestIdHeader } from '../request-id-of.ts';
import { problemMediaType, sendProblem } from '../send-problem.ts';
import type { UnreadReason, UnreadRequests } from './unread-requests.ts';

/** How long a request may take to arrive, head and body. */
const requestTimeout = 10_000;
/** How often sockets are looked at for it. */
const connectionsCheckingInterval = 1_000;

/**
 * Problems for what reaches no route: a URL or a head that cannot be read, is too long or comes too slowly, a TLS handshake that
 * fails. No hook runs for these, so they are counted here.
 */
export function unroutedProblems({ count }: Pick<UnreadRequests, 'count'>) {
  return {
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      count('url', request.socket.remoteAddress);
      // Nobody else would close the socket of a request that came to upgrade it.
      reply.raw.once('finish', () => request.raw.socket.end());
      sendProblem(request, reply.header(requestIdHeader, request.id), { code: 'bad-request' });
    },
    clientErrorHandler: (error: Error & { readonly code?: string }, socket: Duplex) => {
      const reason = unreadReasonOf(error.code);
      if (reason !== undefined) count(reason, addressOf(socket));
      // Who speaks no TLS cannot be told so over it.
      if (reason !== undefined && reason !== 'tls-handshake' && socket.writable)
        socket.write(rawProblem(reason));
      socket.destroy(error);
    },
    requestTimeout,
    // Node lets a slow body be while the time for the head is the longer one, as it is unless set from the start.
    http: { connectionsCheckingInterval, requestTimeout, headersTimeout: requestTimeout },
  };
}

/** An `Expect` nobody knows is passed over: node would answer it without a body (RFC 9110 §10.1.1 leaves it to us). */
export function ignoreExpectations(server: Server): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response),
  );
}

/**
 * CONNECT goes the way of every other request, which has no route for it. Node takes its socket off the server before, so
 * it is closed here.
 */
export function answerConnect(server: Server): void {
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => socket.end());
    socket.on('error', () => undefined);
    server.emit('request', request, response);
  });
}

type ParserReason = Extract<UnreadReason, ProblemCode>;

/** Undefined where the other side has gone: nothing was refused. */
function unreadReasonOf(code = ''): ParserReason | 'tls-handshake' | undefined {
  if (code === 'ECONNRESET') return undefined;
  if (/^ERR_(SSL|TLS)/.test(code)) return 'tls-handshake';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout';
  return code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'bad-request';
}

/** Of a broken socket too: node forgets the address of one that is closed. */
function addressOf(socket: Duplex): string | undefined {
  return socket instanceof Socket ? socket.remoteAddress : undefined;
}

function rawProblem(code: ParserReason): string {
  const { status, title } = problems[code];
  const instance = newId<'request'>();
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, instance });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${problemMediaType}`,
    `${requestIdHeader}: ${instance}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
