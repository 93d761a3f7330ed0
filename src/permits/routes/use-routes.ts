import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { NoBody, Stepped, strict, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { type UsingDeps, usePermit } from '../using/use-permit.ts';
import { PermitParams } from './permit-params.ts';

const usingSteps = [
  { step: 'start', summary: '許可・届出のあったことを始める' },
  { step: 'withdraw', summary: '申請・許可を取り下げる' },
] as const;

/** What whoever applied does with a permit of any kind: begins, ends, reports, takes it back. */
export const useRoutes: FastifyPluginAsyncTypebox<UsingDeps> = async (app, deps) => {
  for (const { step, summary } of usingSteps) {
    app.post(
      `/sites/:site/permits/:permit/${step}`,
      {
        config: { action: 'permits.use' },
        schema: { summary, params: PermitParams, body: NoBody, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site, permit } = request.params;
        return sendResult(request, reply, await usePermit(deps, actContextOf(request), site, permit, step));
      },
    );
  }

  app.post(
    '/sites/:site/permits/:permit/close',
    {
      config: { action: 'permits.use' },
      schema: {
        summary: '許可・届出のあったことを終える（report は終了報告を兼ねる）',
        params: PermitParams,
        body: Type.Object({ report: Type.Optional(Words) }, strict),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { report } = request.body;
      return sendResult(
        request,
        reply,
        await usePermit(deps, actContextOf(request), site, permit, 'close', report),
      );
    },
  );

  app.post(
    '/sites/:site/permits/:permit/report',
    {
      config: { action: 'permits.use' },
      schema: {
        summary: '終わったことの終了報告をする',
        params: PermitParams,
        body: Type.Object({ report: Words }, strict),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { report } = request.body;
      return sendResult(
        request,
        reply,
        await usePermit(deps, actContextOf(request), site, permit, 'report', report),
      );
    },
  );
};
