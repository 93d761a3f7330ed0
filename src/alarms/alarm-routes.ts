import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../api/principal-of.ts';
import { Choice, Instant, Nullable, PageOf, PageQuery, SiteParams, strict } from '../api/schemas.ts';
import { sendResult } from '../api/send-problem.ts';
import { visibilityOf } from '../authority/visibility.ts';
import { databaseOf, type Pool } from '../db/pool.ts';
import { ok } from '../kernel/result.ts';
import { findDoors } from '../zones/plan/find-doors.ts';
import { listAlarms } from './list-alarms.ts';

const Alarm = Type.Object(
  {
    id: Type.String(),
    seq: Type.Integer(),
    kind: Type.String(),
    state: Type.String(),
    active: Type.Boolean(),
    priority: Type.Integer({ description: '1 が最も急ぐ' }),
    instruction: Type.Unsafe<string | null>({
      ...Nullable(Type.String()),
      description: '警備員がまず行うこと',
    }),
    door: Nullable(Type.String()),
    gateway: Nullable(Type.String()),
    person: Nullable(Type.String()),
    raisedAt: Instant,
  },
  { title: 'Alarm' },
);
const State = Choice(['raised', 'acknowledged', 'resolved']);

/** Alarms as raised by entries; they are read here, and acted on elsewhere. */
export const alarmRoutes: FastifyPluginAsyncTypebox<{ readonly pool: Pool }> = async (app, { pool }) => {
  app.get(
    '/sites/:site/alarms',
    {
      config: { action: 'alarms.read' },
      schema: {
        summary: '警報の一覧（新しい順）',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...PageQuery,
            after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}\\.[0-9]{1,4}$' })),
            state: Type.Optional(State),
            active: Type.Optional(Type.Boolean()),
          },
          strict,
        ),
        response: { 200: PageOf(Alarm) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { seen } = visibilityOf(principalOf(request), site);
      const doors = seen === 'all' ? null : await findDoors(databaseOf(pool), site, [...seen]);
      return sendResult(request, reply, ok(await listAlarms(pool, site, doors, request.query)));
    },
  );
};
