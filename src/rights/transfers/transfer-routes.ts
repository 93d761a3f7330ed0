import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Created, End, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { findProposal, listProposals } from '../../dual-control/proposal-rows.ts';
import { showProposal } from '../../dual-control/show-proposal.ts';
import { withdrawProposal } from '../../dual-control/withdraw-proposal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { confirmTransfer, type TransferDeps } from './confirm-transfer.ts';
import { DifferenceBody, differenceTold, Line } from './difference-body.ts';
import { proposeTransfer } from './propose-transfer.ts';
import { parseProposedTransfer, parseTransferSummary, weighTransfer } from './weigh-transfer.ts';

/** The staff of a large ministry, with long names. */
const largestRoster = { bytes: 4_194_304, values: 60_000, depth: 32, names: 500, longest: 65_536 } as const;
const mostLines = 10_000;

const Summary = Type.Object(
  {
    effectiveOn: Type.String({ format: 'date', description: '発令日' }),
    joins: Type.Integer({ description: '新規' }),
    moves: Type.Integer({ description: '異動（課室が変わる）' }),
    changes: Type.Integer({ description: '異動と、氏名・かなの変更' }),
    leaves: Type.Integer({ description: '退職・離任' }),
    same: Type.Integer({ description: '変わらない' }),
    rolesEnd: Type.Integer({ description: '終わる役割' }),
    loginIdsEnd: Type.Integer({ description: '終わる識別コード' }),
    digest: Type.String({ description: '変わることすべての SHA-256' }),
  },
  { title: 'RosterTransferSummary' },
);
const TransferBody = Type.Object(
  {
    ...proposalFields,
    changes: Summary,
  },
  { title: 'RosterTransfer' },
);

const Params = Type.Object({ proposal: Uuid }, strict);
const config = { action: 'rosters.transfer', clause: '2.2.1.3(2)(d)' } as const;
const kind = 'roster-transfer';
const mostShown = 100;

/** 人事異動: a roster, what it would change, and the review by a second officer that carries it out. */
export const transferRoutes: FastifyPluginAsyncTypebox<TransferDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/roster-transfers',
    {
      bodyLimit: largestRoster.bytes,
      config: { ...config, body: largestRoster },
      schema: {
        summary: '発令後の職員名簿を出し、変わること（新規・異動・離任）を見て、2人目の点検を求める',
        description:
          '職員番号で比べます。organisations（なければすべて）の課室の人で名簿にない人は離任、課室の変わる人の役割は keepRoles に挙げたもののほか終わります。何も変わらず、発令日から別の人が14日のうちに確認して初めて、全部が一度に反映されます。',
        body: Type.Object(
          {
            persons: Type.Array(Line, { maxItems: mostLines }),
            organisations: Type.Optional(Type.Array(Uuid, { maxItems: 1_000 })),
            effectiveOn: Type.String({ format: 'date', description: '発令日' }),
            keepRoles: Type.Array(Uuid, { maxItems: 1_000, default: [] }),
            reason: Words,
          },
          strict,
        ),
        response: {
          202: Type.Object(
            { proposal: Type.Object({ id: Uuid, expiresAt: End }), changes: Summary },
            { title: 'RosterTransferProposed' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { persons, ...rest } = request.body;
      const lines = persons.map(({ nameKana = null, ...line }) => ({ ...line, nameKana }));
      const transfer = { ...rest, persons: lines };
      return sendResult(request, reply, await proposeTransfer(deps, actContextOf(request), transfer), 202);
    },
  );

  app.get(
    '/roster-transfers',
    {
      config,
      schema: {
        summary: '2人目の点検を待つ人事異動（新しい順、閉じたものも）',
        response: { 200: Type.Object({ items: Type.Array(TransferBody) }, { title: 'RosterTransfers' }) },
      },
    },
    async () => {
      const rows = await listProposals(db, { siteId: ministryLogId, kind }, mostShown);
      const now = deps.clock.now();
      return {
        items: rows.map((row) => ({ ...showProposal(row, now), changes: parseTransferSummary(row) })),
      };
    },
  );

  app.get(
    '/roster-transfers/:proposal',
    {
      config,
      schema: {
        summary: '人事異動で変わること（新規・異動・離任、終わる役割と識別コード）を、一人ずつ',
        params: Params,
        response: { 200: DifferenceBody },
      },
    },
    async (request, reply) => {
      const key = { siteId: ministryLogId, kind, proposalId: request.params.proposal } as const;
      const row = await findProposal(db, key);
      const transfer = row && parseProposedTransfer(row);
      if (transfer === undefined) return sendProblem(request, reply, closed);
      return differenceTold(await weighTransfer(db, transfer));
    },
  );

  app.post(
    '/roster-transfers/:proposal/confirm',
    {
      config: { ...config, version: 'weighed' },
      schema: {
        summary: '人事異動を2人目として点検し、全部を一度に反映する',
        description:
          '提案した本人、名簿で変わる本人、提案した人とこの7日のうちに互いに役割を与えた人は確認できません（403）。発令日の前は 409、提案の後に登録が変わったときは 412 で、何も変わりません。',
        params: Params,
        response: { 200: Summary },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await confirmTransfer(deps, actContextOf(request), request.params.proposal)),
  );

  app.post(
    '/roster-transfers/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '人事異動を取り下げる、又は退ける',
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

const closed = { code: 'not-found', detail: 'この人事異動はないか、すでに閉じています。' } as const;
