import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Choice, End, instantText, strict } from '../../api/schemas.ts';
import { sendSlowed } from '../../api/send-problem.ts';
import { proofCountsMs } from '../../authority/find-missing-proof.ts';
import { type ProofMethod, proofMethods } from '../../authority/proof-methods.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { type PinDeps, prove } from './prove.ts';

const methods = Object.keys(proofMethods).filter((word): word is ProofMethod =>
  Object.hasOwn(proofMethods, word),
);

/** 本人であることの再確認: before what asks for it, and to open a screen that is locked. */
export const provingRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps & PinDeps> = async (
  app,
  deps,
) => {
  app.post(
    '/own/prove',
    {
      config: { action: 'own-session.change', clause: '2.2.1.1(1)(a)' },
      schema: {
        summary: '本人であることを、もう一度確かめる（10分の間有効）',
        description:
          '`proof-required` で断られた操作の前に行います。サインインも、同じに数えます。失敗は、サインインの失敗と同じに数えます。',
        body: Type.Object(
          { by: Choice(methods), secret: Type.String({ minLength: 1, maxLength: 512 }) },
          strict,
        ),
        response: { 200: Type.Object({ provedUntil: End }, { title: 'Proved' }) },
      },
    },
    async (request, reply) => {
      const { by, secret: typed } = request.body;
      const proof = { by, typed, at: '/secret', address: request.ip };
      const result = await prove(deps, actContextOf(request), proof);
      if (result.ok) {
        const until = new Date(result.value.provedAt.getTime() + proofCountsMs);
        return reply.send({ provedUntil: instantText(until) });
      }
      return sendSlowed(request, reply, result.refusal);
    },
  );
};
