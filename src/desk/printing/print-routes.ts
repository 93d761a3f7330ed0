import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Choice, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findPass } from '../passes/pass-rows.ts';
import { noPass } from '../passes/take-pass-step.ts';
import { loadPassFace } from './load-pass-face.ts';
import { passPage, passPagePolicy } from './pass-page.ts';
import { printSizes } from './pass-style.ts';

/** What the desk prints. */
export const printRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/passes/:pass/print',
    {
      config: { action: 'passes.lend', clause: '2.3.1.1(3)(a)(カ)' },
      schema: {
        summary: '通行証を印刷するページ',
        description:
          '`label` は 62 × 100 mm、`a4` は同じものを A4 から切り取る形です。貸出し中なら、着用する人と返却の時刻も載せます。QR には、通行証と期限だけを入れます。',
        params: Type.Object({ site: Uuid, pass: Uuid }, strict),
        querystring: Type.Object({ size: Choice(printSizes, { default: 'label' }) }, strict),
        response: { 200: { content: { 'text/html': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const { site, pass: passId } = request.params;
      const { size } = request.query;
      const pass = await findPass(db, site, passId);
      if (pass === undefined) return sendProblem(request, reply, noPass);
      return reply
        .header('content-security-policy', passPagePolicy(size))
        .type('text/html; charset=utf-8')
        .send(passPage(await loadPassFace(db, pass), size));
    },
  );
};
