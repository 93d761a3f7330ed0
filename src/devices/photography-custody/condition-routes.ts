import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Recorded, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { ConditionAnswer } from '../conditions/condition-answer.ts';
import { seeConditions } from './see-conditions.ts';

/** What the desk saw of the conditions that photography begins under. */
export const conditionRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/photography/:permit/conditions',
    {
      config: { action: 'photography.look', clause: '2.3.1.1(7)(b)' },
      schema: {
        summary: '撮影・録音を始める条件を見て確かめた結果を記録する',
        description:
          '申請の answers の条件のすべてに、見たとおりに答えます。一つでも「いいえ」なら始められません（met が false）。始まるまで何度でも見られ、最後の結果によります。',
        params: Type.Object({ site: Uuid, permit: Uuid }, strict),
        body: Type.Object(
          { answers: Type.Array(ConditionAnswer, { minItems: 1, maxItems: 50 }) },
          { ...strict, title: 'ConditionsSeen' },
        ),
        response: {
          200: Type.Object(
            { ...Recorded.properties, met: Type.Boolean({ description: 'すべて満たされている' }) },
            { title: 'ConditionsLookedAt' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { answers } = request.body;
      return sendResult(
        request,
        reply,
        await seeConditions(deps, actContextOf(request), site, permit, answers),
      );
    },
  );
};
