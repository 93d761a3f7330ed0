import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { PermitDeps } from '../permits/applying/apply-for-permit.ts';
import { deliveryPermitRoutes } from './applying/delivery-permit-routes.ts';
import { collectingRoutes } from './collecting/collecting-routes.ts';
import { handoverRoutes } from './taking/handover-routes.ts';
import { transferPermitRoutes } from './transfers/transfer-permit-routes.ts';

/** What is handed over with 受渡業者, and from one 課室 to another. */
export const deliveriesRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  await app.register(deliveryPermitRoutes, deps);
  await app.register(transferPermitRoutes, deps);
  await app.register(handoverRoutes, deps);
  await app.register(collectingRoutes, deps);
};
