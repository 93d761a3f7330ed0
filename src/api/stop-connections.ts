import type { FastifyInstance } from 'fastify';

const everyMs = 50;

/**
 * While the service stops, a connection is closed once its last answer is out: a gateway keeps its own open, and would
 * hold the stop up for over a minute.
 */
export function stopConnections(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const { server } = app;
    if (!server.listening) return;
    const closing = setInterval(() => server.closeIdleConnections(), everyMs);
    server.once('close', () => clearInterval(closing));
  });
}
