import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Created, Instant, ListQuery, PageOf, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { pageOf } from '../../kernel/page.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import {
  changeDeterminations,
  type DeterminationDeps,
  previewDeterminations,
} from './change-determinations.ts';
import type { DeterminationChange } from './determination-change.ts';
import {
  AdoptBody,
  AdoptProposalsBody,
  DeterminationAnswerBody,
  DeterminationBody,
  DeterminationDraftBody,
  EndBody,
  ProposalBody,
  Row,
  RuledClass,
} from './determination-schemas.ts';
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

const DryRun = Type.Object({ dryRun: Type.Boolean({ default: false }) }, strict);

const byTwo =
  'dryRun=true は、新たに入れるようになる人（opens）を示すだけです。どこかの庁舎のクラス3以上（未決定を含む）の区域に新たに入れるようになる人がいれば2人で行います。何も変えずに 202 と提案（proposal）を返すので、15分のうちにほかの権限者が Location の URL の内容を見て確認（confirm）してください。';

/** 府省庁の判断 */
export const determinationRoutes: FastifyPluginAsyncTypebox<DeterminationDeps> = async (app, deps) => {
  app.get(
    '/determinations',
    {
      config: { action: 'determinations.read', clause },
      schema: {
        summary: '府省庁の判断の一覧',
        description:
          'heldBy の confirmedBy は、人を調べられる役割の者にだけ示します。at はその時点で効いているもの（行とクラスごとに一つ）、knownAt はその時点（又は府省庁の記録の番号）までに知られていたものを返します。',
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
      const toldConfirmers = isTold(principalOf(request), 'person');
      return { items: items.map((one) => showDetermination(one, toldConfirmers)), next };
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
      config: { action: 'determinations.change', clause, version: 'weighed' },
      schema: {
        summary: '起案された判断を採択する',
        description: `起案した本人は採択できません。同じ行とクラスの前の判断はこの判断の始まりで終わり、この判断が始まった後は戻ることがありません。この期間のうちに始まる別の判断が採択済みなら 409 です。届出の判断では、だれかが答える前に始めてよいか（beginsBeforeAnswer）を答えないと 422 です。${byTwo}`,
        params: Id,
        querystring: DryRun,
        body: AdoptBody,
        response: { 200: DeterminationAnswerBody, 202: DeterminationAnswerBody },
      },
    },
    (request, reply) => {
      const { determination } = request.params;
      return carryOut(request, reply, 200, { step: 'adopt', determination, ...request.body });
    },
  );

  app.post(
    '/determinations/adopt',
    {
      config: { action: 'determinations.change', clause, version: 'weighed' },
      schema: {
        summary: '基準に添えた案をまとめて採択する',
        description: `一つの記録になります。届出の案は一つ一つ、だれかが答える前に始めてよいか（notifications）を答えないと 422 です。${byTwo}`,
        querystring: DryRun,
        body: AdoptProposalsBody,
        response: {
          200: DeterminationAnswerBody,
          201: DeterminationAnswerBody,
          202: DeterminationAnswerBody,
        },
      },
    },
    (request, reply) => carryOut(request, reply, 201, { step: 'adopt-proposals', adoption: request.body }),
  );

  app.post(
    '/determinations/:determination/end',
    {
      config: { action: 'determinations.change', clause, version: 'weighed' },
      schema: {
        summary: '判断を終える、又は起案を取り下げる',
        description: `終えた後は厳しい方の値に戻ります。まだ始まっていない判断を終えると、それに代わられるはずだった判断が元の期間に戻ります（restores）。戻らないものは lost に示します。${byTwo}`,
        params: Id,
        querystring: DryRun,
        body: EndBody,
        response: { 200: DeterminationAnswerBody, 202: DeterminationAnswerBody },
      },
    },
    (request, reply) => {
      const { determination } = request.params;
      return carryOut(request, reply, 200, { step: 'end', determination, end: request.body });
    },
  );

  /** Answers a change as it was made, as it would be, or as it waits for a second person. */
  async function carryOut(
    request: FastifyRequest<{ Querystring: Static<typeof DryRun> }>,
    reply: FastifyReply,
    made: 200 | 201,
    change: DeterminationChange,
  ) {
    const { dryRun } = request.query;
    const act = dryRun ? previewDeterminations : changeDeterminations;
    const result = await act(deps, actContextOf(request), change);
    const proposal = result.ok ? result.value.proposal : undefined;
    if (proposal === undefined) return sendResult(request, reply, result, dryRun ? 200 : made);
    reply.header('location', `/api/v1/determinations/changes/${proposal.id}`);
    return sendResult(request, reply, result, 202);
  }
};
