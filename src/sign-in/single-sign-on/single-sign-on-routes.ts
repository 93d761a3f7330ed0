import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { consoleOf } from '../../api/console-of.ts';
import { ownOriginOf } from '../../api/own-origin-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Done, Instant, instantText, NoBody, Nullable, strict, Unchanged, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult, sendSlowed } from '../../api/send-problem.ts';
import { sendProblemPage } from '../../api/send-problem-page.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { confirmPrincipal } from '../../operators/principals/confirm-principal.ts';
import { findPrincipalAgain } from '../../operators/principals/find-principal.ts';
import { findAccountOfPerson } from '../accounts/account-rows.ts';
import { findNotice } from '../notices/find-notice.ts';
import { judgeNotice } from '../notices/judge-notice.ts';
import type { OriginDeps } from '../passkeys/passkey-routes.ts';
import { challengeCookie } from '../second-factor/challenge-cookie.ts';
import type { ConsoleDeps } from '../sessions/place.ts';
import { waitOfNetwork } from '../throttling/wait-of-network.ts';
import type { Provider, Subject } from './build-provider.ts';
import { listLinks } from './link-rows.ts';
import { linkSubject } from './link-subject.ts';
import { signInByProvider } from './sign-in-by-provider.ts';
import { tripCookie } from './trip-cookie.ts';
import { tripSecrets } from './trip-secrets.ts';
import { beginTrip, endTrip, type Trip } from './trips.ts';
import { unlinkSubject } from './unlink-subject.ts';

/** The provider of the office; undefined where it has none. */
export type ProviderDeps = { readonly provider: Provider | undefined };

const returnPath = '/api/v1/sign-in/single-sign-on/return';
const ReturnTo = Type.Optional(
  Type.String({ maxLength: 200, description: '戻った後に開く、このサービスの頁（`/` で始まる）' }),
);
const Going = Type.Object(
  { url: Type.String({ description: 'ブラウザが行く先' }) },
  { title: 'GoingToProvider' },
);
const Text = Type.Optional(Type.String({ maxLength: 4_000 }));
const OwnLink = Type.Object(
  { id: Uuid, issuer: Type.String(), linkedAt: Instant, usedAt: Nullable(Instant) },
  { title: 'OwnProviderLink' },
);
const clause = '2.2.1.1(1)(a)';

/** Signing in by the provider of the office, and one's own links to it. */
export const singleSignOnRoutes: FastifyPluginAsyncTypebox<
  ActDeps & ConsoleDeps & OriginDeps & ProviderDeps
