import type { FastifyInstance } from 'fastify';
import { findHiddenCharacters } from '../kernel/find-hidden-characters.ts';
import { sendProblem } from './send-problem.ts';

/** Refuses hidden characters in whatever a request says, before anything looks at it. A gateway's events are checked one by one. */
export function setTextGuard(app: FastifyInstance): void {
  app.addHook('preValidation', async (request, reply) => {
    if (request.routeOptions.config.action === 'gateway-events.post') return;
    const { body, query, params } = request;
    const errors = Object.entries({ body, query, params }).flatMap(([part, value]) =>
      findHiddenCharacters(value, part),
    );
    if (errors.length > 0) return sendProblem(request, reply, { code: 'bad-request', errors });
  });
}
