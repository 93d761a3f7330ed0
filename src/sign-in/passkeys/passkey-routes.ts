import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { ownOriginOf } from '../../api/own-origin-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Created, Done, instantText, Name, NoBody, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult, sendSlowed } from '../../api/send-problem.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../accounts/signed-in-answer.ts';
import type { ConsoleDeps } from '../sessions/place.ts';
import { waitOfNetwork } from '../throttling/wait-of-network.ts';
import { challengeLastsMs, makeChallenge } from './challenges.ts';
import { accountOf, offerRegistration } from './offer-registration.ts';
import { listPasskeys } from './passkey-rows.ts';
import {
  AuthenticationResponse,
  CreationOptions,
  OwnPasskey,
  RegistrationResponse,
  RequestOptions,
} from './passkey-schemas.ts';
import { registerPasskey } from './register-passkey.ts';
import { relyingPartyOf } from './relying-party.ts';
import { renamePasskey } from './rename-passkey.ts';
import { signInByPasskey } from './sign-in-by-passkey.ts';

/** What signing in from a browser needs beside acts. */
export type OriginDeps = { readonly publicOrigin: string | undefined };

const PasskeyParams = Type.Object({ passkey: Uuid }, strict);
const clause = '2.2.1.1(1)(g)(ア)';
const own = { action: 'own-sign-in.keep', clause } as const;
const change = { action: 'own-sign-in.change', clause } as const;

/** One's own passkeys, and signing in by one. */
export const passkeyRoutes: FastifyPluginAsyncTypebox<ActDeps & ConsoleDeps & OriginDeps> = async (
  app,
  deps,
) => {
  const db = databaseOf(deps.pool);
  const partyOf = (request: FastifyRequest) => relyingPartyOf(ownOriginOf(request, deps.publicOrigin));

  app.post(
    '/sign-in/passkey/options',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(g)(ア)' },
      schema: {
        tags: ['sign-in'],
        summary: 'パスキーでのサインインを始める（5分のうちに一度だけ使える）',
        description: '答えを `navigator.credentials.get()` に渡します。',
        body: NoBody,
        response: { 200: RequestOptions },
      },
    },
    async (request, reply) => {
      const party = partyOf(request);
      if (!party.ok) return sendProblem(request, reply, party.refusal);
      const seconds = await waitOfNetwork(deps, undefined, request.ip);
      if (seconds > 0) return sendSlowed(request, reply, { code: 'too-many-requests', seconds });
      const challenge = await makeChallenge(db, null, deps.clock.now());
      return { challenge, rpId: party.value.id, timeout: challengeLastsMs, userVerification: 'required' };
    },
  );

  app.post(
    '/sign-in/passkey',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(a)' },
      schema: {
        tags: ['sign-in'],
        summary: 'パスキーでサインインする（セッションは Cookie で渡す）',
        body: Type.Object(
          {
            response: AuthenticationResponse,
            notice: Type.Integer({ minimum: 0, description: '読んだ利用上の注意の版' }),
          },
          strict,
        ),
        response: { 200: SignedInAnswer },
      },
    },
    async (request, reply) => {
      const party = partyOf(request);
      if (!party.ok) return sendProblem(request, reply, party.refusal);
      const { ip: address, id: requestId, body } = request;
      const shown = { ...body, party: party.value, console: consoleOf(request) };
      const result = await signInByPasskey(deps, { ...shown, address, requestId });
      if (result.ok) {
        return sendSession(keepConsole(request, reply), result.value.minted.token).send(
          signedInTold(result.value, app),
        );
      }
      return sendSlowed(request, reply, result.refusal);
    },
  );

  app.get(
    '/own/passkeys',
    {
      config: own,
      schema: {
        summary: '自分のパスキー',
        response: { 200: Type.Object({ items: Type.Array(OwnPasskey) }, { title: 'OwnPasskeys' }) },
      },
    },
    async (request) => {
      const account = await accountOf(db, principalOf(request).actor);
      const rows = account === undefined ? [] : await listPasskeys(db, account.loginId);
      const items = rows.map(({ passkeyId: id, name, registeredAt, usedAt }) => ({
        id,
        name,
        registeredAt: instantText(registeredAt),
        usedAt: usedAt && instantText(usedAt),
      }));
      return { items };
    },
  );

  app.post(
    '/own/passkeys/options',
    {
      config: change,
      schema: {
        summary: '自分のパスキーの登録を始める（5分のうちに一度だけ使える）',
        description: '答えを `navigator.credentials.create()` に渡します。',
        body: NoBody,
        response: { 200: CreationOptions },
      },
    },
    async (request, reply) => {
      const party = partyOf(request);
      if (!party.ok) return sendProblem(request, reply, party.refusal);
      return sendResult(
        request,
        reply,
        await offerRegistration(deps, principalOf(request).actor, party.value),
      );
    },
  );

  app.post(
    '/own/passkeys',
    {
      config: change,
      schema: {
        summary: '自分のパスキーを登録する',
        body: Type.Object({ name: Name, response: RegistrationResponse }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const party = partyOf(request);
      if (!party.ok) return sendProblem(request, reply, party.refusal);
      const offered = { ...request.body, party: party.value };
      return sendResult(request, reply, await registerPasskey(deps, actContextOf(request), offered), 201);
    },
  );

  app.post(
    '/own/passkeys/:passkey/rename',
    {
      config: own,
      schema: {
        summary: '自分のパスキーの名前を変える',
        params: PasskeyParams,
        body: Type.Object({ name: Name }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const renamed = { passkeyId: request.params.passkey, name: request.body.name };
      return sendResult(request, reply, await renamePasskey(deps, actContextOf(request), renamed));
    },
  );
};
