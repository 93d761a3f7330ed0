import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { OpenStep } from '../../api/open-step.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Instant, Nullable, PageOf, PageQuery, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { CorrectionMade } from '../../visitors/corrections/correction-body.ts';
import { Day } from '../check-in/desk-schemas.ts';
import { ArrivalHost } from '../shown/show-hosts.ts';
import { closingConditionNames } from './closing-conditions.ts';
import { listClosing, parseClosingCursor } from './list-closing.ts';
import { showClosingLines } from './show-closing-lines.ts';

const ClosingLineBody = Type.Object(
  {
    condition: Type.String(),
    says: Type.String(),
    since: Instant,
    minutes: Type.Integer({ description: 'その状態になってからの分数' }),
    dueAt: Instant,
    person: Uuid,
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    extension: Nullable(Type.String({ description: '職員が持っているときの、その内線' })),
    visit: Nullable(Uuid),
    day: Day,
    state: Nullable(Type.String()),
    stateName: Nullable(Type.String()),
    passId: Nullable(Uuid),
    pass: Nullable(Type.String()),
    thing: Nullable(Uuid),
    item: Nullable(Type.String()),
    slot: Nullable(Type.String()),
    key: Nullable(Uuid),
    keyCode: Nullable(Type.String({ description: '鍵の札の符号' })),
    zone: Nullable(Type.String({ description: '鍵の区域' })),
    hosts: Type.Array(ArrivalHost),
    corrections: Type.Array(CorrectionMade),
    act: Type.String({ description: 'すること' }),
    may: Type.Array(OpenStep),
  },
  { title: 'ClosingLine' },
);

/** 受付の終わりに片付いていないこと */
export const closingListRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, { pool, clock }) => {
  app.get(
    '/sites/:site/closing-list',
    {
      config: { action: 'arrivals.read', clause: '2.3.1.1(3)' },
      schema: {
        summary: '受付の終わりに片付いていないことの一覧（一件一行）',
        description:
          'day（なければ今日）までの来庁・通行証・預り品・鍵のうち、いま片付いていないものを、長く続く順に答えます。どれも自動では終わりません。翌朝の未返却の一覧は、前日を day とし、passes を付けます。may は、その行について今できることと、その役割です。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...PageQuery,
            day: Type.Optional(Day),
            condition: Type.Optional(Choice(closingConditionNames)),
            passes: Type.Optional(Type.Boolean({ description: '返っていない通行証だけ（停止済みも）' })),
          },
          strict,
        ),
        response: { 200: PageOf(ClosingLineBody) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { after, ...asked } = request.query;
      const cursor = after === undefined ? undefined : parseClosingCursor(after);
      if (after !== undefined && cursor === undefined) {
        return sendProblem(request, reply, { code: 'invalid-cursor' });
      }
      const now = clock.now();
      const { items, next } = await listClosing(pool, site, { ...asked, after: cursor }, now);
      const named = isTold(principalOf(request), 'name', site);
      return reply.send({ items: await showClosingLines(pool, site, items, named, now), next });
    },
  );
};
