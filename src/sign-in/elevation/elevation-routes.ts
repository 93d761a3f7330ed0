import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { End, instantText, Reason } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { beginElevation } from './begin-elevation.ts';

/** 管理者権限の昇格, where the ministry has decided that it rests. */
export const elevationRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/own/elevation',
    {
      config: { action: 'elevation.begin', clause: '2.2.1.1(1)(g)(カ)' },
      schema: {
        summary: '管理者権限に昇格する（理由を付けて、このセッションで決められた時間だけ）',
        body: Reason,
        response: { 200: Type.Object({ until: End }, { title: 'Elevated' }) },
      },
    },
    async (request, reply) => {
      const result = await beginElevation(deps, actContextOf(request), request.body.reason);
      if (!result.ok) return sendProblem(request, reply, result.refusal);
      return reply.send({ until: instantText(result.value.until) });
    },
  );
};
