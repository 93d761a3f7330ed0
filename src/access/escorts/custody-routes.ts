import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Bound,
  End,
  EndBound,
  Instant,
  NamedPageOf,
  Names,
  NoBody,
  Nullable,
  PageQuery,
  Recorded,
  SiteParams,
  strict,
  UntilSeq,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import { parseInterval } from '../../zones/hours/parse-site-instant.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { declareWard } from './declare-ward.ts';
import { type EndCustodyDeps, endCustody } from './end-custody.ts';
import { showApart, showCustody } from './show-custody.ts';
import { offerRelief, takeRelief } from './take-relief.ts';

/** The row of 別表1 by which a ward is asked for an escort. */
const AskingRow = Type.String({ description: '付添いを求める別表1の行' });

const Custody = Type.Object(
  {
    ward: Uuid,
    escort: Uuid,
    mode: Type.String(),
    modeName: Type.String(),
    basis: Type.String(),
    since: Instant,
    seq: Type.Integer(),
    zone: Nullable(Type.String()),
    zoneName: Nullable(Type.String()),
    apartSince: Nullable(Instant),
    following: Type.Boolean(),
    row: AskingRow,
  },
  { title: 'Custody' },
);

const Apart = Type.Object(
  {
    ward: Uuid,
    escort: Uuid,
    zone: Type.String(),
    zoneName: Nullable(Type.String()),
    row: AskingRow,
    since: Instant,
    seq: Type.Integer(),
    until: Nullable(End),
    untilSeq: Nullable(UntilSeq),
  },
  { title: 'Apart' },
);

const ApartQuery = Type.Object(
  {
    ...PageQuery,
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
    from: Bound,
    until: EndBound,
  },
  strict,
);

const WardParams = Type.Object({ ...SiteParams.properties, ward: Uuid }, strict);

/** Who escorts whom (付添い), and who was without one; and 付添いの交代, 一括の同行申告 and the end of either by an act where no read tells. */
export const custodyRoutes: FastifyPluginAsyncTypebox<EndCustodyDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/custody',
    {
      config: { action: 'custody.read' },
      schema: {
        summary: '付添いの一覧（離れているものが先、長いものから）',
        description:
          '見ることのできる区域の訪問者と、自分が付き添う訪問者を示します。apartSince は付添いと離れた時刻で、なければ一緒にいます。following の間は、一方が他方に続いて読み取らせれば離れたことになりません。',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(Custody), names: Names }) },
      },
    },
    async (request) => showCustody(deps.pool, principalOf(request), request.params.site),
  );

  app.get(
    '/sites/:site/custody/apart',
    {
      config: { action: 'custody.read' },
      schema: {
        summary: '付添いのいなかった時間（警備に告げた時点が二つの時点の間のもの。告げた順）',
        description:
          '付添いを求める区域で訪問者が一人になり、時間内にだれも続かなかったものを、見ることのできる区域について示します。until がなければ今も続いています。',
        params: SiteParams,
        querystring: ApartQuery,
        response: { 200: NamedPageOf(Apart) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { from, until, after = '0', limit } = request.query;
      const interval = parseInterval(await loadTimeZone(databaseOf(deps.pool), site), from, until);
      if (!interval.ok) return sendResult(request, reply, interval);
      const asked = { ...interval.value, after: Number(after), limit };
      return sendResult(request, reply, ok(await showApart(deps.pool, principalOf(request), site, asked)));
    },
  );

  app.post(
    '/sites/:site/custody/:ward/offer',
    {
      config: { action: 'custody.change' },
      schema: {
        summary: '付添いの交代を申し出る（10分間有効）',
        params: WardParams,
        body: Type.Object({ to: Uuid }, { ...strict, title: 'ReliefOffer' }),
        response: { 201: Recorded },
      },
    },
    async (request, reply) => {
      const { site, ward } = request.params;
      const offer = { ward, to: request.body.to };
      return sendResult(request, reply, await offerRelief(deps, actContextOf(request), site, offer), 201);
    },
  );

  app.post(
    '/sites/:site/custody/:ward/take',
    {
      config: { action: 'custody.change' },
      schema: {
        summary:
          '訪問者のいる区域で付添いを引き受ける（申出を受けたとき、又は訪問者が付添いと離れているとき）',
        params: WardParams,
        body: NoBody,
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, ward } = request.params;
      return sendResult(request, reply, await takeRelief(deps, actContextOf(request), site, ward));
    },
  );

  app.post(
    '/sites/:site/custody/:ward/declare',
    {
      config: { action: 'custody.change' },
      schema: {
        summary: '同行を申告する（以後、付添いの読取りとともに通過したものとする）',
        description:
          '自分が付き添う訪問者について申告します。だれも付き添っていない訪問者でも、迎えられた後は、付き添える人が同じ区域で（居場所の記録がなければそのまま）申告でき、付添いはそこから始まります。',
        params: WardParams,
        body: NoBody,
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, ward } = request.params;
      return sendResult(request, reply, await declareWard(deps, actContextOf(request), site, ward));
    },
  );

  app.post(
    '/sites/:site/custody/:ward/end',
    {
      config: { action: 'custody.change' },
      schema: {
        summary: '付添いを終える（お見送りなど、読取りで分からないとき）',
        description:
          '付き添っている人、訪問相手とその指名した人、受付と警備が行います。訪問者が付添いを求める区域にいる間は終えられません。',
        params: WardParams,
        body: NoBody,
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, ward } = request.params;
      return sendResult(request, reply, await endCustody(deps, actContextOf(request), site, ward));
    },
  );
};
