import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { strict } from '../../api/schemas.ts';
import { sendSlowed } from '../../api/send-problem.ts';
import { TypedCode } from '../second-factor/factor-schemas.ts';
import { type ResetDeps, resetPassword } from './reset-password.ts';

/** Whoever forgot their password sets another without an officer, where the ministry lets them. */
export const resetRoutes: FastifyPluginAsyncTypebox<ResetDeps> = async (app, deps) => {
  app.post(
    '/sign-in/password-reset',
    {
      config: { action: 'public', clause: '2.2.1.3(1)(b)(イ)' },
      schema: {
        tags: ['sign-in'],
        summary: '忘れたパスワードを、認証アプリの番号と回復コードで本人が決め直す',
        description:
          '省が認めている場合だけです。セッションは始まらず、続いているものは終わります。誤りは、サインインの誤りと同じ数え方で待ち時間になります。',
        body: Type.Object(
          {
            loginId: Type.String({ minLength: 1, maxLength: 100 }),
            code: TypedCode,
            recoveryCode: TypedCode,
            newPassword: Type.String({ minLength: 1, maxLength: 512 }),
          },
          strict,
        ),
        response: {
          200: Type.Object({ sessionsEnded: Type.Integer() }, { title: 'PasswordReset' }),
        },
      },
    },
    async (request, reply) => {
      const { ip: address, id: requestId } = request;
      const result = await resetPassword(deps, { ...request.body, address, requestId });
      return result.ok ? reply.send(result.value) : sendSlowed(request, reply, result.refusal);
    },
  );
};
