import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ActDeps } from '../log/perform-act.ts';
import { rightsFindingRoutes } from './findings/rights-finding-routes.ts';
import { unheldConsoleRoutes } from './findings/unheld-console-routes.ts';
import { reviewRoutes } from './reviews/review-routes.ts';
import { accessSettingRoutes } from './settings/access-setting-routes.ts';

/** 権限の点検: what is found of rights, their reviews, and how people are let in. */
export const rightsRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  await app.register(rightsFindingRoutes, deps);
  await app.register(unheldConsoleRoutes, deps);
  await app.register(reviewRoutes, deps);
  await app.register(accessSettingRoutes, deps);
};
