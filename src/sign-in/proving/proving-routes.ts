import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { ownOriginOf } from '../../api/own-origin-of.ts';
import { Choice, End, instantText, strict } from '../../api/schemas.ts';
import { sendProblem, sendSlowed } from '../../api/send-problem.ts';
import { proofCountsMs } from '../../authority/find-missing-proof.ts';
import { proofMethods } from '../../authority/proof-methods.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import type { OriginDeps } from '../passkeys/passkey-routes.ts';
import { AuthenticationResponse } from '../passkeys/passkey-schemas.ts';
import { relyingPartyOf } from '../passkeys/relying-party.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import type { SeedDeps } from '../second-factor/shown-factor.ts';
import { type PinDeps, prove, type TypedProof } from './prove.ts';
import { proveByPasskey } from './prove-by-passkey.ts';

const typedProofs = Object.keys(proofMethods).filter(
  (word): word is TypedProof => Object.hasOwn(proofMethods, word) && word !== 'passkey',
);

const Proved = Type.Object({ provedUntil: End }, { title: 'Proved' });
const config = { action: 'own-session.change', clause: '2.2.1.1(1)(a)' } as const;

/** 本人であることの再確認: before what asks for it, and to open a screen that is locked. */
export const provingRoutes: FastifyPluginAsyncTypebox<
  ActDeps & HashingDeps & OriginDeps & PinDeps & SeedDeps
> = async (app, deps) => {
  app.post(
    '/own/prove',
    {
      config,
      schema: {
        summary: '本人であることを、もう一度確かめる（10分の間有効）',
        description:
          '`proof-required` で断られた操作の前に行います。サインインも、同じに数えます。失敗は、サインインの失敗と同じに数えます。',
        body: Type.Object(
          { by: Choice(typedProofs), secret: Type.String({ minLength: 1, maxLength: 512 }) },
          strict,
        ),
        response: { 200: Proved },
      },
    },
    async (request, reply) => {
      const { by, secret: typed } = request.body;
      const proof = { by, typed, at: '/secret', address: request.ip };
      const result = await prove(deps, actContextOf(request), proof);
      if (result.ok) return reply.send(told(result.value.provedAt));
      return sendSlowed(request, reply, result.refusal);
    },
  );

  app.post(
    '/own/prove/passkey',
    {
      config,
      schema: {
        summary: '本人であることを、自分のパスキーでもう一度確かめる（10分の間有効）',
        description: '何に署名するかは `/sign-in/passkey/options` が示します。',
        body: Type.Object({ response: AuthenticationResponse }, strict),
        response: { 200: Proved },
      },
    },
    async (request, reply) => {
      const party = relyingPartyOf(ownOriginOf(request, deps.publicOrigin));
      if (!party.ok) return sendProblem(request, reply, party.refusal);
      const signed = { party: party.value, response: request.body.response };
      const result = await proveByPasskey(deps, actContextOf(request), signed);
      return result.ok ? reply.send(told(result.value.provedAt)) : sendSlowed(request, reply, result.refusal);
    },
  );
};

function told(provedAt: Date) {
  return { provedUntil: instantText(new Date(provedAt.getTime() + proofCountsMs)) };
}
