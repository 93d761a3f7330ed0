import type { FastifyInstance } from 'fastify';
import { patternOf } from '../pattern-of.ts';
import { sendProblem } from '../send-problem.ts';

type Known = { readonly pattern: RegExp; readonly methods: Set<string> };

/** Answers 405 with `Allow` where the path is a route's but the method is not (RFC 9110 §15.5.6), else 404. To be set before any route. */
export function setNotFound(app: FastifyInstance): void {
  const known = new Map<string, Known>();

  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const one of [method].flat()) route.methods.add(one);
    known.set(url, route);
  });

  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const allowed = [...known.values()].filter(({ pattern }) => pattern.test(path));
    const methods = [...new Set(allowed.flatMap((route) => [...route.methods]))].sort();
    if (methods.length === 0 || methods.includes(request.method))
      return sendProblem(request, reply, { code: 'not-found' });
    reply.header('allow', methods.join(', '));
    return sendProblem(request, reply, { code: 'method-not-allowed' });
  });
}
