import helmet from '@fastify/helmet';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { setAuthorization } from './api/authenticate.ts';
import { setProblemHandler } from './api/problem-handler.ts';
import { setValidators } from './api/validators.ts';
import { databaseOf, type Pool } from './db/pool.ts';
import type { Clock } from './kernel/clock.ts';
import type { Hints } from './log/hints.ts';
import { findPrincipal } from './operators/find-principal.ts';
import { organisationRoutes } from './zones/organisation-routes.ts';

/** What the app needs of the world; `main` and the tests hand it in. */
export type AppDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly hints: Hints;
  readonly server?: FastifyServerOptions;
};

/** Composes the service; nothing listens yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { pool, clock } = deps;
  const app = Fastify({
    bodyLimit: 1_048_576,
    requestTimeout: 10_000,
    connectionTimeout: 60_000,
    ...deps.server,
  }).withTypeProvider<TypeBoxTypeProvider>();
  setValidators(app);
  setProblemHandler(app);
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'self'"] } } });
  await app.register(
    async (api) => {
      const db = databaseOf(pool);
      setAuthorization(api, (presented) => findPrincipal(db, presented, clock.now()));
      await api.register(organisationRoutes, deps);
    },
    { prefix: '/api/v1' },
  );
  return app;
}
