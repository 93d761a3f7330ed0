import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { patternOf } from '../../api/pattern-of.ts';
import { requestIdHeader } from '../../api/request-id-of.ts';
import { protocol } from './offered-ticket.ts';

/** A console sends nothing but pongs. */
const longestMessage = 1_024;

/**
 * Lets routes take WebSockets. At the root and before every other hook: a request to upgrade reaches any route, and only
 * a request known for one from the start has its socket closed when it is refused.
 */
export async function setWebSocket(app: FastifyInstance): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: {
      maxPayload: longestMessage,
      handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
    },
    errorHandler: (error, socket, request) => {
      request.log.info({ err: error }, 'console lost');
      socket.terminate();
    },
    // The stream says goodbye to its consoles itself, with a code.
    preClose: async () => undefined,
  });
  nameAnswers(app);
  takeOnlyWebSockets(app);
}

/** The answer that opens a WebSocket is written beside the framework: it gets the id of its request, too. */
function nameAnswers(app: FastifyInstance): void {
  const ids = new WeakMap<IncomingMessage, string>();
  app.addHook('onRequest', async (request) => {
    if (request.ws) ids.set(request.raw, request.id);
  });
  app.websocketServer.on('headers', (headers: string[], request: IncomingMessage) => {
    const id = ids.get(request);
    if (id !== undefined) headers.push(`${requestIdHeader}: ${id}`);
  });
}

/**
 * Answers a request that offers another protocol (`h2c` of Java's client and curl), or a WebSocket where there is none or in a way
 * that opens none, as if it offered nothing (RFC 9110 §7.8 lets a server ignore the offer), through the hooks of every other
 * request. Node hands every upgrade over with its head already read and its body still on the line: both
 * are put back without the offer and read as a new connection's.
 */
function takeOnlyWebSockets(app: FastifyInstance): void {
  const { server } = app;
  const streams: RegExp[] = [];
  app.addHook('onRoute', ({ url, wsHandler }) => {
    if (wsHandler !== undefined) streams.push(patternOf(url));
  });
  const [takeWebSocket] = server.listeners('upgrade');
  if (takeWebSocket === undefined) throw new Error('nobody takes WebSockets');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (isHandshake(request) && streams.some((pattern) => pattern.test(path))) {
      return takeWebSocket.call(server, request, socket, head);
    }
    socket.unshift(Buffer.concat([headWithoutOffer(request), head]));
    server.emit('encrypted' in socket ? 'secureConnection' : 'connection', socket);
  });
}

/** What opens a WebSocket (RFC 6455 §4.2.1). */
function isHandshake({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '') &&
    areProtocols(headers['sec-websocket-protocol'])
  );
}

/** Tokens with commas between, none twice, or nothing at all. */
function areProtocols(header: string | undefined): boolean {
  if (header === undefined) return true;
  const offered = header.split(',').map((one) => one.trim());
  return (
    new Set(offered).size === offered.length && offered.every((one) => /^[!#-'*+\-.^-z|~0-9A-Z]+$/.test(one))
  );
}

function headWithoutOffer({ method, url, httpVersion, headers, rawHeaders }: IncomingMessage): Buffer {
  const kept = /\bclose\b/i.test(headers.connection ?? '') ? ['connection: close'] : [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!offering.has(name.toLowerCase())) kept.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  return Buffer.from([`${method} ${url} HTTP/${httpVersion}`, ...kept, '', ''].join('\r\n'), 'latin1');
}

const offering = new Set(['upgrade', 'connection', 'http2-settings']);