> = async (app, deps) => {
  const { provider, clock } = deps;
  const db = databaseOf(deps.pool);

  async function go(request: FastifyRequest, reply: FastifyReply, trip: Trip) {
    const origin = ownOriginOf(request, deps.publicOrigin);
    if (provider === undefined || origin === undefined) return sendProblem(request, reply, notSetUp);
    if (!isOwnPage(trip.returnTo, origin)) return sendProblem(request, reply, notOurs);
    const secret = await beginTrip(db, trip, clock.now());
    try {
      const url = await provider.askAt(tripSecrets(secret), new URL(returnPath, origin).href);
      return tripCookie.send(reply, secret).send({ url });
    } catch (error) {
      request.log.warn({ err: error }, 'the provider of single sign-on does not answer');
      return sendProblem(request, reply, away);
    }
  }

  app.post(
    '/sign-in/single-sign-on',
    {
      config: { action: 'public', clause },
      schema: {
        tags: ['sign-in'],
        summary: '提供元でのサインインを始める（10分のうちに戻る）',
        body: Type.Object(
          {
            notice: Type.Integer({ minimum: 0, description: '読んだ利用上の注意の版' }),
            returnTo: ReturnTo,
          },
          strict,
        ),
        response: { 200: Going },
      },
    },
    async (request, reply) => {
      const { notice, returnTo = '/' } = request.body;
      const unread = judgeNotice(notice, await findNotice(db));
      if (unread !== undefined) return sendProblem(request, reply, unread);
      const seconds = await waitOfNetwork(deps, undefined, request.ip);
      if (seconds > 0) return sendSlowed(request, reply, { code: 'too-many-requests', seconds });
      const consoleSecret = (await deps.findConsoleSecret(db, consoleOf(request))) ?? null;
      return go(request, reply, { tokenId: null, consoleSecret, notice, returnTo });
    },
  );

  app.get(
    '/sign-in/single-sign-on/return',
    {
      config: { action: 'public', clause },
      schema: {
        tags: ['sign-in'],
        summary: '提供元から戻る（ブラウザが開く）',
        description: '断るときは、ブラウザには理由を示す頁を返します。',
        querystring: Type.Object({
          code: Text,
          state: Text,
          iss: Text,
          session_state: Text,
          error: Text,
          error_description: Text,
        }),
        response: { 303: Unchanged },
      },
    },
    async (request, reply) => {
      const secret = tripCookie.of(request);
      const origin = ownOriginOf(request, deps.publicOrigin);
      const trip = secret === undefined ? undefined : await endTrip(db, secret, clock.now());
      tripCookie.forget(reply);
      if (provider === undefined || origin === undefined) return sendProblemPage(request, reply, notSetUp);
      if (secret === undefined || trip === undefined) return sendProblemPage(request, reply, notBegun);
      let subject: Subject;
      try {
        subject = await provider.subjectAt(new URL(request.url, origin), tripSecrets(secret));
      } catch (error) {
        request.log.warn({ err: error }, 'what came back from the provider of single sign-on is refused');
        return sendProblemPage(request, reply, notProven);
      }
      const { issuer } = provider;
      if (trip.tokenId !== null) {
        const principal = await findPrincipalAgain(db, { kind: 'session', id: trip.tokenId }, clock.now());
        if (principal === undefined) return sendProblemPage(request, reply, notBegun);
        const context = { principal, requestId: request.id, confirm: confirmPrincipal };
        const linked = await linkSubject(deps, context, { issuer, subject: subject.subject });
        return linked.ok
          ? reply.redirect(trip.returnTo, 303)
          : sendProblemPage(request, reply, linked.refusal);
      }
      const { ip: address, id: requestId } = request;
      const { notice, consoleSecret } = trip;
      const whence = { notice, consoleSecret: consoleSecret ?? undefined, address, requestId };
      const entered = await signInByProvider(deps, { ...subject, issuer, ...whence });
      if (!entered.ok) return sendProblemPage(request, reply, entered.refusal);
      const come =
        'challenge' in entered.value
          ? challengeCookie.send(reply, entered.value.challenge)
          : sendSession(reply, entered.value.minted.token);
      return come.redirect(trip.returnTo, 303);
    },
  );

  app.get(
    '/own/provider-links',
    {
      config: { action: 'own-sign-in.keep', clause },
      schema: {
        summary: '自分の、提供元との結付け',
        response: { 200: Type.Object({ items: Type.Array(OwnLink) }, { title: 'OwnProviderLinks' }) },
      },
    },
    async (request) => {
      const { actor } = principalOf(request);
      const account = actor.type === 'person' ? await findAccountOfPerson(db, actor.id) : undefined;
      const links = account === undefined ? [] : await listLinks(db, account.loginId);
      const items = links.map(({ linkId: id, issuer, linkedAt, usedAt }) => ({
        id,
        issuer,
        linkedAt: instantText(linkedAt),
        usedAt: usedAt && instantText(usedAt),
      }));
      return { items };
    },
  );

  app.post(
    '/own/provider-links',
    {
      config: { action: 'own-sign-in.change', clause },
      schema: {
        summary: '提供元で本人であることを示し、自分の識別コードに結び付ける（10分のうちに戻る）',
        body: Type.Object({ returnTo: ReturnTo }, strict),
        response: { 200: Going },
      },
    },
    async (request, reply) => {
      const { credential } = principalOf(request);
      const { returnTo = '/' } = request.body;
      return go(request, reply, { tokenId: credential.id, consoleSecret: null, notice: 0, returnTo });
    },
  );

  app.post(
    '/own/provider-links/:link/remove',
    {
      config: { action: 'own-sign-in.change', clause },
      schema: {
        summary: '提供元との結付けを解く',
        params: Type.Object({ link: Uuid }, strict),
        body: NoBody,
        response: { 200: Done },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await unlinkSubject(deps, actContextOf(request), request.params.link)),
  );
};

function isOwnPage(returnTo: string, origin: URL): boolean {
  return /^\/(?![/\\])/.test(returnTo) && new URL(returnTo, origin).origin === origin.origin;
}

const notSetUp: Refusal = {
  code: 'conflict',
  detail: 'このサービスでは、シングルサインオンが設定されていません（OIDC_ISSUER、PUBLIC_ORIGIN）。',
};
const notOurs: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/returnTo', message: 'このサービスの頁を、/ で始めて書いてください' }],
};
const away: Refusal = { code: 'provider-away' };
const notBegun: Refusal = {
  code: 'conflict',
  detail: 'このブラウザで10分のうちに始めたサインインではありません。もう一度、始めてください。',
};
const notProven: Refusal = {
  code: 'unauthenticated',
  detail: '提供元から戻った内容が、始めたサインインと合いません。もう一度、始めてください。',
};
