import { createServer } from 'node:https';
import { type FastifyServerFactory, type FastifyServerOptions, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';

/** How the service listens: with TLS from here if it has a certificate, and whose word about the client's address it believes. */
export function serverOptions({ tls, trustedProxies }: Config, log: Logger): FastifyServerOptions {
  return {
    // One line a request would drown the rest; requests are counted in /metrics, and passages are in the record.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    loggerInstance: log,
    ...(trustedProxies.length === 0 ? {} : { trustProxy: [...trustedProxies] }),
    ...(tls === undefined ? {} : { serverFactory: tlsServer(tls) }),
  };
}

/** How often sockets are looked at whose request takes longer than it may, as without TLS. */
const connectionsCheckingInterval = 1_000;

function tlsServer({ cert, key }: NonNullable<Config['tls']>): FastifyServerFactory {
  return (handler, { requestTimeout = 0, connectionTimeout = 0, keepAliveTimeout }) => {
    const longest = Number(requestTimeout);
    const patience = { connectionsCheckingInterval, requestTimeout: longest, headersTimeout: longest };
    const server = createServer({ cert, key, minVersion: 'TLSv1.2', ...patience }, handler);
    if (typeof keepAliveTimeout === 'number') server.keepAliveTimeout = keepAliveTimeout;
    server.setTimeout(Number(connectionTimeout));
    return server;
  };
}
