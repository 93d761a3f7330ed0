import type { FastifyInstance } from 'fastify';
import { type Check, judgeReadiness } from '../../db/judge-readiness.ts';
import { loadDatabaseFacts } from '../../db/load-database-facts.ts';
import { packageVersion } from '../../db/package-folder.ts';
import type { Pool } from '../../db/pool.ts';
import { atMostEvery } from '../../kernel/at-most-every.ts';
import type { Clock } from '../../kernel/clock.ts';
import { monthlyTables } from '../../log/entry/record-classes.ts';
import { setDocs } from '../openapi/set-docs.ts';
import { setOpenapi } from '../openapi/set-openapi.ts';
import { requestIdHeader } from '../request-id-of.ts';
import { apiHeaders } from './api-headers.ts';
import { healthRoutes } from './health-routes.ts';
import { type MetricsBoard, setMetrics } from './metrics-board.ts';
import { setNotFound } from './set-not-found.ts';
import { setPageHeaders } from './set-page-headers.ts';
import { setPages } from './set-pages.ts';

export type EdgeDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly metrics: MetricsBoard;
  /** Whether browsers come over TLS: from here or from a proxy. */
  readonly secure: boolean;
  /** Whether all of it is a demo office: every answer says so. */
  readonly isDemo: boolean;
  /** What is asked beside the database, such as the live feed or the disk. */
  readonly readiness: readonly (() => Check | Promise<Check>)[];
};

/** What everybody on the network may see, and the manners of every answer. To be set before any other route. */
export async function setEdge(app: FastifyInstance, deps: EdgeDeps): Promise<void> {
  const headers = new Map(Object.entries(apiHeaders(deps.secure, deps.isDemo)));
  app.addHook('onRequest', async (request, reply) => {
    // On the raw answer, where helmet writes those of pages over them.
    reply.raw.setHeaders(headers);
    reply.header(requestIdHeader, request.id);
  });
  setNotFound(app);
  const document = await setOpenapi(app, packageVersion());
  setMetrics(app, deps.metrics, deps.clock);
  await app.register(healthRoutes, {
    checkReadiness: atMostEvery(1_000, deps.clock, () => checkReadiness(deps)),
  });
  await app.register(async (docs) => {
    await setPageHeaders(docs, deps.secure, 'documentation');
    await setDocs(docs, document);
  });
  await app.register(async (pages) => {
    await setPageHeaders(pages, deps.secure, 'own');
    await setPages(pages);
  });
}

async function checkReadiness({ pool, readiness }: EdgeDeps): Promise<readonly Check[]> {
  const others = readiness.map(async (check) => check());
  return [...judgeReadiness(await loadDatabaseFacts(pool, monthlyTables)), ...(await Promise.all(others))];
}
