import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Code, SiteParams, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { walkInDraftOf } from '../../visitors/planning/draft-of.ts';
import { WalkInBody } from '../../visitors/planning/draft-schemas.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { Day, DeskAnswerBody } from '../check-in/desk-schemas.ts';
import { ArrivalHost } from '../shown/show-hosts.ts';
import { takeSlip } from './take-slip.ts';

const SlipTaken = Type.Object(
  {
    id: Uuid,
    day: Day,
    destinations: Type.Array(
      Type.Object(
        {
          id: Uuid,
          zones: Type.Array(Code),
          host: ArrivalHost,
        },
        { title: 'SlipDestination', description: '電話で審査を求める訪問相手とその内線' },
      ),
    ),
    ...DeskAnswerBody.properties,
  },
  { title: 'SlipTaken' },
);

/** 飛込み: who comes without being announced, or after announcements were closed. */
export const walkInRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/walk-ins',
    {
      config: { action: 'visits.desk', clause: '2.3.1.1(3)(a)(ア)(イ)' },
      schema: {
        summary: '予約のない訪問者の受付票を書く',
        description:
          '今日の今からの訪問になります。これだけではだれも入れません。電話による審査、身元の確認、所持品の検査、通行証を順不同に記録し、受付（check-in）がまとめて数えます。remaining は、まだ足りないことです。',
        params: SiteParams,
        body: WalkInBody,
        response: { 201: SlipTaken },
      },
    },
    async (request, reply) => {
      const slip = walkInDraftOf(request.body);
      return sendResult(
        request,
        reply,
        await takeSlip(deps, actContextOf(request), request.params.site, slip),
        201,
      );
    },
  );
};
