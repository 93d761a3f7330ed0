import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { consoleOf, keepConsole } from '../../api/console-of.ts';
import { CardNamed, End, strict } from '../../api/schemas.ts';
import { sendSlowed } from '../../api/send-problem.ts';
import { sendSession } from '../../api/set-session-cookies.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { SignedInAnswer, signedInTold } from '../../sign-in/accounts/signed-in-answer.ts';
import type { HashingDeps } from '../../sign-in/passwords/in-hashing-place.ts';
import { signInByCard } from './sign-in-by-card.ts';

/** Taking over a console, from whoever kept it before. */
export const shiftRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps> = async (app, deps) => {
  app.post(
    '/console/sign-in',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(g)(ア)' },
      schema: {
        tags: ['sign-in'],
        summary: '端末で、識別カードと暗証番号によりサインインし、前の人と交代する',
        description:
          '端末だけで使えます。前の人のセッションは同時に終わります。`shiftUntil` がなければ、端末の交代の時刻までです（1時間のうちの交代は、その次の勤務とみます）。',
        body: Type.Object(
          {
            card: CardNamed,
            pin: Type.String({ minLength: 1, maxLength: 64 }),
            notice: Type.Integer({ minimum: 0, description: '読んだ利用上の注意の版' }),
            shiftUntil: Type.Optional(End),
          },
          strict,
        ),
        response: { 200: SignedInAnswer },
      },
    },
    async (request, reply) => {
      const { shiftUntil, ...shown } = request.body;
      const result = await signInByCard(deps, {
        ...shown,
        console: consoleOf(request),
        shiftUntil: shiftUntil === undefined ? undefined : new Date(shiftUntil),
        address: request.ip,
        requestId: request.id,
      });
      if (!result.ok) return sendSlowed(request, reply, result.refusal);
      const session = sendSession(keepConsole(request, reply), result.value.minted.token);
      return session.send(signedInTold(result.value, app));
    },
  );
};
