import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Instant,
  instantText,
  Names,
  Nullable,
  Recorded,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { loadPermitVersions } from '../../permits/registry/permit-rows.ts';
import { isPermitSeen } from '../../permits/seeing/is-permit-seen.ts';
import { loadPermitsSeen } from '../../permits/seeing/load-permits-seen.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { lentStateNames, lentStates } from '../lending/lent-lifecycle.ts';
import { tokenSortNames, tokenSorts } from '../photography/photography-terms.ts';
import { lendTokens } from './lend-tokens.ts';
import { reviewPictures } from './review-pictures.ts';
import { reviewResultNames, reviewResults } from './review-results.ts';
import { takeTokenStep } from './take-token-step.ts';
import { findReview, loadTokens } from './token-rows.ts';

const clause = '2.3.1.1(7)(b)';

const CustodyParams = Type.Object({ site: Uuid, permit: Uuid }, strict);

const tokenFields = { sort: Choice(tokenSortNames), number: Code };

const tokenSteps = [
  { step: 'return', summary: '腕章・記章の返却を受ける' },
  { step: 'lose', summary: '腕章・記章の紛失を記録する' },
] as const;

/** What is lent for photography and given back, and what is found of the pictures. */
export const custodyRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/photography/:permit/custody',
    {
      config: { action: 'permits.read', clause },
      schema: {
        summary: '撮影・録音のために貸し出したものと、撮影内容の確認',
        params: CustodyParams,
        response: {
          200: Type.Object({
            tokens: Type.Array(
              Type.Object(
                {
                  ...tokenFields,
                  sortSays: Type.String(),
                  holder: Uuid,
                  state: Choice(lentStates),
                  says: Type.String(),
                  lentAt: Instant,
                  returnedAt: Nullable(Instant),
                },
                { title: 'PhotographyToken' },
              ),
            ),
            review: Nullable(
              Type.Object(
                {
                  result: Choice(reviewResultNames),
                  says: Type.String(),
                  words: Nullable(Type.String()),
                  by: Uuid,
                  at: Instant,
                },
                { title: 'PhotographyReview' },
              ),
            ),
            names: Names,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permit: permitId } = request.params;
      const viewer = principalOf(request);
      const db = databaseOf(deps.pool);
      const [permit] = await loadPermitVersions(db, site, permitId);
      const seen = await loadPermitsSeen(db, viewer, site, deps.clock.now());
      if (permit?.kind !== 'photography' || !isPermitSeen(permit, seen)) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      const [tokens, review] = [await loadTokens(db, site, permitId), await findReview(db, site, permitId)];
      const ids = [...tokens.map(({ holderId }) => holderId), review?.reviewedBy ?? null];
      const who = await loadWhoIs(deps.pool, site, isTold(viewer, 'name', site) ? ids : []);
      return {
        tokens: tokens.map(({ sort, number, holderId, state, lentAt, returnedAt }) => ({
          sort,
          number,
          sortSays: tokenSorts[sort],
          holder: holderId,
          state,
          says: lentStateNames[state],
          lentAt: instantText(lentAt),
          returnedAt: returnedAt && instantText(returnedAt),
        })),
        review:
          review === undefined
            ? null
            : {
                result: review.result,
                says: reviewResults[review.result],
                words: review.words,
                by: review.reviewedBy,
                at: instantText(review.reviewedAt),
              },
        names: Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]]))),
      };
    },
  );

  app.post(
    '/sites/:site/photography/:permit/tokens',
    {
      config: { action: 'photography.lend', clause },
      schema: {
        summary: '撮影・録音をする人に腕章・記章を貸し出す',
        description:
          '申請の terms.tokens の数だけ貸し出されていることが、始める条件です。返却されるまで、同じ番号のものは貸し出せません。',
        params: CustodyParams,
        body: Type.Object(
          {
            tokens: Type.Array(Type.Object({ ...tokenFields, holder: Uuid }, strict), {
              minItems: 1,
              maxItems: 200,
            }),
          },
          { ...strict, title: 'TokensLent' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { tokens } = request.body;
      return sendResult(request, reply, await lendTokens(deps, actContextOf(request), site, permit, tokens));
    },
  );

  for (const { step, summary } of tokenSteps) {
    app.post(
      `/sites/:site/photography/:permit/tokens/${step}`,
      {
        config: { action: 'photography.lend', clause },
        schema: {
          summary,
          params: CustodyParams,
          body: Type.Object(tokenFields, strict),
          response: { 200: Stepped },
        },
      },
      async (request, reply) => {
        const { site, permit } = request.params;
        const context = actContextOf(request);
        const result = await takeTokenStep(deps, context, site, permit, step, request.body);
        return sendResult(request, reply, result);
      },
    );
  }

  app.post(
    '/sites/:site/photography/:permit/review',
    {
      config: { action: 'permits.approve', clause },
      schema: {
        summary: '撮影内容を確認した結果を記録する',
        description:
          'terms.reviewed の撮影・録音が終わってから、許可し、又は届出を受ける人が一度だけ行います（代決した確認が後閲で認められなければ、行い直します）。申請した人と撮影した人はできません。それまでは「未確認」の仕事です。',
        params: CustodyParams,
        body: Type.Object(
          {
            result: Choice(reviewResultNames, { description: saysOfResults }),
            words: Type.Optional(Words),
            absence: Type.Optional(Words),
          },
          { ...strict, title: 'PhotographyReviewDraft' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await reviewPictures(deps, actContextOf(request), site, permit, request.body);
      return sendResult(request, reply, result);
    },
  );
};

const saysOfResults = Object.entries(reviewResults)
  .map(([result, says]) => `${result}＝${says}`)
  .join('、');
