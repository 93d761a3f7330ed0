import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { cardRoutes } from './cards/card-routes.ts';
import { contractRoutes } from './contracts/contract-routes.ts';
import { scheduleExtensionRoutes } from './overtime/schedule-extension-routes.ts';
import { permissionRoutes } from './permissions/permission-routes.ts';
import { personRoutes } from './persons/person-routes.ts';
import type { StopDeps } from './persons/take-person-step.ts';

/** Persons, contracts, cards and standing permissions. */
export const peopleRoutes: FastifyPluginAsyncTypebox<StopDeps> = async (app, deps) => {
  await app.register(personRoutes, deps);
  await app.register(contractRoutes, deps);
  await app.register(cardRoutes, deps);
  await app.register(permissionRoutes, deps);
  await app.register(scheduleExtensionRoutes, deps);
};
