import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Bound, EndBound, Instant, instantText, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { loadUnheldConsoles } from '../../consoles/register/load-unheld-consoles.ts';
import { databaseOf } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { parseBounds } from '../../zones/hours/parse-site-instant.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';

const usualDays = 30;
const mostDays = 92;

/** 0時にだれもいなかった端末: each midnight of a period at which nobody kept a console that is kept at every hour. */
export const unheldConsoleRoutes: FastifyPluginAsyncTypebox<Pick<ActDeps, 'pool' | 'clock'>> = async (
  app,
  { pool, clock },
) => {
  app.get(
    '/sites/:site/consoles/unheld',
    {
      config: { action: 'consoles.read', clause: '2.2.1.3(1)(a)' },
      schema: {
        summary: '24時間だれかがいるはずの端末に、0時にサインインしている人がいなかったこと',
        description: `期間の、それぞれの0時（庁舎の時間帯）について、記録から答えます。指定がなければ今までの${usualDays}日。長くて${mostDays}日です。`,
        params: SiteParams,
        querystring: Type.Object({ from: Type.Optional(Bound), until: Type.Optional(EndBound) }, strict),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({ console: Uuid, name: Type.String(), at: Instant }, { title: 'UnheldConsole' }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const db = databaseOf(pool);
      const bounds = parseBounds(await loadTimeZone(db, site), request.query.from, request.query.until);
      if (!bounds.ok) return sendProblem(request, reply, bounds.refusal);
      // The midnight that is now has been.
      const now = new Date(clock.now().getTime() + 1);
      const asked = bounds.value.until ?? now;
      const until = asked < now ? asked : now;
      const from = bounds.value.from ?? new Date(until.getTime() - usualDays * dayMs);
      if (until.getTime() - from.getTime() > mostDays * dayMs) return sendProblem(request, reply, tooLong);
      const unheld = await loadUnheldConsoles(db, { from, until }, site);
      return {
        items: unheld.map(({ consoleId, name, at }) => ({ console: consoleId, name, at: instantText(at) })),
      };
    },
  );
};

const tooLong = {
  code: 'bad-request',
  errors: [{ at: '/query', message: `期間は${mostDays}日までにしてください` }],
} as const;
