import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';

/** Resolves once nothing that was asked of a service waits for its answer, the opening of a WebSocket among it. */
export function buildRest(app: FastifyInstance): () => Promise<void> {
  const waiting = new Set<IncomingMessage>();
  const server: Server = app.server;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    waiting.add(request);
    response.once('close', () => waiting.delete(request));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    waiting.add(request);
    socket.once('close', () => waiting.delete(request));
  });
  app.websocketServer.on('connection', (_: WebSocket, request: IncomingMessage) => waiting.delete(request));
  return async () => {
    while (waiting.size > 0) await new Promise((resolve) => setImmediate(resolve));
  };
}
