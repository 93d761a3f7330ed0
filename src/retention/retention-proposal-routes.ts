import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { proposalFields } from '../api/proposal-fields.ts';
import { Choice, Created, End, Nullable, strict, Uuid, Words } from '../api/schemas.ts';
import { sendProblem, sendResult } from '../api/send-problem.ts';
import { databaseOf } from '../db/pool.ts';
import { findProposal, listProposals, type ProposalRow } from '../dual-control/proposal-rows.ts';
import { showProposal } from '../dual-control/show-proposal.ts';
import { withdrawProposal } from '../dual-control/withdraw-proposal.ts';
import { ministryLogId } from '../kernel/ids.ts';
import { confirmRetention } from './by-two/confirm-retention.ts';
import { proposeLifting } from './by-two/lift-extension.ts';
import { proposeEarlyErasure } from './by-two/propose-early-erasure.ts';
import {
  parseProposedDecision,
  parseProposedErasure,
  parseProposedLifting,
  parseWeighedDecision,
  parseWeighedErasure,
  retentionProposalKinds,
} from './by-two/retention-proposal-kinds.ts';
import type { RetentionDeps } from './rules/decide-retention.ts';

const Params = Type.Object({ proposal: Uuid }, strict);
const Line = Type.Object(
  {
    what: Type.String(),
    recordClass: Type.String(),
    says: Type.String(),
    organisation: Uuid,
    count: Type.Integer(),
    stay: Type.Integer({
      description: 'ほかの人の記録に要る、効いている、又は保存を延長しているため、期日まで残る件数',
    }),
  },
  { title: 'RetentionErases' },
);
const Erases = Type.Array(Line, { description: '消えるもの' });

const ProposalBody = Type.Object(
  {
    ...proposalFields,
    kind: Choice(retentionProposalKinds),
    recordClass: Nullable(Type.String()),
    days: Nullable(Type.Integer()),
    before: Nullable(Type.Integer({ description: 'これまでの日数。null は期限なし' })),
    extension: Nullable(Uuid, { description: 'やめる延長' }),
    site: Nullable(Uuid),
    persons: Type.Array(Uuid),
    reason: Nullable(Type.String()),
    reference: Nullable(Type.String()),
    erases: Erases,
  },
  { title: 'RetentionProposal' },
);

const config = { action: 'retention.change', clause: '2.2.1.4(2)' } as const;
const mostShown = 100;

