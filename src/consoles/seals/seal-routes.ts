import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { strict, Words } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../../sign-in/accounts/signed-in-answer.ts';
import { openSeal } from './open-seal.ts';

/** The sealed credential of a console, opened on the day on which nothing else signs in. */
export const sealRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/console/sealed-sign-in',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(f)(カ)' },
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
