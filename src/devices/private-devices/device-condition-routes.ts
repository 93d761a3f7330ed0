import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { PermitParams } from '../../permits/routes/permit-params.ts';
import { LookBody, LookedAt } from '../conditions/conditions-seen.ts';
import { type Look, seeConditions } from '../conditions/see-conditions.ts';
import { parsePrivateDeviceTerms } from './private-device-terms.ts';

/** A device is there for months, so that it is looked at as long as its permit is in force. */
const look: Look = {
  entry: 'private-device-conditions-seen',
  askedIn: ({ kind, terms }) => {
    const said = kind === 'private-device' ? parsePrivateDeviceTerms(terms) : undefined;
    return said?.answers.flatMap(({ condition, met }) => (met ? [condition] : []));
  },
  states: permitStatesInForce,
  otherwise: {
    code: 'conflict',
    detail: '条件を確かめるのは、許可され、又は届け出られて、効いている機器の申請のときだけです。',
  },
};

/** What the desk saw of the conditions under which a device is brought in or used. */
export const deviceConditionRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/device-permits/:permit/conditions',
    {
      config: { action: 'private-devices.look', clause: '2.3.1.1(7)(a)(ウ)' },
      schema: {
        summary: '支給以外の端末・記録装置の条件を見て確かめた結果を記録する',
        description:
          '申請で「はい」と答えた条件のすべてに、見たとおりに答えます。一つでも「いいえ」なら、改めて見て満たされているまで、始められず、使えません（met が false）。効いている間は何度でも見られ、最後の結果によります。',
        params: PermitParams,
        body: LookBody,
        response: { 200: LookedAt },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { answers } = request.body;
      const result = await seeConditions(deps, actContextOf(request), site, permit, look, answers);
      return sendResult(request, reply, result);
    },
  );
};