/** What of keeping takes a second person: days, the end of an extension before its day, and what is erased before its date. */
export const retentionProposalRoutes: FastifyPluginAsyncTypebox<RetentionDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const find = async (proposalId: string) => {
    for (const kind of retentionProposalKinds) {
      if ((await findProposal(db, { siteId: ministryLogId, kind, proposalId })) !== undefined) return kind;
    }
    return undefined;
  };

  app.post(
    '/retention/early-erasures',
    {
      config,
      schema: {
        summary: '期日の前の消去を提案する（消去・利用停止の請求など。2人目が確認して初めて消える）',
        description:
          'persons は、site の来訪者・報道の人、site がなければ離れた職員などの番号です。氏名と、その人（たち）だけについての記録の氏名・理由、許可・届出などに書かれた言葉が消え、識別子・記録・ハッシュ値は残ります。',
        body: Type.Object(
          {
            site: Type.Optional(Uuid),
            persons: Type.Array(Uuid, { minItems: 1, maxItems: 50, uniqueItems: true }),
            reason: Words,
            reference: Words,
          },
          strict,
        ),
        response: {
          202: Type.Object(
            { proposal: Type.Object({ id: Uuid, expiresAt: End }), erases: Erases },
            { title: 'EarlyErasureProposed' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site, ...erasure } = request.body;
      const draft = { ...erasure, site: site ?? null };
      return sendResult(request, reply, await proposeEarlyErasure(deps, actContextOf(request), draft), 202);
    },
  );

  app.post(
    '/retention/extensions/:extension/lift',
    {
      config,
      schema: {
        summary:
          '理由のなくなった保存の延長を、期日の前にやめることを提案する（2人目が確認して初めてやめる）',
        params: Type.Object({ extension: Uuid }, strict),
        body: Type.Object({ reason: Words }, strict),
        response: {
          202: Type.Object(
            { proposal: Type.Object({ id: Uuid, expiresAt: End }) },
            { title: 'RetentionLiftingProposed' },
          ),
        },
      },
    },
    async (request, reply) => {
      const lifting = { ...request.params, ...request.body };
      return sendResult(request, reply, await proposeLifting(deps, actContextOf(request), lifting), 202);
    },
  );

  app.get(
    '/retention/proposals',
    {
      config,
      schema: {
        summary: '2人目の確認を待つ保存期間の変更、延長の取りやめと期日の前の消去（新しい順、閉じたものも）',
        response: { 200: Type.Object({ items: Type.Array(ProposalBody) }, { title: 'RetentionProposals' }) },
      },
    },
    async () => {
      const rows = await Promise.all(
        retentionProposalKinds.map((kind) => listProposals(db, { siteId: ministryLogId, kind }, mostShown)),
      );
      const newest = rows.flat().toSorted((one, other) => (one.proposalId < other.proposalId ? 1 : -1));
      return { items: newest.slice(0, mostShown).map((row) => show(row, deps.clock.now())) };
    },
  );

  app.post(
    '/retention/proposals/:proposal/confirm',
    {
      config: { ...config, version: 'weighed' },
      schema: {
        summary: '提案された保存期間の変更、延長の取りやめ又は期日の前の消去を2人目として確認し、行う',
        description:
          '提案した本人と、この7日のうちに互いに役割を与えた人は確認できません（403）。提案の後に保存期間、延長又は消えるものが変わったときは 412 です。',
        params: Params,
        response: {
          200: Type.Object({ rule: Nullable(Uuid), erased: Type.Integer() }, { title: 'RetentionConfirmed' }),
        },
      },
    },
    async (request, reply) => {
      const { proposal: proposalId } = request.params;
      const kind = await find(proposalId);
      if (kind === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return sendResult(
        request,
        reply,
        await confirmRetention(deps, actContextOf(request), { kind, proposalId }),
      );
    },
  );

  app.post(
    '/retention/proposals/:proposal/withdraw',
    {
      config,
      schema: {
        summary: '提案された保存期間の変更、延長の取りやめ又は期日の前の消去を取り下げる、又は退ける',
        params: Params,
        response: { 200: Created },
      },
    },
    async (request, reply) => {
      const { proposal: proposalId } = request.params;
      const kind = await find(proposalId);
      if (kind === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const key = { siteId: ministryLogId, kind, proposalId };
      return sendResult(request, reply, await withdrawProposal(deps, actContextOf(request), key));
    },
  );
};

function show(row: ProposalRow, now: Date) {
  const kind = retentionProposalKinds.find((one) => one === row.kind) ?? 'retention-decision';
  const decision = kind === 'retention-decision' ? parseProposedDecision(row) : undefined;
  const lifting = kind === 'extension-lifting' ? parseProposedLifting(row) : undefined;
  const erasure = kind === 'early-erasure' ? parseProposedErasure(row) : undefined;
  return {
    ...showProposal(row, now),
    kind,
    recordClass: decision?.recordClass ?? null,
    days: decision?.days ?? null,
    before: kind === 'retention-decision' ? parseWeighedDecision(row).before : null,
    extension: lifting?.extension ?? null,
    site: erasure?.site ?? null,
    persons: [...(erasure?.persons ?? [])],
    reason: lifting?.reason ?? erasure?.reason ?? null,
    reference: erasure?.reference ?? null,
    erases: kind === 'early-erasure' ? [...parseWeighedErasure(row).erases] : [],
  };
}
