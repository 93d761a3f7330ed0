import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Created, End, Nullable, Reason, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { listProposals } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { confirmSeal } from './confirm-seal.ts';
import { proposeSeal } from './propose-seal.ts';
import { parseProposedSeal, parseSealedConsole } from './proposed-seal.ts';

const ProposalParams = Type.Object({ site: Uuid, proposal: Uuid }, strict);
const config = { action: 'consoles.seal', clause: '2.2.1.1(1)(f)(カ)' } as const;
const kind = 'console-seal';
const mostShown = 100;

const SealProposal = Type.Object(
  {
    ...proposalFields,
    console: Uuid,
    reason: Nullable(Type.String()),
  },
  { title: 'SealProposal' },
);

/** The sealed credential of a console, made by two. */
export const sealProposalRoutes: FastifyPluginAsyncTypebox<ActDeps & ConfirmationDeps> = async (
  app,
  deps,
) => {
  app.post(
    '/sites/:site/consoles/:console/seal',
    {
      config,
      schema: {
        summary: '端末の、封印しておく資格情報を作ることを提案する',
        description: '2人目が15分のうちに確認して初めて作られ、前のものは使えなくなります。',
        params: Type.Object({ site: Uuid, console: Uuid }, strict),
        body: Reason,
        response: { 202: Type.Object({ id: Uuid, expiresAt: End }, { title: 'SealProposed' }) },
      },
    },
    async (request, reply) => {
      const { site: siteId, console: consoleId } = request.params;
      const named = { siteId, consoleId, reason: request.body.reason };
      return sendResult(request, reply, await proposeSeal(deps, actContextOf(request), named), 202);
    },
  );

  app.get(
    '/sites/:site/seal-proposals',
    {
      config,
      schema: {
        summary: '2人目の確認を待つ、端末の資格情報の封印（新しい順、閉じたものも）',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(SealProposal) }, { title: 'SealProposals' }) },
      },
    },
    async ({ params: { site: siteId } }) => {
      const rows = await listProposals(databaseOf(deps.pool), { siteId, kind }, mostShown);
      const now = deps.clock.now();
      return {
        items: rows.map((row) => ({
          ...showProposal(row, now),
          console: parseSealedConsole(row).consoleId,
          reason: parseProposedSeal(row)?.reason ?? null,
        })),
      };
    },
  );

  app.post(
    '/sites/:site/seal-proposals/:proposal/confirm',
    {
      config,
      schema: {
        summary: '提案された封印を2人目として確認し、資格情報を作る',
        description:
          '提案した本人と、この7日のうちに互いに役割を与えた人は確認できません（403）。確認した人だけが、一度だけ見ます。',
        params: ProposalParams,
        response: {
          200: Type.Object(
            {
              console: Uuid,
              secret: Type.String({ description: '封筒に入れて封印する。この答えにだけ出る' }),
            },
            { title: 'SealedCredential' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site: siteId, proposal: proposalId } = request.params;
      return sendResult(
        request,
        reply,
        await confirmSeal(deps, actContextOf(request), { siteId, proposalId }),
      );
    },
  );

  app.post(
    '/sites/:site/seal-proposals/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '提案された封印を取り下げる、又は退ける',
        params: ProposalParams,
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
