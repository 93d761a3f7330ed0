import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { changeRoutes } from './changing/change-routes.ts';
import type { ChangeDeps } from './changing/change-visit.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { visitListRoutes } from './lists/visit-list-routes.ts';
import { accreditationRoutes } from './press/accreditation-routes.ts';
import { pressEventRoutes } from './press/press-event-routes.ts';
import { regularRoutes } from './regulars/regular-routes.ts';
import { restrictedRoutes } from './restricted/restricted-routes.ts';
import { deputyRoutes } from './review/deputy-routes.ts';
import { reviewRoutes } from './review/review-routes.ts';
import { visitRoutes } from './visit-routes.ts';

/** What is known of visitors before and beside the desk. */
export const visitorsRoutes: FastifyPluginAsyncTypebox<ChangeDeps> = async (app, deps) => {
  for (const routes of [
    invitationRoutes,
    changeRoutes,
    regularRoutes,
    visitListRoutes,
    visitRoutes,
    restrictedRoutes,
    accreditationRoutes,
    pressEventRoutes,
    deputyRoutes,
    reviewRoutes,
  ])
    await app.register(routes, deps);
};
