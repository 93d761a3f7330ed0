import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldError, mostErrors, problems, type Refusal } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';

export const problemMediaType = 'application/problem+json';

/** Answers with a problem (RFC 9457): `type` names the code, `instance` the request. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, title } = problems[refusal.code];
  if (status === 503) reply.header('retry-after', '1');
  return reply
    .code(status)
    .type(problemMediaType)
    .serializer(JSON.stringify)
    .send({ type: `/problems/${refusal.code}`, title, status, instance: request.id, ...rest(refusal) });
}

function rest({ detail, errors }: Refusal) {
  return {
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: told(errors) }),
  };
}

/** A place is made of what was sent: beyond this it is cut. */
const longestPlace = 200;

/** No answer is longer for what it repeats of a request; that there is more is said. */
function told(errors: readonly FieldError[]): readonly FieldError[] {
  const first = errors.slice(0, mostErrors).map((one) => ({ ...one, at: cut(one.at) }));
  const untold = errors.length - first.length;
  return untold === 0 ? first : [...first, { at: '', message: `ほかに ${untold} 件あります` }];
}

function cut(at: string): string {
  return at.length <= longestPlace ? at : `${at.slice(0, longestPlace - 1)}…`;
}

/** The same, and after how many seconds it may be asked again, where that is said. */
export function sendSlowed(
  request: FastifyRequest,
  reply: FastifyReply,
  { seconds, ...refusal }: Refusal & { readonly seconds?: number },
): FastifyReply {
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  return sendProblem(request, reply, refusal);
}

/** The value of a use case, or its refusal as a problem. */
export function sendResult<Value>(
  request: FastifyRequest,
  reply: FastifyReply,
  result: Result<Value, Refusal>,
  status = 200,
): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : sendProblem(request, reply, result.refusal);
}
