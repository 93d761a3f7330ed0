import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Code, End, Instant, Recorded, SiteParams, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { ok } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { permitReentry } from './permit-reentry.ts';
import { takeOutApplication } from './take-out-application.ts';
import { ReentryChecks, TakeOutTerms } from './take-out-terms.ts';

const clause = '1.4.2.1(2)(a)(b)';

const TakeOutParams = Type.Object({ site: Uuid, permit: Uuid }, strict);

const TakeOutBody = Type.Object(
  {
    persons: Type.Array(Uuid, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    purpose: Words,
    terms: TakeOutTerms,
  },
  { ...strict, title: 'TakeOutApplication' },
);

/** 要管理対策区域外での情報処理と情報システムの持ち出し (別表2 rows 20 to 22, METI 77 and 78). */
export const takeOutRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  addApplicationRoutes(app, deps, {
    path: '/sites/:site/take-outs',
    kinds: ['take-out'],
    clause,
    params: SiteParams,
    body: TakeOutBody,
    words: {
      summary: '区域外での情報処理・持ち出しを申請し、又は届け出る',
      description:
        '格付けで行が決まります（機密性2だけなら届出、完全性2・可用性2・機密性3は許可）。答えの rule がそれを先に言います。期間が終わったら終了報告が要ります。',
      resubmit: '差し戻された区域外での情報処理・持ち出しの申請を直して出し直す',
    },
    applicationOf: (asked) => ok(takeOutApplication(asked)),
  });

  app.post(
    '/sites/:site/take-outs/:permit/reentry',
    {
      config: { action: 'permits.approve', clause: 'METI 38(9)' },
      schema: {
        summary: '区域外で省外通信回線に接続した端末の、省内通信回線への再接続を許可する',
        description:
          'その回線を管理する情報システムセキュリティ責任者が行います。checks のすべてが済んでいなければ許可できません。許可は持ち出しの terms.reentries に残ります。',
        params: TakeOutParams,
        body: Type.Object({ lan: Code, checks: ReentryChecks, absence: Type.Optional(Words) }, strict),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      return sendResult(
        request,
        reply,
        await permitReentry(deps, actContextOf(request), site, permit, request.body),
      );
    },
  );
};
