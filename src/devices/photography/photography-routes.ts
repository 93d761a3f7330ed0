import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Code, End, Instant, Recorded, SiteParams, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { AllowedBody, allowedBody } from '../../permits/shown/allowed-body.ts';
import { type AskingDeps, findAskedHere } from '../../permits/using/find-asked-here.ts';
import { orWaived } from '../../permits/using/or-waived.ts';
import { ConditionAnswer } from '../conditions/condition-answer.ts';
import { judgePhotographing } from './judge-photographing.ts';
import { loadHeldPermits } from './load-held-permits.ts';
import { orderPhotographer, photographyOrders } from './order-photographer.ts';
import { photographyApplication, photographyRow } from './photography-application.ts';
import { photographyConditions } from './photography-conditions.ts';
import { PhotographyTerms, recordedParts } from './photography-terms.ts';
import { saysOfPhotographing } from './says-of-photographing.ts';

const clause = '2.3.1.1(7)(b)';

/** The usual conditions, as the document names them. */
const usualConditions = Object.entries(photographyConditions)
  .map(([code, words]) => `${code}＝${words}`)
  .join('、');

const PhotographyBody = Type.Object(
  {
    persons: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    purpose: Words,
    purposeCode: Type.Optional(Code),
    answers: Type.Optional(
      Type.Array(ConditionAnswer, {
        maxItems: 50,
        description: `始める条件ごとに、もう満たしているか。始める前に受付・警備が確かめる。${usualConditions}`,
      }),
    ),
    terms: PhotographyTerms,
  },
  { ...strict, title: 'PhotographyApplication' },
);

/** 撮影・録音 (2.3.1.1(7)(b), 別表2 rows 14 and 15). */
export const photographyRoutes: FastifyPluginAsyncTypebox<PermitDeps & AskingDeps> = async (app, deps) => {
  addApplicationRoutes(app, deps, {
    path: '/sites/:site/photography',
    kinds: ['photography'],
    clause,
    params: SiteParams,
    body: PhotographyBody,
    words: {
      summary: '撮影・録音を申請し、又は届け出る',
      description:
        '答えの rule が、効いている対策（行、値、その根拠、誰が許可するか）です。track が notification か free なら受け付けた時から有効です。府省庁外の人については訪問相手が申請します。',
      resubmit: '差し戻された撮影・録音の申請を直して出し直す',
    },
    applicationOf: (asked) => ok(photographyApplication(asked)),
  });

  app.get(
    '/sites/:site/photography/allowed',
    {
      config: { action: 'photography.ask', clause },
      schema: {
        summary: 'この人はいまここで撮影・録音してよいか',
        params: SiteParams,
        querystring: Type.Object(
          { person: Uuid, zone: Code, part: Choice(recordedParts, { default: 'image' }) },
          strict,
        ),
        response: {
          200: AllowedBody,
        },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { person, zone, part } = request.query;
      const db = databaseOf(deps.pool);
      const [here, held] = await Promise.all([
        findAskedHere(deps, principalOf(request), site, request.query),
        loadHeldPermits(db, site, person),
      ]);
      if (here === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const facts = { ...here, part, at: deps.clock.now(), held };
      const asked = { row: photographyRow(here.kind), part };
      const there = { site, zone, person, asked, applied: { person: here.kind }, at: facts.at };
      return allowedBody(
        await orWaived(db, judgePhotographing(facts, here.layers), there),
        saysOfPhotographing,
      );
    },
  );

  app.post(
    '/sites/:site/photography/orders',
    {
      config: { action: 'photography.order', clause },
      schema: {
        summary: '許可のない撮影・録音に対してしたことを記録する',
        params: SiteParams,
        body: Type.Object(
          {
            zone: Code,
            order: Choice(['order-to-stop', 'order-to-leave', 'police-called'], {
              description: saysOfOrders,
            }),
            person: Type.Optional(Uuid),
            words: Words,
          },
          strict,
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) =>
      sendResult(
        request,
        reply,
        await orderPhotographer(deps, actContextOf(request), request.params.site, request.body),
      ),
  );
};

const saysOfOrders = Object.entries(photographyOrders)
  .map(([order, { ja }]) => `${order}＝${ja}`)
  .join('、');
