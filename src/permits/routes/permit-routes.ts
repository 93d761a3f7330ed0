import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import type { UsingDeps } from '../using/use-permit.ts';
import { decisionRoutes } from './decision-routes.ts';
import { permitReadRoutes } from './permit-read-routes.ts';
import { useRoutes } from './use-routes.ts';

/** 許可・届出: what is the same for every kind. */
export const permitRoutes: FastifyPluginAsyncTypebox<PermitDeps & UsingDeps> = async (app, deps) => {
  await app.register(permitReadRoutes, deps);
  await app.register(decisionRoutes, deps);
  await app.register(useRoutes, deps);
};
