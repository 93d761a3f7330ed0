import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { PermitDeps } from '../permits/applying/apply-for-permit.ts';
import type { RequirementDeps } from '../zones/rules/requirement-routes.ts';
import { buildFindUncoveredBy } from './additions/build-find-uncovered-by.ts';
import { equipmentImportRoutes } from './equipment/equipment-import-routes.ts';
import { equipmentRoutes } from './equipment/equipment-routes.ts';
import { installingPermitRoutes } from './installing/installing-permit-routes.ts';
import { installingRoutes } from './installing/installing-routes.ts';
import { keyRoutes } from './keys/key-routes.ts';
import type { KeyDeps } from './keys/lend-key.ts';
import { measureRoutes } from './measures/measure-routes.ts';
import { systemRoutes } from './systems/system-routes.ts';

/** The registers: which information systems there are, and in which zones; what stands there and may be added; which measures were taken. */
export const registersRoutes: FastifyPluginAsyncTypebox<PermitDeps & RequirementDeps & KeyDeps> = async (
  app,
  deps,
) => {
  await app.register(systemRoutes, deps);
  await app.register(installingRoutes, deps);
  await app.register(installingPermitRoutes, deps);
  await app.register(measureRoutes, deps);
  await app.register(keyRoutes, deps);
  const ofEquipment = { ...deps, findUncoveredBy: buildFindUncoveredBy(deps.policy) };
  await app.register(equipmentRoutes, ofEquipment);
  await app.register(equipmentImportRoutes, ofEquipment);
};
