import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { changeRoutes } from './planning/change-routes.ts';
import type { ChangeDeps } from './planning/change-visit.ts';
import { regularRoutes } from './planning/regular-routes.ts';
import { visitListRoutes } from './planning/visit-list-routes.ts';
import { visitRoutes } from './planning/visit-routes.ts';
import { accreditationRoutes } from './press/accreditation-routes.ts';
import { pressEventRoutes } from './press/press-event-routes.ts';
import { restrictedRoutes } from './restricted/restricted-routes.ts';
import { deputyRoutes } from './review/deputy-routes.ts';
import { reviewRoutes } from './review/review-routes.ts';

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
