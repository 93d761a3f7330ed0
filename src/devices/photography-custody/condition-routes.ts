import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { LookBody, LookedAt } from '../conditions/conditions-seen.ts';
import { type Look, seeConditions } from '../conditions/see-conditions.ts';
import { parsePhotographyTerms } from '../photography/photography-terms.ts';

/** It begins in front of the desk, and what runs is not looked at anew: it is revoked, or ordered to stop (2.3.1.1(7)(b)). */
const look: Look = {
  entry: 'photography-conditions-seen',
  askedIn: ({ kind, terms }) => {
    const said = kind === 'photography' ? parsePhotographyTerms(terms) : undefined;
    return said && (said.answers ?? []).map(({ condition }) => condition);
  },
  states: ['approved', 'filed'],
  otherwise: {
    code: 'conflict',
    detail: '条件を確かめるのは、許可され、又は届け出られて、まだ始まっていない撮影・録音のときだけです。',
  },
};

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
        body: LookBody,
        response: { 200: LookedAt },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { answers } = request.body;
      return sendResult(
        request,
        reply,
        await seeConditions(deps, actContextOf(request), site, permit, look, answers),
      );
    },
  );
};
