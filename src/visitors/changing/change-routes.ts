import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf, parseIfMatch } from '../../api/etag.ts';
import { End, Reason, Stepped, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { visitSteps } from '../steps/visit-steps.ts';
import { changeOf } from './change-of.ts';
import { ChangeBody } from './change-schemas.ts';
import { type ChangeDeps, changeVisit } from './change-visit.ts';
import { extendVisit } from './extend-visit.ts';
import { takeVisitStep } from './take-visit-step.ts';

const VisitParams = Type.Object({ site: Uuid, visit: Uuid }, strict);
const clause = '2.3.1.1(3)(a)';
const stepNames = ['pause', 'resume', 'cancel'] as const satisfies (keyof typeof visitSteps)[];

/** What becomes of a visit that is planned. */
export const changeRoutes: FastifyPluginAsyncTypebox<ChangeDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/visits/:visit/change',
    {
      config: { action: 'visits.plan', clause, version: 'read' },
      schema: {
        summary: '訪問を変更する（If-Match）',
        description:
          '日・人・用務・訪問先を変えると、その分の審査は改めて要ります。時刻と付添者の変更には要りません。代わりに来る人（substitutes）は、その人の審査が要ります。',
        params: VisitParams,
        body: ChangeBody,
        response: { 200: Type.Object({ seq: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const ifMatch = parseIfMatch(request);
      if (!ifMatch.ok) return sendProblem(request, reply, ifMatch.refusal);
      const change = changeOf(request.body);
      if (!change.ok) return sendProblem(request, reply, change.refusal);
      const { site: siteId, visit: visitId } = request.params;
      const which = { siteId, visitId, isSeen: ifMatch.value };
      const changed = await changeVisit(deps, actContextOf(request), which, change.value);
      if (changed.ok) reply.header('etag', etagOf(changed.value.seq));
      return sendResult(request, reply, changed);
    },
  );

  app.post(
    '/sites/:site/visits/:visit/extend',
    {
      config: { action: 'visits.plan', clause },
      schema: {
        summary: '訪問の終わりを延ばす（0時を過ぎるときは訪問相手が行う）',
        params: VisitParams,
        body: Type.Object(
          {
            day: Type.String({ format: 'date' }),
            until: End,
            members: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true })),
          },
          { ...strict, title: 'VisitExtension' },
        ),
        response: { 200: Type.Object({ extended: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const { day, until, members } = request.body;
      const extension = { day, until: new Date(until), members: members ?? [] };
      const extended = await extendVisit(deps, actContextOf(request), { siteId, visitId }, extension);
      return sendResult(request, reply, extended);
    },
  );

  for (const step of stepNames) {
    app.post(
      `/sites/:site/visits/:visit/${step}`,
      {
        config: { action: 'visits.plan', clause },
        schema: {
          summary: `訪問を${visitSteps[step].says}`,
          params: VisitParams,
          body: Reason,
          response: { 200: Stepped },
        },
      },
      async (request, reply) => {
        const { site: siteId, visit: visitId } = request.params;
        const { reason } = request.body;
        const result = await takeVisitStep(deps, actContextOf(request), { siteId, visitId }, step, reason);
        return sendResult(request, reply, result);
      },
    );
  }
};
