import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { consideredRoutes } from './considered/considered-routes.ts';
import { rightsFindingRoutes } from './findings/rights-finding-routes.ts';
import { unheldConsoleRoutes } from './findings/unheld-console-routes.ts';
import { reviewRoutes } from './reviews/review-routes.ts';
import { accessSettingRoutes } from './settings/access-setting-routes.ts';
import type { TransferDeps } from './transfers/confirm-transfer.ts';
import { transferRoutes } from './transfers/transfer-routes.ts';

/** 権限の点検: what is found of rights, their reviews, what a roster changes of them, how people are let in, and 設置判断. */
export const rightsRoutes: FastifyPluginAsyncTypebox<TransferDeps> = async (app, deps) => {
  await app.register(rightsFindingRoutes, deps);
  await app.register(unheldConsoleRoutes, deps);
  await app.register(reviewRoutes, deps);
  await app.register(transferRoutes, deps);
  await app.register(accessSettingRoutes, deps);
  await app.register(consideredRoutes, deps);
};
