import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Choice, Created, Instant, ListQuery, PageOf, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { pageOf } from '../../kernel/page.ts';
import { seqAt } from '../../log/seq-at.ts';
import { adoptDetermination } from './adopt-determination.ts';
import { adoptProposals, type ProposalDeps } from './adopt-proposals.ts';
import {
  AdoptProposalsBody,
  DeterminationBody,
  DeterminationDraftBody,
  ProposalBody,
  Row,
  RuledClass,
} from './determination-schemas.ts';
import { endDetermination } from './end-determination.ts';
import { listDeterminations } from './list-determinations.ts';
import { proposeDetermination } from './propose-determination.ts';
import { showDetermination } from './show-determination.ts';

const Id = Type.Object({ determination: Uuid }, strict);
const clause = '別表 凡例';

const Query = Type.Object(
  {
    ...ListQuery,
    organisation: Type.Optional(Uuid),
    row: Type.Optional(Row),
    class: Type.Optional(RuledClass),
    state: Choice(['proposed', 'adopted'], { default: 'adopted' }),
    at: Type.Optional(Instant),
    knownAt: Type.Optional(
      Type.Union([Type.String({ pattern: '^[0-9]{1,15}$' }), Instant], {
        description: 'An instant, or a seq of the record of the ministry',
      }),
    ),
  },
  strict,
);

/** 府省庁の判断 */
export const determinationRoutes: FastifyPluginAsyncTypebox<ProposalDeps> = async (app, deps) => {
  app.get(
    '/determinations',
    {
      config: { action: 'determinations.read', clause },
      schema: {
        summary: '府省庁の判断の一覧',
        description:
          'at はその時点で効いているもの（行とクラスごとに一つ）、knownAt はその時点（又は府省庁の記録の番号）までに知られていたものを返します。',
        querystring: Query,
        response: { 200: PageOf(DeterminationBody) },
      },
    },
    async (request) => {
      const { knownAt, at, limit, ...filter } = request.query;
      const db = databaseOf(deps.pool);
      const rows = await listDeterminations(db, {
        ...filter,
        limit: limit + 1,
        at: at === undefined ? undefined : new Date(at),
        knownSeq: knownAt === undefined ? undefined : await knownSeq(knownAt),
      });
      const { items, next } = pageOf(rows, limit, ({ determinationId }) => determinationId);
      return { items: items.map(showDetermination), next };
    },
  );

  async function knownSeq(knownAt: string): Promise<number> {
    if (/^[0-9]+$/.test(knownAt)) return Number(knownAt);
    return seqAt(databaseOf(deps.pool), ministryLogId, new Date(knownAt));
  }

  app.get(
    '/determination-proposals',
    {
      config: { action: 'determinations.read', clause },
      schema: {
        summary: '基準に添えた判断の案',
        response: { 200: Type.Object({ policy: Type.String(), items: Type.Array(ProposalBody) }) },
      },
    },
    async () => ({
      policy: deps.policy.package,
      items: deps.proposals.map(({ zoneClass, clauses, ...proposal }) => ({
        ...proposal,
        ...(clauses === undefined ? {} : { clauses: [...clauses] }),
        class: zoneClass,
        title: deps.policy.rows[proposal.row].title,
      })),
    }),
  );

  app.post(
    '/determinations',
    {
      config: { action: 'determinations.propose', clause },
      schema: {
        summary: '判断を起案する',
        description:
          'ほかの権限者が採択するまで効きません。すべての場合に一つの値なら value、場合によって違うなら clauses を記します。clauses は先に当てはまるものが答えで、最後は何も限らない値です。',
        body: DeterminationDraftBody,
        response: { 201: Created },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await proposeDetermination(deps, actContextOf(request), request.body), 201),
  );

  app.post(
    '/determinations/:determination/adopt',
    {
      config: { action: 'determinations.change', clause },
      schema: {
        summary: '起案された判断を採択する',
        description:
          '起案した本人は採択できません。同じ行とクラスの前の判断はこの判断の始まりで終わり、後で戻ることはありません。この期間のうちに始まる別の判断が採択済みなら 409 です。',
        params: Id,
        response: { 200: Created },
      },
    },
    async (request, reply) => {
      const { determination } = request.params;
      return sendResult(request, reply, await adoptDetermination(deps, actContextOf(request), determination));
    },
  );

  app.post(
    '/determinations/adopt',
    {
      config: { action: 'determinations.change', clause },
      schema: {
        summary: '基準に添えた案をまとめて採択する',
        body: AdoptProposalsBody,
        response: { 201: Type.Object({ adopted: Type.Integer() }) },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await adoptProposals(deps, actContextOf(request), request.body), 201),
  );

  app.post(
    '/determinations/:determination/end',
    {
      config: { action: 'determinations.change', clause },
      schema: {
        summary: '判断を終える、又は起案を取り下げる',
        description: '終えた後は厳しい方の値に戻ります。',
        params: Id,
        body: Type.Object({ reason: Words, at: Type.Optional(Instant) }, strict),
        response: { 200: Type.Object({ id: Uuid, until: Instant }) },
      },
    },
    async (request, reply) => {
      const { determination } = request.params;
      const result = await endDetermination(deps, actContextOf(request), determination, request.body);
      return sendResult(request, reply, result);
    },
  );
};
