import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { ownOriginOf } from '../../api/own-origin-of.ts';
import { Choice, instantText, Nullable, strict } from '../../api/schemas.ts';
import { sendProblem, sendSlowed } from '../../api/send-problem.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../accounts/signed-in-answer.ts';
import type { OriginDeps } from '../passkeys/passkey-routes.ts';
import { AuthenticationResponse } from '../passkeys/passkey-schemas.ts';
import { relyingPartyOf } from '../passkeys/relying-party.ts';
import { challengeCookie } from '../second-factor/challenge-cookie.ts';
import { askedTold, EnrolmentBegun, SecondFactorAsked, TypedCode } from '../second-factor/factor-schemas.ts';
import { showPasskey } from '../second-factor/show-passkey.ts';
import { showSecondCode, typedFactors } from '../second-factor/show-second-code.ts';
import type { SeedDeps } from '../second-factor/shown-factor.ts';
import type { ConsoleDeps } from '../sessions/place.ts';
import { beginAskedEnrolment } from './begin-asked-enrolment.ts';
import { findFactorAsked } from './find-factor-asked.ts';
import { finishSignIn, type LookAtSecond } from './finish-sign-in.ts';

/** As `openChallenge` makes it. */
const Challenge = Type.String({
  minLength: 43,
  maxLength: 43,
  description: 'サインインの答えの challenge',
});

const config = { action: 'public', clause: '2.2.1.1(1)(g)(ア)' } as const;

const AskedNow = Type.Object({ asked: Nullable(SecondFactorAsked) }, { title: 'SecondFactorAskedNow' });

/** The second factor between the password and the session: shown, or enrolled where somebody has none yet. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<
  ActDeps & ConsoleDeps & OriginDeps & SeedDeps
> = async (app, deps) => {
  async function finish(
    request: FastifyRequest,
    reply: FastifyReply,
    challenge: string,
    lookAt: LookAtSecond,
  ): Promise<FastifyReply> {
    const { ip: address, id: requestId } = request;
    const answered = { challenge, console: consoleOf(request), address, requestId };
    const result = await finishSignIn(deps, answered, lookAt);
    if (!result.ok) return sendSlowed(request, reply, result.refusal);
    const session = sendSession(keepConsole(request, reply), result.value.minted.token);
    return session.send(signedInTold(result.value, app));
  }

  app.post(
    '/sign-in/enrolment',
    {
      config,
      schema: {
        tags: ['sign-in'],
        summary: '二つ目の要素が要るがまだない人に、認証アプリに入れる秘密を一度だけ示す',
        description: '続けて `/sign-in/second-factor` に、アプリの番号を `totp` として送ります。',
        body: Type.Object({ challenge: Challenge }, strict),
        response: { 200: EnrolmentBegun },
      },
    },
    async (request, reply) => {
      const begun = await beginAskedEnrolment(deps, request.body.challenge);
      if (!begun.ok) return sendProblem(request, reply, begun.refusal);
      return { ...begun.value, expiresAt: instantText(begun.value.expiresAt) };
    },
  );

  app.get(
    '/sign-in/second-factor',
    {
      config,
      schema: {
        tags: ['sign-in'],
        summary: '提供元から戻ったこのブラウザのサインインに、二つ目の要素が要るか',
        response: { 200: AskedNow },
      },
    },
    async (request) => {
      const asked = await findFactorAsked(deps, challengeCookie.of(request));
      return { asked: asked === undefined ? null : askedTold(asked) };
    },
  );

  app.post(
    '/sign-in/second-factor',
    {
      config,
      schema: {
        tags: ['sign-in'],
        summary: '二つ目の要素を示して、サインインを終える（セッションは Cookie で渡す）',
        description:
          '番号は一度だけ使えます。誤りは、パスワードの誤りと同じ数え方で待ち時間になり、一つの challenge では5回までです。',
        body: Type.Object({ challenge: Challenge, factor: Choice(typedFactors), code: TypedCode }, strict),
        response: { 200: SignedInAnswer },
      },
    },
    async (request, reply) => {
      const { challenge, ...typed } = request.body;
      return finish(request, reply, challenge, (loginId, asked) =>
        showSecondCode(deps, typed, loginId, asked),
      );
    },
  );

  app.post(
    '/sign-in/second-factor/passkey',
    {
      config,
      schema: {
        tags: ['sign-in'],
        summary: '二つ目の要素として自分のパスキーを示し、サインインを終える',
        description: '何に署名するかは `/sign-in/passkey/options` が示します。',
        body: Type.Object({ challenge: Challenge, response: AuthenticationResponse }, strict),
        response: { 200: SignedInAnswer },
      },
    },
    async (request, reply) => {
      const party = relyingPartyOf(ownOriginOf(request, deps.publicOrigin));
      if (!party.ok) return sendProblem(request, reply, party.refusal);
      const { challenge, response } = request.body;
      const signed = { party: party.value, response, requestId: request.id };
      return finish(request, reply, challenge, async (loginId, asked) =>
        asked === 'to-show' ? showPasskey(deps, signed, loginId) : undefined,
      );
    },
  );
};
