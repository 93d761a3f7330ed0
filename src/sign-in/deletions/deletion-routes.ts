import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Created, Done, End, Instant, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { listProposals } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { parseProposedDeletion, parseWeighedDeletion } from './account-deletion.ts';
import { confirmDeletion } from './confirm-deletion.ts';
import { proposeDeletion } from './propose-deletion.ts';

const Params = Type.Object({ proposal: Uuid }, strict);
const Deleted = Type.Object(
  {
    loginId: Type.String(),
    issuedAt: Instant,
    endedAt: Nullable(Instant),
  },
  { title: 'AccountDeleted' },
);

const DeletionBody = Type.Object(
  {
    ...proposalFields,
    /** Null once it is closed: what was deleted is told no more. */
    deletes: Nullable(Deleted),
    reason: Nullable(Type.String()),
  },
  { title: 'AccountDeletion' },
);

const clause = '2.2.1.3(2)(g)(イ)';
const config = { action: 'accounts.delete', clause } as const;
const kind = 'account-deletion';
const mostShown = 100;

/** The record of who was given a login id, deleted by one who asks and 情報セキュリティ責任者 who approves. */
export const deletionRoutes: FastifyPluginAsyncTypebox<ActDeps & ConfirmationDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/account-deletions',
    {
      config,
      schema: {
        summary: '終わった識別コードの、だれに発行したかの記録を消すことを求める',
        description:
          '情報セキュリティ責任者が15分のうちに承認して初めて消えます。識別コードは残り、だれにも再び発行されません。',
        body: Type.Object({ loginId: Type.String({ minLength: 1, maxLength: 100 }), reason: Words }, strict),
        response: {
          202: Type.Object(
            { proposal: Type.Object({ id: Uuid, expiresAt: End }), deletes: Deleted },
            { title: 'AccountDeletionProposed' },
          ),
        },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await proposeDeletion(deps, actContextOf(request), request.body), 202),
  );

  app.get(
    '/account-deletions',
    {
      config,
      schema: {
        summary: '承認を待つ、識別コードの発行の記録の消去（新しい順、閉じたものも）',
        response: { 200: Type.Object({ items: Type.Array(DeletionBody) }, { title: 'AccountDeletions' }) },
      },
    },
    async () => {
      const rows = await listProposals(db, { siteId: ministryLogId, kind }, mostShown);
      const now = deps.clock.now();
      return {
        items: rows.map((row) => {
          const asked = parseProposedDeletion(row);
          const deletes = asked === undefined ? null : parseWeighedDeletion(row);
          return { ...showProposal(row, now), deletes, reason: asked?.reason ?? null };
        }),
      };
    },
  );

  app.post(
    '/account-deletions/:proposal/confirm',
    {
      config: { action: 'accounts.approve-deletion', clause },
      schema: {
        summary: '識別コードの発行の記録の消去を承認し、消す（情報セキュリティ責任者）',
        description:
          '求めた本人、その識別コードの人、求めた人とこの7日のうちに互いに役割を与えた人は承認できません（403）。',
        params: Params,
        response: { 200: Done },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await confirmDeletion(deps, actContextOf(request), request.params.proposal)),
  );

  app.post(
    '/account-deletions/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '識別コードの発行の記録の消去を取り下げる、又は退ける',
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
