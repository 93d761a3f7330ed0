import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { setTextGuard } from '../api/text-guard.ts';
import type { ActDeps } from '../log/act.ts';
import { cardRoutes } from './card-routes.ts';
import { contractRoutes } from './contract-routes.ts';
import { permissionRoutes } from './permission-routes.ts';
import { personRoutes } from './person-routes.ts';
import { scheduleExtensionRoutes } from './schedule-extension-routes.ts';

/** Persons, contracts, cards and standing permissions. */
export const peopleRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  setTextGuard(app);
  await app.register(personRoutes, deps);
  await app.register(contractRoutes, deps);
  await app.register(cardRoutes, deps);
  await app.register(permissionRoutes, deps);
  await app.register(scheduleExtensionRoutes, deps);
};
