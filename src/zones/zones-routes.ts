import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ConfirmationDeps } from '../dual-control/begin-confirmation.ts';
import { determinationChangeRoutes } from './determinations/determination-change-routes.ts';
import { determinationRoutes } from './determinations/determination-routes.ts';
import { purposeRoutes } from './determinations/purpose-routes.ts';
import type { PlanDeps } from './plan-change/change-plan.ts';
import { planProposalRoutes } from './plan-change/plan-proposal-routes.ts';
import { planRoutes } from './plan-change/plan-routes.ts';
import { loadProposals } from './regulation/load-proposals.ts';
import { requirementRoutes } from './rules/requirement-routes.ts';
import { organisationRoutes } from './sites/organisation-routes.ts';
import { siteRoutes } from './sites/site-routes.ts';

/** Sites, organisations, plans and what is determined for them. */
export const zonesRoutes: FastifyPluginAsyncTypebox<PlanDeps & ConfirmationDeps> = async (app, deps) => {
  await app.register(siteRoutes, deps);
  await app.register(organisationRoutes, deps);
  await app.register(purposeRoutes, deps);
  await app.register(planRoutes, deps);
  await app.register(planProposalRoutes, deps);
  const offered = { ...deps, proposals: loadProposals(deps.policy) };
  await app.register(determinationRoutes, offered);
  await app.register(determinationChangeRoutes, offered);
  await app.register(requirementRoutes, deps);
};
