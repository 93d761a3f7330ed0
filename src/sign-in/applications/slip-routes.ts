import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { strict } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadSlip } from './load-slip.ts';
import { slipPage, slipPagePolicy } from './slip-page.ts';

const Params = Type.Object({ account: Type.String({ minLength: 1, maxLength: 100 }) }, strict);

/** What is handed over with a login id on paper. */
export const slipRoutes: FastifyPluginAsyncTypebox<Pick<ActDeps, 'pool'>> = async (app, { pool }) => {
  app.get(
    '/sign-in-accounts/:account/slip',
    {
      config: { action: 'accounts.read', clause: '2.2.1.3(2)(b)' },
      schema: {
        summary: '識別コード発行票を印刷するページ（A4 縦。パスワードは載せない）',
        params: Params,
        response: { 200: { content: { 'text/html': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const slip = await loadSlip(databaseOf(pool), request.params.account);
      if (slip === undefined) return sendProblem(request, reply, noSuchAccount);
      return reply
        .header('content-security-policy', slipPagePolicy)
        .type('text/html; charset=utf-8')
        .send(slipPage(slip));
    },
  );
};

const noSuchAccount = { code: 'not-found', detail: 'この識別コードはありません。' } as const;
