import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AskingDeps } from '../permits/using/find-asked-here.ts';
import { type ItemCheckDeps, itemCheckRoutes } from './items/item-check-routes.ts';
import { itemRoutes } from './items/item-routes.ts';
import { lendingRoutes } from './lending/lending-routes.ts';
import { photographyRoutes } from './photography/photography-routes.ts';
import { conditionRoutes } from './photography-custody/condition-routes.ts';
import { custodyRoutes } from './photography-custody/custody-routes.ts';
import { deviceConditionRoutes } from './private-devices/device-condition-routes.ts';
import { privateDeviceRoutes } from './private-devices/private-device-routes.ts';
import { takeOutRoutes } from './take-outs/take-out-routes.ts';

/** What is carried in and used, and what is taken with it. */
export const devicesRoutes: FastifyPluginAsyncTypebox<ItemCheckDeps & AskingDeps> = async (app, deps) => {
  await app.register(photographyRoutes, deps);
  await app.register(conditionRoutes, deps);
  await app.register(custodyRoutes, deps);
  await app.register(privateDeviceRoutes, deps);
  await app.register(deviceConditionRoutes, deps);
  await app.register(takeOutRoutes, deps);
  await app.register(lendingRoutes, deps);
  await app.register(itemRoutes, deps);
  await app.register(itemCheckRoutes, deps);
};
