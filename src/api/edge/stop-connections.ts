import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const everyMs = 50;
/** Longer than any statement of the database may take. */
const patienceMs = 6_000;

/**
 * While the service stops, a connection is closed once its last answer is out: a gateway keeps its own open, and would
 * hold the stop up for over a minute. Whoever has not sent the whole request or read the whole answer after 6 s, or was
 * handed a socket and keeps it, is cut off.
 */
export function stopConnections(app: FastifyInstance): void {
  const { server } = app;
  // Also those that an upgrade took away from the server, which it waits for all the same.
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    // Put back by an offer that was passed over.
    if (open.has(socket)) return;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    if (!server.listening) return;
    const closing = setInterval(() => server.closeIdleConnections(), everyMs);
    const cutting = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, patienceMs);
    server.once('close', () => {
      clearInterval(closing);
      clearTimeout(cutting);
    });
  });
}
