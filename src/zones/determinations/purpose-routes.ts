import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Code, Name, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { addPurpose } from './add-purpose.ts';
import { endPurpose } from './end-purpose.ts';
import { listPurposes } from './list-purposes.ts';

const PurposeBody = Type.Object({ code: Code, words: Name }, strict);
const Organisation = Type.Object({ organisation: Uuid }, strict);
const Named = Type.Object({ code: Code });

/** 用務: what people come for. Determinations answer by it, visits will name it. */
export const purposeRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/organisations/:organisation/purposes',
    {
      config: { action: 'organisations.read' },
      schema: {
        summary: '組織の用務の一覧',
        params: Organisation,
        response: { 200: Type.Object({ items: Type.Array(PurposeBody) }) },
      },
    },
    async (request) => ({
      items: await listPurposes(databaseOf(deps.pool), request.params.organisation),
    }),
  );

  app.post(
    '/organisations/:organisation/purposes',
    {
      config: { action: 'organisations.change' },
      schema: {
        summary: '用務を一覧に加える',
        description: '判断の場合分けで挙げられるようになります。一度使った符号は、ほかの意味では使えません。',
        params: Organisation,
        body: PurposeBody,
        response: { 201: Named },
      },
    },
    async (request, reply) => {
      const { organisation } = request.params;
      return sendResult(
        request,
        reply,
        await addPurpose(deps, actContextOf(request), organisation, request.body),
        201,
      );
    },
  );

  app.post(
    '/organisations/:organisation/purposes/:purpose/end',
    {
      config: { action: 'organisations.change' },
      schema: {
        summary: '用務を一覧から除く',
        description: 'この用務を挙げている判断がある間は 409 です。',
        params: Type.Object({ organisation: Uuid, purpose: Code }, strict),
        response: { 200: Named },
      },
    },
    async (request, reply) => {
      const { organisation, purpose } = request.params;
      return sendResult(request, reply, await endPurpose(deps, actContextOf(request), organisation, purpose));
    },
  );
};
