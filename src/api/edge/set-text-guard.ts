import type { FastifyInstance, preValidationAsyncHookHandler } from 'fastify';
import { findingHiddenCharacters } from '../../kernel/finding-hidden-characters.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { sendProblem } from '../send-problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route looks for hidden characters itself, part by part: a fault in one is not the whole request's. */
    readonly ownTextCheck?: true;
  }
}

/**
 * Refuses hidden characters in whatever a request says, before anything looks at it, on every route below `app` that
 * its config does not excuse. An excused route pays nothing for it. To be set before any route.
 */
export function setTextGuard(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.ownTextCheck === true) return;
    route.preValidation = [refuseHiddenCharacters, ...[route.preValidation ?? []].flat()];
  });
}

const refuseHiddenCharacters: preValidationAsyncHookHandler = async (request, reply) => {
  const { body, query, params } = request;
  const errors: FieldError[] = [];
  for (const [part, value] of Object.entries({ '': body, '/query': query, '/path': params })) {
    errors.push(...(await inSlices(findingHiddenCharacters(value, part))));
  }
  if (errors.length > 0) return sendProblem(request, reply, { code: 'bad-request', errors });
};
