import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { PermitDeps } from '../permits/applying/apply-for-permit.ts';
import type { AskingDeps } from '../permits/using/find-asked-here.ts';
import { photographyRoutes } from './photography/photography-routes.ts';
import { custodyRoutes } from './photography-custody/custody-routes.ts';
import { privateDeviceRoutes } from './private-devices/private-device-routes.ts';
import { takeOutRoutes } from './take-outs/take-out-routes.ts';

/** What is carried in and used, and what is taken with it. */
export const devicesRoutes: FastifyPluginAsyncTypebox<PermitDeps & AskingDeps> = async (app, deps) => {
  await app.register(photographyRoutes, deps);
  await app.register(custodyRoutes, deps);
  await app.register(privateDeviceRoutes, deps);
  await app.register(takeOutRoutes, deps);
};
