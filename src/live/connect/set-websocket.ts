import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { rawProblem } from '../../api/unrouted-problems.ts';
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
  refuseOtherProtocols(app);
}

/**
 * Once a server takes WebSockets, node hands it every request that offers to upgrade, to whatever protocol, without its body
 * (`h2c` of curl and others). Nothing can be done with it but to say so.
 */
function refuseOtherProtocols({ server }: FastifyInstance): void {
  const [takeWebSocket] = server.listeners('upgrade');
  if (takeWebSocket === undefined) throw new Error('nobody takes WebSockets');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() === 'websocket') {
      return takeWebSocket.call(server, request, socket, head);
    }
    socket.on('error', () => undefined).end(rawProblem('bad-request'));
  });
}
