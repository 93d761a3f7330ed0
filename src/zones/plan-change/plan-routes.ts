import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { setValidatorsInSlices } from '../../api/edge/set-validators.ts';
import { etagOf, parseIfMatch } from '../../api/etag.ts';
import { asAsked } from '../../api/openapi/as-asked.ts';
import { principalOf } from '../../api/principal-of.ts';
import { SiteParams, strict, Words } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { renderedOnce, sendRendered } from '../../api/sending/rendered-text.ts';
import { sendingInPieces } from '../../api/sending/sending-in-pieces.ts';
import { reaches } from '../../authority/reaches.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { examplePlan } from '../plan/example-plan.ts';
import { largestPlan } from '../plan/largest-plan.ts';
import { loadConcealed } from '../plan/load-concealed.ts';
import { loadPlan } from '../plan/load-plan.ts';
import { concealedIn, planShownTo } from '../plan/plan-shown-to.ts';
import { SitePlanBody } from '../plan/site-plan.ts';
import { loadSiteRules } from '../rules/load-site-rules.ts';
import { changePlan, type PlanDeps, previewPlan } from './change-plan.ts';
import { PlanAnswerBody, SignBody } from './plan-schemas.ts';
import { publicSigns } from './public-signs.ts';

/** 図面: everything of a site that decides passages, read and written as one document. */
export const planRoutes: FastifyPluginAsyncTypebox<PlanDeps> = async (app, deps) => {
  setValidatorsInSlices(app, SitePlanBody);
  const sendPlan = sendingInPieces(SitePlanBody);

  app.get(
    '/sites/:site/plan',
    {
      config: { action: 'plan.read' },
      schema: {
        summary: '庁舎の図面を読む',
        description:
          'ETag は図面の最後の変更の番号（庁舎の記録の seq）です。asOf を付けると、その番号まで記録した時点の図面を返します。図面がまだない庁舎は 404 と ETag "0" を返します。隠した区域とサーバ室（別表1 行6 ※1）と、そこにかかわる扉などと、警報についての定め（alarms）は、それを知る役割の者にだけ示します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            asOf: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
          },
          strict,
        ),
        response: { 200: SitePlanBody },
      },
    },
    async (request, reply) => {
      const db = databaseOf(deps.pool);
      const { site } = request.params;
      const { asOf } = request.query;
      const { seq, plan } = await loadPlan(deps.pool, site, asOf);
      if (plan !== undefined) {
        const principal = principalOf(request);
        const { rooms } = visibilityOf(principal, site);
        const concealed = asOf === undefined ? concealedIn(plan) : await loadConcealed(db, site);
        const shown = planShownTo(plan, { rooms, concealed });
        const readsAlarms = reaches(principal, 'alarms.read', site);
        return sendPlan(reply.header('etag', etagOf(seq)), readsAlarms ? shown : { ...shown, alarms: [] });
      }
      reply.header('etag', etagOf(0));
      return sendProblem(request, reply, {
        code: 'not-found',
        detail: 'この庁舎の図面はありません。If-Match: "0" を付けて PUT すると最初の図面になります。',
      });
    },
  );

  app.put(
    '/sites/:site/plan',
    {
      bodyLimit: largestPlan.bytes,
      config: {
        action: 'plan.change',
        clause: '2.1.1.4',
        body: largestPlan,
        documentedBody: { ...SitePlanBody, examples: [examplePlan] },
      },
      schema: {
        summary: '庁舎の図面を変える',
        description:
          '変わった要素だけを新しい版にし、消えた要素は履歴を残して閉じます。If-Match に読んだ図面の ETag が要ります（最初の図面は "0"）。dryRun=true は差分と指摘と、新たに入れるようになる人（opens）を示すだけで保存しません。クラス3以上（未決定を含む）の区域に新たに入れるようになる人がいる変更は2人で行います。保存せずに 202 と提案（proposal）を返すので、15分のうちにほかの権限者が Location の URL の内容を見て確認（confirm）してください。庁舎の最初の図面は1人で登録できます。クラスが上がる区域と新しく置く区域では、前の承認が及ばなくなる許可の承認をやり直します（reopens）。1人で許可した例外措置と、置き直された区域の例外措置・禁の申請は、あらためて判断されるまで効きません（exceptions）。在室者のいる区域を閉じるには closeReason に理由が要り、その区域にいた人の所在は不明になります。',
        params: SiteParams,
        querystring: Type.Object(
          { dryRun: Type.Boolean({ default: false }), closeReason: Type.Optional(Words) },
          strict,
        ),
        body: SitePlanBody,
        response: { 200: PlanAnswerBody, 202: PlanAnswerBody },
      },
    },
    async (request, reply) => {
      const ifMatch = parseIfMatch(request);
      if (!ifMatch.ok) return sendProblem(request, reply, ifMatch.refusal);
      const { dryRun, closeReason } = request.query;
      const change = {
        siteId: request.params.site,
        plan: request.body,
        isSeen: ifMatch.value,
        closeReason,
      };
      const result = dryRun
        ? await previewPlan(deps, change)
        : await changePlan(deps, actContextOf(request), change);
      const proposal = result.ok ? result.value.proposal : undefined;
      if (result.ok) reply.header('etag', etagOf(result.value.seq));
      if (proposal !== undefined)
        reply.header('location', `${request.url.split('?')[0]}/proposals/${proposal.id}`);
      return sendResult(request, reply, result, proposal === undefined ? 200 : 202);
    },
  );

  app.get(
    '/sites/:site/signs',
    {
      config: { action: 'plan.read', clause: '別表1 行3–6' },
      schema: {
        summary: '人目に触れてよい案内の一覧',
        description: '隠した区域とサーバ室は含みません（別表1 行6 ※1）。',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(SignBody) }) },
      },
    },
    async (request, reply) => {
      const rules = await loadSiteRules(deps.pool, request.params.site, deps.policy);
      if (rules === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const { plan, layers } = rules;
      if (plan === undefined) return { items: [] };
      const { rooms } = visibilityOf(principalOf(request), request.params.site);
      const shown = planShownTo(plan, { rooms, concealed: concealedIn(plan) });
      return { items: [...publicSigns(shown, deps.clock.now(), layers)] };
    },
  );

  app.get(
    '/schemas/site-plan.json',
    {
      config: { action: 'public' },
      schema: {
        summary: '図面の JSON Schema',
        tags: ['sites'],
        response: { 200: Type.Object({}, { additionalProperties: true }) },
      },
    },
    (request, reply) => sendRendered(request, reply, planSchema()),
  );
};

const planSchema = renderedOnce('application/schema+json; charset=utf-8', () =>
  JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: '/api/v1/schemas/site-plan.json',
    ...Object(asAsked(SitePlanBody)),
    title: '庁舎の図面',
  }),
);
