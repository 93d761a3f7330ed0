import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Check } from '../../db/judge-readiness.ts';
import { Choice } from '../schemas.ts';

const State = Choice(['ok', 'warning', 'failed']);
const Checks = Type.Object(
  {
    status: Choice(['ready', 'ready-with-warnings', 'not-ready']),
    checks: Type.Array(Type.Object({ name: Type.String(), state: State, says: Type.String() })),
  },
  { title: 'Readiness' },
);

/** `/healthz`: the process answers. `/readyz`: what it needs to record a passage is there; 503 where not. */
export const healthRoutes: FastifyPluginAsyncTypebox<{
  readonly checkReadiness: () => Promise<readonly Check[]>;
}> = async (app, { checkReadiness }) => {
  app.get(
    '/healthz',
    {
      config: { action: 'public' },
      schema: {
        summary: '動いているか',
        response: { 200: Type.Object({ status: Type.Literal('live') }) },
      },
    },
    async () => ({ status: 'live' as const }),
  );

  app.get(
    '/readyz',
    {
      config: { action: 'public' },
      schema: {
        summary: '通行を判定し記録できるか',
        response: { 200: Checks, 503: Checks },
      },
    },
    async (_request, reply) => {
      const checks = await checkReadiness();
      const failed = checks.some(({ state }) => state === 'failed');
      const warned = checks.some(({ state }) => state === 'warning');
      const status = failed ? 'not-ready' : warned ? 'ready-with-warnings' : 'ready';
      reply.header('cache-control', 'no-store');
      return reply.code(failed ? 503 : 200).send({ status, checks: [...checks] });
    },
  );
};
