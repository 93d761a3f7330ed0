import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import {
  Instant,
  instantText,
  ListQuery,
  PageOf,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { pageOf } from '../../kernel/page.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { extendSchedule } from './extend-schedule.ts';
import { scheduleExtensions } from './tables.ts';

const Extension = Type.Object({
  id: Uuid,
  organisation: Uuid,
  from: Instant,
  until: Instant,
  reason: Type.String(),
});

/** 時間外の延長 of a unit for tonight. */
export const scheduleExtensionRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/schedule-extensions',
    {
      config: { action: 'permissions.read' },
      schema: {
        summary: '時間外の延長の一覧',
        params: SiteParams,
        querystring: Type.Object(
          { ...ListQuery, running: Type.Boolean({ default: false, description: '効力のあるものだけ' }) },
          strict,
        ),
        response: { 200: PageOf(Extension) },
      },
    },
    async (request) => {
      const { limit, after, running } = request.query;
      const rows = await databaseOf(deps.pool)
        .select()
        .from(scheduleExtensions)
        .where(
          and(
            eq(scheduleExtensions.siteId, request.params.site),
            isNull(scheduleExtensions.untilSeq),
            after === undefined ? undefined : gt(scheduleExtensions.extensionId, after),
            running ? gt(scheduleExtensions.validUntil, deps.clock.now()) : undefined,
          ),
        )
        .orderBy(asc(scheduleExtensions.extensionId))
        .limit(limit + 1);
      const { items, next } = pageOf(rows, limit, (last) => last.extensionId);
      return {
        items: items.map((row) => ({
          id: row.extensionId,
          organisation: row.organisationId,
          from: instantText(row.validFrom),
          until: instantText(row.validUntil),
          reason: row.reason,
        })),
        next,
      };
    },
  );

  app.post(
    '/sites/:site/schedule-extensions',
    {
      config: { action: 'schedules.extend' },
      schema: {
        summary: '課室の時間帯を今夜だけ延長する（翌日の正午まで）',
        params: SiteParams,
        body: Type.Object({ organisation: Uuid, until: Instant, reason: Words }, strict),
        response: { 201: Type.Object({ id: Uuid, from: Instant }) },
      },
    },
    async (request, reply) => {
      const { organisation, until, reason } = request.body;
      const draft = { organisationId: organisation, until: new Date(until), reason };
      const { site } = request.params;
      const result = await extendSchedule(deps, actContextOf(request), site, draft);
      if (!result.ok) return sendProblem(request, reply, result.refusal);
      return reply.code(201).send(result.value);
    },
  );
};
