import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { sendResult } from '../../api/send-problem.ts';
import { checkIn, type DeskDeps } from './check-in.ts';
import { CheckInBody, DeskAnswerBody, VisitParams } from './desk-schemas.ts';

/** 受付: who comes in and goes, step by step. */
export const checkInRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/visits/:visit/check-in',
    {
      config: { action: 'visits.desk', clause: '2.3.1.1(3)' },
      schema: {
        summary: '訪問者を受け付ける',
        description:
          '身元の確認、所持品の検査、通行証をまとめて記録します。一行を一度に受け付けられ、足りないことがある人だけが残ります。',
        params: VisitParams,
        body: CheckInBody,
        response: { 200: DeskAnswerBody },
      },
    },
    async (request, reply) => {
      const { site, visit } = request.params;
      const result = await checkIn(deps, actContextOf(request), site, visit, request.body);
      return sendResult(request, reply, result);
    },
  );
};
