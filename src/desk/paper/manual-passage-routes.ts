import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Code, Instant, Recorded, SiteParams, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { recordManualPassage } from './record-manual-passage.ts';

/** What people at doors have seen or written down, where no reader told. */
export const manualPassageRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/manual-passages',
    {
      config: { action: 'passages.record' },
      schema: {
        summary: '警備員のいる扉の通行や、故障中に書き留めた通行を記録する',
        description:
          'at は通った時刻で、記録の時刻も残る。persons は名前の分かる人、count はほかに数えた人数（点呼の declared）。所在は推定となり、より後の読取りがあれば今の所在は変わらない。自分の通行は記録できない。',
        params: SiteParams,
        body: Type.Object(
          {
            door: Code,
            to: Code,
            at: Instant,
            persons: Type.Array(Uuid, { maxItems: 500, uniqueItems: true, default: [] }),
            count: Type.Integer({ minimum: 0, maximum: 5000, default: 0 }),
            words: Words,
          },
          { ...strict, title: 'ManualPassage' },
        ),
        response: { 201: Recorded },
      },
    },
    async (request, reply) => {
      const { at, ...passage } = request.body;
      const result = await recordManualPassage(deps, actContextOf(request), request.params.site, {
        ...passage,
        at: new Date(at),
      });
      return sendResult(request, reply, result, 201);
    },
  );
};
