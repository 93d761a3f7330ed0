import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Done, strict } from '../../api/schemas.ts';
import { sendSlowed } from '../../api/send-problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import type { HashingDeps } from '../../sign-in/passwords/in-hashing-place.ts';
import { setPin } from './set-pin.ts';

/** One's own PIN, which signs in beside one's card at a console. */
export const ownPinRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps> = async (app, deps) => {
  app.post(
    '/own/pin',
    {
      config: { action: 'own-sign-in.keep', clause: '2.2.1.1(1)(e)(ア)' },
      schema: {
        summary: '端末で使う自分の暗証番号を決める',
        body: Type.Object(
          {
            pin: Type.String({ minLength: 1, maxLength: 64, description: '6 から 12 桁の数字' }),
            password: Type.String({ minLength: 1, maxLength: 512 }),
          },
          strict,
        ),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const result = await setPin(deps, actContextOf(request), { ...request.body, address: request.ip });
      return result.ok ? reply.send(result.value) : sendSlowed(request, reply, result.refusal);
    },
  );
};
