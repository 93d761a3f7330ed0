import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { Choice, instantText, strict } from '../../api/schemas.ts';
import { sendProblem, sendSlowed } from '../../api/send-problem.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../accounts/signed-in-answer.ts';
import { EnrolmentBegun, TypedCode } from '../second-factor/factor-schemas.ts';
import { showSecondCode, typedFactors } from '../second-factor/show-second-code.ts';
import type { SeedDeps } from '../second-factor/shown-factor.ts';
import type { ConsoleDeps } from '../sessions/place.ts';
import { beginAskedEnrolment } from './begin-asked-enrolment.ts';
import { finishSignIn } from './finish-sign-in.ts';

/** As `openChallenge` makes it. */
const Challenge = Type.String({
  minLength: 43,
  maxLength: 43,
  description: 'サインインの答えの challenge',
});

const config = { action: 'public', clause: '2.2.1.1(1)(g)(ア)' } as const;

/** The second factor between the password and the session: shown, or enrolled where somebody has none yet. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<ActDeps & ConsoleDeps & SeedDeps> = async (app, deps) => {
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
      const { ip: address, id: requestId } = request;
      const answered = { challenge, console: consoleOf(request), address, requestId };
      const result = await finishSignIn(deps, answered, (loginId, asked) =>
        showSecondCode(deps, typed, loginId, asked),
      );
      if (!result.ok) return sendSlowed(request, reply, result.refusal);
      const { minted } = result.value;
      return sendSession(keepConsole(request, reply), minted.token).send(signedInTold(result.value, app));
    },
  );
};
