import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ActDeps } from '../log/perform-act.ts';
import { restrictedRoutes } from './restricted/restricted-routes.ts';

/** Visits, whom they come to, and who is not taken in. */
export const visitorsRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  await app.register(restrictedRoutes, deps);
};
