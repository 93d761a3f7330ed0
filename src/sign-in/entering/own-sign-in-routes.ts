import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Done, End, Instant, instantText, NoBody, Nullable, strict, Words } from '../../api/schemas.ts';
import { sendResult, sendSlowed } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { reportAccountEnd } from '../accounts/report-account-end.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { endOwnSession } from '../sessions/end-own-session.ts';
import { listOwnSessions } from '../sessions/list-own-sessions.ts';
import { changePassword } from './change-password.ts';

const SessionId = Type.String({ pattern: '^[0-9a-f]{16}$' });
const Typed = Type.String({ minLength: 1, maxLength: 512 });

const OwnSession = Type.Object(
  {
    id: SessionId,
    isThis: Type.Boolean({ description: 'いま使っているセッション' }),
    loginId: Type.String(),
    network: Type.String({ description: '接続元' }),
    createdAt: Instant,
    usedAt: Instant,
    idleUntil: End,
    expiresAt: End,
  },
  { title: 'OwnSession' },
);

/** One's own sessions and password. */
export const ownSignInRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps> = async (app, deps) => {
  app.get(
    '/own/sessions',
    {
      config: { action: 'own-sign-in.keep', clause: '2.2.1.1(1)(d)' },
      schema: {
        summary: '自分の、続いているセッション',
        response: { 200: Type.Object({ items: Type.Array(OwnSession) }, { title: 'OwnSessions' }) },
      },
    },
    async (request) => {
      const { actor, credential } = principalOf(request);
      if (actor.type !== 'person') return { items: [] };
      const own = await listOwnSessions(databaseOf(deps.pool), actor.id, deps.clock.now());
      const items = own.map(({ id, loginId, network, createdAt, usedAt, idleUntil, expiresAt }) => ({
        id,
        isThis: id === credential.id,
        loginId,
        network,
        createdAt: instantText(createdAt),
        usedAt: instantText(usedAt),
        idleUntil: instantText(idleUntil),
        expiresAt: instantText(expiresAt),
      }));
      return { items };
    },
  );

  app.post(
    '/own/sessions/:session/end',
    {
      config: { action: 'own-sign-in.keep', clause: '2.2.1.1(1)(d)' },
      schema: {
        summary: '自分のセッションを終わらせる',
        params: Type.Object({ session: SessionId }, strict),
        body: NoBody,
        response: { 200: Done },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await endOwnSession(deps, actContextOf(request), request.params.session)),
  );

  app.post(
    '/own/account-end',
    {
      config: { action: 'own-sign-in.keep', clause: '2.2.1.1(1)(d)' },
      schema: {
        summary: '自分の識別コードが要らなくなる時を届け出る（その時にひとりでに終わる）',
        body: Type.Object(
          { endsAt: Nullable(End, { description: 'null なら、届出を取り下げる' }), reason: Words },
          strict,
        ),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { endsAt, reason } = request.body;
      const report = { at: endsAt === null ? null : new Date(endsAt), reason };
      return sendResult(request, reply, await reportAccountEnd(deps, actContextOf(request), report));
    },
  );

  app.post(
    '/own/password',
    {
      config: { action: 'own-password.change', clause: '2.2.1.1(1)(e)(ア)' },
      schema: {
        summary: '自分のパスワードを変える（ほかのセッションは終わる）',
        body: Type.Object({ current: Typed, next: Typed }, strict),
        response: {
          200: Type.Object({ sessionsEnded: Type.Integer() }, { title: 'PasswordChanged' }),
        },
      },
    },
    async (request, reply) => {
      const change = { ...request.body, address: request.ip };
      const result = await changePassword(deps, actContextOf(request), change);
      if (result.ok) return reply.send(result.value);
      return sendSlowed(request, reply, result.refusal);
    },
  );
};
