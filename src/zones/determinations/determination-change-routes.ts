import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Created, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { findProposal, listProposals, type ProposalRow } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { DeterminationDeps } from './change-determinations.ts';
import { confirmDeterminationChange } from './confirm-determination-change.ts';
import { DeterminationAnswerBody, DeterminationProposalBody } from './determination-schemas.ts';
import { parseProposedChange, parseWeighedChange } from './parse-proposed-change.ts';

const Params = Type.Object({ proposal: Uuid }, strict);
const place = { siteId: ministryLogId, kind: 'determination-change' } as const;
const config = { action: 'determinations.change', clause: '2.3.1.1(2)(a)' } as const;

/** Changes of determinations that let somebody into class 3, and wait for a second person. */
export const determinationChangeRoutes: FastifyPluginAsyncTypebox<
  DeterminationDeps & ConfirmationDeps
> = async (app, deps) => {
  app.get(
    '/determinations/changes',
    {
      config,
      schema: {
        summary: '2人目の確認を待つ判断の変更の一覧（新しい順、閉じたものも）',
        response: { 200: Type.Object({ items: Type.Array(DeterminationProposalBody) }) },
      },
    },
    async () => {
      const rows = await listProposals(databaseOf(deps.pool), place, 100);
      return { items: rows.map((row) => show(row, deps.clock.now())) };
    },
  );

  app.get(
    '/determinations/changes/:proposal',
    {
      config,
      schema: {
        summary: '提案された判断の変更',
        params: Params,
        response: { 200: DeterminationProposalBody },
      },
    },
    async (request, reply) => {
      const key = { ...place, proposalId: request.params.proposal };
      const row = await findProposal(databaseOf(deps.pool), key);
      return row === undefined
        ? sendProblem(request, reply, { code: 'not-found' })
        : show(row, deps.clock.now());
    },
  );

  app.post(
    '/determinations/changes/:proposal/confirm',
    {
      config: { ...config, version: 'weighed' },
      schema: {
        summary: '提案された判断の変更を2人目として確認し、行う',
        description:
          '提案した本人と、この7日のうちに互いに役割を与えた人は確認できません（403）。採択するものを起案した人は、権限があれば2人目になれます。期限を過ぎた、取り下げられた、すでに確認された提案は 409、提案の後にすること又は入れるようになる人が変わったときは 412 です。記録は1件で、確認した人と提案した人（subject.proposer）の両方を示します。',
        params: Params,
        response: { 200: DeterminationAnswerBody },
      },
    },
    async (request, reply) => {
      const { proposal } = request.params;
      return sendResult(
        request,
        reply,
        await confirmDeterminationChange(deps, actContextOf(request), proposal),
      );
    },
  );

  app.post(
    '/determinations/changes/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '提案された判断の変更を取り下げる、又は退ける',
        params: Params,
        response: { 200: Created },
      },
    },
    async (request, reply) => {
      const key = { ...place, proposalId: request.params.proposal };
      return sendResult(request, reply, await withdrawProposal(deps, actContextOf(request), key));
    },
  );
};

function show(row: ProposalRow, now: Date): Static<typeof DeterminationProposalBody> {
  return {
    ...showProposal(row, now),
    change: parseProposedChange(row) ?? null,
    ...parseWeighedChange(row),
  };
}
