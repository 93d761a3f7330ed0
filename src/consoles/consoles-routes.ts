import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ConfirmationDeps } from '../dual-control/begin-confirmation.ts';
import type { ActDeps } from '../log/writing/perform-act.ts';
import type { HashingDeps } from '../sign-in/passwords/in-hashing-place.ts';
import { lockingRoutes } from './locking/locking-routes.ts';
import { ownPinRoutes } from './pins/own-pin-routes.ts';
import { consoleRoutes } from './register/console-routes.ts';
import { thisConsoleRoutes } from './register/this-console-routes.ts';
import { sealProposalRoutes } from './seals/seal-proposal-routes.ts';
import { sealRoutes } from './seals/seal-routes.ts';
import { shiftRoutes } from './shifts/shift-routes.ts';

/** People keep a screen that has a name, one after the other, lock it, and open what is sealed at it. */
export const consolesRoutes: FastifyPluginAsyncTypebox<ActDeps & ConfirmationDeps & HashingDeps> = async (
  app,
  deps,
) => {
  await app.register(consoleRoutes, deps);
  await app.register(thisConsoleRoutes, deps);
  await app.register(ownPinRoutes, deps);
  await app.register(shiftRoutes, deps);
  await app.register(lockingRoutes, deps);
  await app.register(sealProposalRoutes, deps);
  await app.register(sealRoutes, deps);
};
