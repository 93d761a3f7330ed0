import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf } from '../../api/etag.ts';
import { Created, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { findProposal, listProposals, type ProposalRow } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import type { PlanDeps } from './change-plan.ts';
import { confirmPlanChange } from './confirm-plan-change.ts';
import { parseProposedPlan, parseWeighed } from './parse-proposed-plan.ts';
import { PlanAnswerBody, PlanProposalBody, WholePlanProposalBody } from './plan-schemas.ts';

const Params = Type.Object({ ...SiteParams.properties, proposal: Uuid }, strict);
const kind = 'plan-change';
const clause = '2.3.1.1(2)(a)';

/** Changes of the plan that let somebody into class 3, and wait for a second person. */
export const planProposalRoutes: FastifyPluginAsyncTypebox<PlanDeps & ConfirmationDeps> = async (
  app,
  deps,
) => {
  app.get(
    '/sites/:site/plan/proposals',
    {
      config: { action: 'plan.change', clause },
      schema: {
        summary: '2人目の確認を待つ図面の変更の一覧（新しい順、閉じたものも）',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(PlanProposalBody) }) },
      },
    },
    async (request) => {
      const { site: siteId } = request.params;
      const rows = await listProposals(databaseOf(deps.pool), { siteId, kind }, 100);
      return { items: rows.map((row) => show(row, deps.clock.now())) };
    },
  );

  app.get(
    '/sites/:site/plan/proposals/:proposal',
    {
      config: { action: 'plan.change', clause },
      schema: {
        summary: '提案された図面の変更（提案された図面つき）',
        params: Params,
        response: { 200: WholePlanProposalBody },
      },
    },
    async (request, reply) => {
      const { site: siteId, proposal: proposalId } = request.params;
      const row = await findProposal(databaseOf(deps.pool), { siteId, kind, proposalId });
      if (row === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return { ...show(row, deps.clock.now()), plan: parseProposedPlan(row)?.plan ?? null };
    },
  );

  app.post(
    '/sites/:site/plan/proposals/:proposal/confirm',
    {
      config: { action: 'plan.change', clause, version: 'weighed' },
      schema: {
        summary: '提案された図面の変更を2人目として確認し、保存する',
        description:
          '提案した本人と、この7日のうちに互いに役割を与えた人は確認できません（403）。期限を過ぎた、取り下げられた、すでに確認された提案は 409、提案の後に図面や、入れるようになる人が変わったときは 412 です。記録は1件で、確認した人と提案した人（subject.proposer）の両方を示します。',
        params: Params,
        response: { 200: PlanAnswerBody },
      },
    },
    async (request, reply) => {
      const { site, proposal } = request.params;
      const result = await confirmPlanChange(deps, actContextOf(request), site, proposal);
      if (result.ok) reply.header('etag', etagOf(result.value.seq));
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/sites/:site/plan/proposals/:proposal/withdraw',
    {
      config: { action: 'plan.change', clause },
      schema: {
        summary: '提案された図面の変更を取り下げる、又は退ける',
        params: Params,
        response: { 200: Created },
      },
    },
    async (request, reply) => {
      const { site: siteId, proposal: proposalId } = request.params;
      const key = { siteId, kind, proposalId } as const;
      return sendResult(request, reply, await withdrawProposal(deps, actContextOf(request), key));
    },
  );
};

function show(row: ProposalRow, now: Date): Static<typeof PlanProposalBody> {
  return { ...showProposal(row, now), ...parseWeighed(row) };
}
