import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { Reason, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../../sign-in/accounts/signed-in-answer.ts';
import { openSeal } from './open-seal.ts';
import { sealConsole } from './seal-console.ts';

const clause = '2.2.1.1(1)(f)(カ)';

/** The sealed credential of a console: made, and opened on the day on which nothing else signs in. */
export const sealRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/consoles/:console/seal',
    {
      config: { action: 'consoles.seal', clause },
      schema: {
        summary: '端末の、封印しておく資格情報を作る（前のものは使えなくなる）',
        params: Type.Object({ site: Uuid, console: Uuid }, strict),
        body: Reason,
        response: {
          200: Type.Object(
            { secret: Type.String({ description: '封筒に入れて封印する。この答えにだけ出る' }) },
            { title: 'SealedCredential' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site: siteId, console: consoleId } = request.params;
      const named = { siteId, consoleId, reason: request.body.reason };
      return sendResult(request, reply, await sealConsole(deps, actContextOf(request), named));
    },
  );

  app.post(
    '/console/sealed-sign-in',
    {
      config: { action: 'public', clause },
      schema: {
        tags: ['sign-in'],
        summary: '端末で、封印した資格情報を開けてサインインする（一度だけ。警報になる）',
        body: Type.Object(
          {
            loginId: Type.String({ minLength: 1, maxLength: 100, description: '開けた人の識別コード' }),
            secret: Type.String({ minLength: 1, maxLength: 200 }),
            reason: Words,
            notice: Type.Integer({ minimum: 0, description: '読んだ利用上の注意の版' }),
          },
          strict,
        ),
        response: { 200: SignedInAnswer },
      },
    },
    async (request, reply) => {
      const result = await openSeal(deps, {
        ...request.body,
        console: consoleOf(request),
        address: request.ip,
        requestId: request.id,
      });
      if (!result.ok) return sendProblem(request, reply, result.refusal);
      const session = sendSession(keepConsole(request, reply), result.value.minted.token);
      return session.send(signedInTold(result.value, app));
    },
  );
};
