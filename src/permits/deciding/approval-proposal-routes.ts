import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Created, NoBody, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { findProposal, listProposals, type ProposalRow } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import { ok } from '../../kernel/result.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { ApprovalBody, approvalBody } from '../shown/approval-body.ts';
import { RuleBody } from '../shown/permit-body.ts';
import { confirmApproval } from './confirm-approval.ts';
import { parseProposedApproval } from './parse-proposed-approval.ts';

const Params = Type.Object({ ...SiteParams.properties, proposal: Uuid }, strict);
const kind = 'exception-approval';
const clause = '別表2 凡例';
const config = { action: 'permits.except', clause } as const;

const ProposalBody = Type.Object(
  {
    ...proposalFields,
    permit: Uuid,
    rule: RuleBody,
  },
  { title: 'ApprovalProposal' },
);

/** Approvals of exceptions at class 3 that wait for a second person. */
export const approvalProposalRoutes: FastifyPluginAsyncTypebox<PermitDeps & ConfirmationDeps> = async (
  app,
  deps,
) => {
  app.get(
    '/sites/:site/permit-proposals',
    {
      config,
      schema: {
        summary: '2人目の確認を待つ例外措置の許可の一覧（新しい順、閉じたものも）',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(ProposalBody) }) },
      },
    },
    async (request) => {
      const { site: siteId } = request.params;
      const rows = await listProposals(databaseOf(deps.pool), { siteId, kind }, 100);
      return { items: rows.map((row) => show(row, deps.clock.now())) };
    },
  );

  app.get(
    '/sites/:site/permit-proposals/:proposal',
    {
      config,
      schema: {
        summary: '提案された例外措置の許可',
        params: Params,
        response: { 200: ProposalBody },
      },
    },
    async (request, reply) => {
      const { site: siteId, proposal: proposalId } = request.params;
      const row = await findProposal(databaseOf(deps.pool), { siteId, kind, proposalId });
      return row === undefined
        ? sendProblem(request, reply, { code: 'not-found' })
        : show(row, deps.clock.now());
    },
  );

  app.post(
    '/sites/:site/permit-proposals/:proposal/confirm',
    {
      config: { ...config, version: 'weighed' },
      schema: {
        summary: '提案された例外措置を2人目として許可する',
        description:
          '申請した人、提案した本人と、その人たちとこの7日のうちに役割を与え、又は受けた人はできません（403）。提案の後に申請か規則が変わったときは 412 です。記録は1件で、確認した人と提案した人（subject.proposer）の両方を示します。',
        params: Params,
        body: NoBody,
        response: { 200: ApprovalBody },
      },
    },
    async (request, reply) => {
      const { site, proposal } = request.params;
      const result = await confirmApproval(deps, actContextOf(request), site, proposal);
      return sendResult(request, reply, result.ok ? ok(approvalBody(result.value)) : result);
    },
  );

  app.post(
    '/sites/:site/permit-proposals/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '提案された例外措置の許可を取り下げる、又は退ける',
        params: Params,
        body: NoBody,
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

function show(row: ProposalRow, now: Date): Static<typeof ProposalBody> {
  const { permit, rule } = parseProposedApproval(row);
  return { ...showProposal(row, now), permit, rule };
}
