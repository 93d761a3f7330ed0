import type { FastifyRequest } from 'fastify';
import { requestDigest } from '../log/writing/idempotency-key.ts';
import type { ActContext } from '../log/writing/perform-act.ts';
import { admissionOf } from './admission.ts';

/** Who acts for which request, with the Idempotency-Key where one came. */
export function actContextOf(request: FastifyRequest): ActContext {
  const { principal, confirmPrincipal } = admissionOf(request);
  const { actor } = principal;
  const key = request.headers['idempotency-key'];
  const context: ActContext = { principal, requestId: request.id, confirm: confirmPrincipal };
  if (typeof key !== 'string' || key === '') return context;
  const digest = requestDigest(request.method, request.url, request.body);
  return { ...context, idempotencyKey: { holder: `${actor.type}:${actor.id}`, key, digest } };
}
