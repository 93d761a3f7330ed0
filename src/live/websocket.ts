import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { protocol } from './subprotocol.ts';

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
}
