import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { conditionRoutes } from './conditions/condition-routes.ts';
import { custodyRoutes } from './escorts/custody-routes.ts';
import type { EndCustodyDeps } from './escorts/end-custody.ts';
import { gatewayPlanRoutes } from './gateways/gateway-plan-routes.ts';
import { gatewayRoutes } from './gateways/gateway-routes.ts';
import type { PlacingDeps } from './presence/correct-presence.ts';
import { historyRoutes } from './presence/history-routes.ts';
import { presenceRoutes } from './presence/presence-routes.ts';
import { type WhatIfDeps, whatIfRoutes } from './what-if/what-if-routes.ts';

type AccessDeps = EndCustodyDeps & PlacingDeps & WhatIfDeps;

/** Who is where and was where, who escorts whom, and what other rules would have done; emergency and lockdown; how the gateways are. */
export const accessRoutes: FastifyPluginAsyncTypebox<AccessDeps> = async (app, deps) => {
  await app.register(presenceRoutes, deps);
  await app.register(historyRoutes, deps);
  await app.register(conditionRoutes, deps);
  await app.register(custodyRoutes, deps);
  await app.register(gatewayRoutes, deps);
  await app.register(gatewayPlanRoutes, deps);
  await app.register(whatIfRoutes, deps);
};
