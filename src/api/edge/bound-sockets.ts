import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { UnreadRequests } from './unread-requests.ts';

/** Gateways and consoles of a large building, many times over; each takes some 10 KB while it is idle. */
const mostSockets = 4_000;
/**
 * Requests that a client may send before the first is answered (RFC 9112 §9.3.2). Each costs 5 KB until its answer is read, and
 * one read of a socket may bring over a thousand: node looks at what waits to be written only after it has built them all.
 */
const mostUnanswered = 16;

/** Bounds what clients can make the service hold who open sockets and read no answers. To be set before anything is asked. */
export function boundSockets(server: Server, { count }: Pick<UnreadRequests, 'count'>): void {
  server.maxConnections = mostSockets;
  server.on('drop', (data) => count('too-many-sockets', data?.remoteAddress));

  const unanswered = new WeakMap<Socket, number>();
  const takers = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (socket.destroyed) return;
    const waiting = (unanswered.get(socket) ?? 0) + 1;
    if (waiting > mostUnanswered) {
      count('too-many-unanswered', socket.remoteAddress);
      socket.destroy();
      return;
    }
    unanswered.set(socket, waiting);
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    for (const take of takers) take.call(server, request, response);
  });
}
