import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Done, NoBody, strict } from '../../api/schemas.ts';
import { sendResult, sendSlowed } from '../../api/send-problem.ts';
import { forgetSession, sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../accounts/signed-in-answer.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { askedTold, SecondFactorAsked } from '../second-factor/factor-schemas.ts';
import { endOwnSession } from '../sessions/end-own-session.ts';
import type { ConsoleDeps } from '../sessions/place.ts';
import { signIn } from './sign-in.ts';

/** As long as the longest password may be written before it is brought to NFKC. */
const Typed = Type.String({ minLength: 1, maxLength: 512 });

/** Signing in, by login id and password, and out. */
export const enteringRoutes: FastifyPluginAsyncTypebox<ActDeps & ConsoleDeps & HashingDeps> = async (
  app,
  deps,
) => {
  app.post(
    '/sign-in',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(a)' },
      schema: {
        tags: ['sign-in'],
        summary: 'サインインする（セッションは Cookie で渡す）',
        description:
          '渡された一度だけのパスワードなら、自分で決める `newPassword` を添えます。二つ目の要素が要る人には 202 で `challenge` を渡します。失敗が続くと、正しいパスワードでも `Retry-After` の秒数まで受け付けません。',
        body: Type.Object(
          {
            loginId: Type.String({
              minLength: 1,
              maxLength: 100,
              description: '識別コード。大文字・全角でもよい',
            }),
            password: Typed,
            newPassword: Type.Optional(Typed),
            notice: Type.Integer({ minimum: 0, description: '読んだ利用上の注意の版' }),
          },
          strict,
        ),
        response: { 200: SignedInAnswer, 202: SecondFactorAsked },
      },
    },
    async (request, reply) => {
      const { ip: address, id: requestId } = request;
      const result = await signIn(deps, { ...request.body, console: consoleOf(request), address, requestId });
      if (!result.ok) return sendSlowed(request, reply, result.refusal);
      if (!('challenge' in result.value)) {
        const { minted } = result.value;
        return sendSession(keepConsole(request, reply), minted.token).send(signedInTold(result.value, app));
      }
      return reply.code(202).send(askedTold(result.value));
    },
  );

  app.post(
    '/sign-out',
    {
      config: { action: 'own-session.change', clause: '2.2.1.1(1)(d)' },
      schema: { summary: 'サインアウトする', body: NoBody, response: { 200: Done } },
    },
    async (request, reply) => {
      const { credential } = principalOf(request);
      const result = await endOwnSession(deps, actContextOf(request), credential.id);
      return sendResult(request, result.ok ? forgetSession(reply) : reply, result);
    },
  );
};
