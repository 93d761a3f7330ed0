import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ActDeps } from '../log/perform-act.ts';
import { systemRoutes } from './systems/system-routes.ts';

/** The registers: which information systems there are, and in which zones. */
export const registersRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  await app.register(systemRoutes, deps);
};
