import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Type } from 'typebox';
import type { Pool } from '../../db/pool.ts';
import { atMostEvery } from '../../kernel/at-most-every.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Metrics } from '../../kernel/metrics.ts';
import { type UnreadReason, unreadReasons } from './unread-requests.ts';

/** The counters of one app, and their text for Prometheus. */
export type MetricsBoard = Metrics & {
  readonly request: (request: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  /** What came on a socket and reached no route. */
  readonly unread: (reason: UnreadReason) => void;
  readonly text: () => Promise<string>;
  readonly mediaType: string;
  readonly close: () => void;
};

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** A registry of its own, so that two apps in one process do not count into each other. */
export function buildMetrics(pool: Pool): MetricsBoard {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'sekisho_http_request_seconds',
    help: 'Duration of HTTP requests by route',
    labelNames: ['route', 'method', 'status'],
    buckets: durations,
    registers,
  });
  const batches = new Histogram({
    name: 'sekisho_batch_seconds',
    help: 'Duration of the transaction of one batch',
    labelNames: ['lane', 'outcome'],
    buckets: durations,
    registers,
  });
  const sizes = new Histogram({
    name: 'sekisho_batch_events',
    help: 'Events of one batch',
    labelNames: ['lane'],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000],
    registers,
  });
  const events = new Counter({
    name: 'sekisho_events_total',
    help: 'Gateway events by lane and outcome of their batch',
    labelNames: ['lane', 'outcome'],
    registers,
  });
  const unread = new Counter({
    name: 'sekisho_http_unread_total',
    help: 'What came on sockets and was not read: requests, TLS handshakes, sockets over the bound',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of unreadReasons) unread.inc({ reason }, 0);
  const waiting = new Gauge({
    name: 'sekisho_events_waiting',
    help: 'Events waiting for a batch',
    registers,
  });
  const followers = new Gauge({
    name: 'sekisho_live_followers',
    help: 'Consoles following the live stream',
    registers,
  });
  new Gauge({
    name: 'sekisho_pool_connections',
    help: 'Database connections of the main pool',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'awaited' }, pool.waitingCount);
    },
  });

  return {
    batch({ lane, events: count, seconds, outcome }) {
      batches.observe({ lane, outcome }, seconds);
      sizes.observe({ lane }, count);
      events.inc({ lane, outcome }, count);
    },
    waiting: (count) => waiting.set(count),
    followers: (count) => followers.set(count),
    request: ({ route, method, status, seconds }) => requests.observe({ route, method, status }, seconds),
    unread: (reason) => unread.inc({ reason }),
    text: () => registry.metrics(),
    mediaType: registry.contentType,
    close: () => registry.clear(),
  };
}

/** `GET /metrics`, rendered at most once a second, for anybody may ask; and the duration of every request by its route's pattern. */
export function setMetrics(app: FastifyInstance, board: MetricsBoard, clock: Clock): void {
  const rendered = atMostEvery(1_000, clock, board.text);
  app.addHook('onResponse', async (request, reply) => {
    board.request({
      route: request.routeOptions.url ?? 'unknown',
      method: request.method,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
  });
  app.addHook('onClose', async () => board.close());
  app.get(
    '/metrics',
    {
      config: { action: 'public' },
      schema: {
        summary: '計数（Prometheus 形式）',
        response: { 200: { content: { 'text/plain': { schema: Type.String() } } } },
      },
    },
    async (_request, reply) => reply.type(board.mediaType).send(await rendered()),
  );
}
