import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Created, End, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { listProposals } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { confirmRemoval } from './confirm-removal.ts';
import { parseProposedRemoval, parseWeighedRemoval } from './factor-removal.ts';
import { proposeRemoval } from './propose-removal.ts';

const Params = Type.Object({ proposal: Uuid }, strict);
const removed = {
  loginId: Type.String(),
  person: Uuid,
  totp: Type.Boolean(),
  passkeys: Type.Integer(),
  recoveryCodes: Type.Integer(),
};

const RemovalBody = Type.Object(
  {
    ...proposalFields,
    ...removed,
    reason: Nullable(Type.String()),
  },
  { title: 'FactorRemoval' },
);

const config = { action: 'lost-factors.remove', clause: '2.2.1.1(1)(d)' } as const;
const kind = 'factor-removal';
const mostShown = 100;

/** Second factors that somebody lost, taken away by two others. */
export const factorRemovalRoutes: FastifyPluginAsyncTypebox<ActDeps & ConfirmationDeps> = async (
  app,
  deps,
) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/factor-removals',
    {
      config,
      schema: {
        summary: '要素を失った人から、二つ目の要素をすべて外すことを提案する（自分にはできない）',
        description:
          '認証アプリ、パスキー、回復コードです。2人目が15分のうちに確認して初めて外れ、その人のセッションは終わります。',
        body: Type.Object({ loginId: Type.String({ minLength: 1, maxLength: 100 }), reason: Words }, strict),
        response: {
          202: Type.Object(
            {
              proposal: Type.Object({ id: Uuid, expiresAt: End }),
              removes: Type.Object(removed, { description: '外れるもの' }),
            },
            { title: 'FactorRemovalProposed' },
          ),
        },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await proposeRemoval(deps, actContextOf(request), request.body), 202),
  );

  app.get(
    '/factor-removals',
    {
      config,
      schema: {
        summary: '2人目の確認を待つ、二つ目の要素の取外し（新しい順、閉じたものも）',
        response: { 200: Type.Object({ items: Type.Array(RemovalBody) }, { title: 'FactorRemovals' }) },
      },
    },
    async () => {
      const rows = await listProposals(db, { siteId: ministryLogId, kind }, mostShown);
      const now = deps.clock.now();
      return {
        items: rows.map((row) => ({
          ...showProposal(row, now),
          ...parseWeighedRemoval(row),
          reason: parseProposedRemoval(row)?.reason ?? null,
        })),
      };
    },
  );

  app.post(
    '/factor-removals/:proposal/confirm',
    {
      config: { ...config, version: 'weighed' },
      schema: {
        summary: '提案された二つ目の要素の取外しを2人目として確認し、行う',
        description:
          '提案した本人、要素を外される本人、提案した人とこの7日のうちに互いに役割を与えた人は確認できません（403）。提案の後に要素が変わったときは 412 です。',
        params: Params,
        response: {
          200: Type.Object({ sessionsEnded: Type.Integer() }, { title: 'FactorsRemoved' }),
        },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await confirmRemoval(deps, actContextOf(request), request.params.proposal)),
  );

  app.post(
    '/factor-removals/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '提案された二つ目の要素の取外しを取り下げる、又は退ける',
        params: Params,
        response: { 200: Created },
      },
    },
    async (request, reply) => {
      const key = { siteId: ministryLogId, kind, proposalId: request.params.proposal } as const;
      return sendResult(request, reply, await withdrawProposal(deps, actContextOf(request), key));
    },
  );
};
