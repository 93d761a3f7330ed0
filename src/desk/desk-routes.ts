import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ActDeps } from '../log/perform-act.ts';
import { rollCallRoutes } from './roll-call/roll-call-routes.ts';

/** What is done at the desk and the guard post. */
export const deskRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  await app.register(rollCallRoutes, deps);
};
