import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ActDeps } from '../log/perform-act.ts';
import type { RequirementDeps } from '../zones/rules/requirement-routes.ts';
import { installingRoutes } from './installing/installing-routes.ts';
import { measureRoutes } from './measures/measure-routes.ts';
import { systemRoutes } from './systems/system-routes.ts';

/** The registers: which information systems there are, and in which zones; what may be added there; which measures were taken there. */
export const registersRoutes: FastifyPluginAsyncTypebox<ActDeps & RequirementDeps> = async (app, deps) => {
  await app.register(systemRoutes, deps);
  await app.register(installingRoutes, deps);
  await app.register(measureRoutes, deps);
};
