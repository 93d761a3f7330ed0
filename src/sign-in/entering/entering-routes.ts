import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Done, End, Instant, instantText, NoBody, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { forgetSession, isFromOwnPage, sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { endOwnSession } from '../sessions/end-own-session.ts';
import { signIn } from './sign-in.ts';

/** As long as the longest password may be written before it is brought to NFKC. */
const Typed = Type.String({ minLength: 1, maxLength: 512 });

const SignedIn = Type.Object(
  {
    person: Uuid,
    loginId: Type.String(),
    expiresAt: End,
    idleUntil: End,
    previous: Nullable(
      Type.Object({ at: Instant, network: Type.String() }, { description: '前回のサインイン' }),
    ),
    failures: Type.Integer({ description: '前回から、断られたサインインの回数' }),
    encrypted: Type.Boolean({ description: '偽なら、この接続は暗号化されていない' }),
    warning: Nullable(Type.String()),
  },
  { title: 'SignedIn' },
);

const unencrypted = 'この接続は暗号化されていません。この機械の中だけで使ってください。';

/** Signing in, by login id and password, and out. */
export const enteringRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps> = async (app, deps) => {
  app.post(
    '/sign-in',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(a)' },
      schema: {
        tags: ['sign-in'],
        summary: 'サインインする（セッションは Cookie で渡す）',
        description:
          '渡された一度だけのパスワードなら、自分で決める `newPassword` を添えます。失敗が続くと、正しいパスワードでも `Retry-After` の秒数まで受け付けません。',
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
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      if (request.headers.origin !== undefined && !isFromOwnPage(request)) {
        return sendProblem(request, reply, {
          code: 'forbidden',
          detail: 'サインインできるのは、このサービスの画面を開いている本人だけです。',
        });
      }
      const { ip: address, id: requestId } = request;
      const result = await signIn(deps, { ...request.body, address, requestId });
      if (!result.ok) {
        if (result.refusal.seconds !== undefined) reply.header('retry-after', String(result.refusal.seconds));
        return sendProblem(request, reply, result.refusal);
      }
      const { personId, loginId, minted, previous, failures, expiresAt, idleUntil } = result.value;
      return sendSession(reply, minted.token).send({
        person: personId,
        loginId,
        expiresAt: instantText(expiresAt),
        idleUntil: instantText(idleUntil),
        previous: previous && { at: instantText(previous.at), network: previous.network },
        failures,
        encrypted: app.overTls,
        warning: app.overTls ? null : unencrypted,
      });
    },
  );

  app.post(
    '/sign-out',
    {
      config: { action: 'own-sign-in.keep', clause: '2.2.1.1(1)(d)' },
      schema: { summary: 'サインアウトする', body: NoBody, response: { 200: Done } },
    },
    async (request, reply) => {
      const { credential } = principalOf(request);
      const result = await endOwnSession(deps, actContextOf(request), credential.id);
      return sendResult(request, result.ok ? forgetSession(reply) : reply, result);
    },
  );
};
