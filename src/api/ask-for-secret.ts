import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem, sendSlowed } from './send-problem.ts';

/** Answers whoever shows no secret, a wrong one, or one that is over. */
export function askForSecret(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('www-authenticate', 'Bearer');
  return sendProblem(request, reply, { code: 'unauthenticated' });
}

/** Answers whoever shows a wrong secret after many of them: not before so many seconds. */
export function askToWait(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  return sendSlowed(request, reply, {
    seconds,
    code: 'too-many-requests',
    detail: '正しくない主体認証情報が続けて送られています。正しいものは、待たずに通ります。',
  });
}
