import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { PermitDeps } from '../permits/applying/apply-for-permit.ts';
import type { WorkDeps } from './occurrences/begin-work.ts';
import { occurrenceRoutes } from './occurrences/occurrence-routes.ts';
import { workPlanRoutes } from './plan/work-plan-routes.ts';
import { cameraRoutes } from './watching/camera-routes.ts';

/** 作業の立会 (2.3.1.1(5)(a), 別表1 rows 47 to 50). */
export const worksRoutes: FastifyPluginAsyncTypebox<PermitDeps & WorkDeps> = async (app, deps) => {
  await app.register(cameraRoutes, deps);
  await app.register(workPlanRoutes, deps);
  await app.register(occurrenceRoutes, deps);
};
