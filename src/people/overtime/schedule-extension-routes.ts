import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  End,
  Instant,
  instantText,
  ListQuery,
  Nullable,
  PageOf,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { extendSchedule } from './extend-schedule.ts';
import { listScheduleExtensions, type ScheduleExtensionRow } from './list-schedule-extensions.ts';

const Extension = Type.Object(
  {
    id: Uuid,
    organisation: Uuid,
    from: Instant,
    until: End,
    reason: Nullable(Type.String(), { description: '人の氏名を示される役割の者にだけ示す' }),
  },
  { title: 'ScheduleExtension' },
);

const Extended = Type.Object(
  { zone: Type.String(), class: Nullable(Type.Integer()), persons: Type.Array(Uuid) },
  { title: 'ExtendedZone' },
);

/** 時間外の延長 of a unit for tonight. */
export const scheduleExtensionRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

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
      const { site } = request.params;
      const { items, next } = await listScheduleExtensions(db, site, request.query, deps.clock.now());
      const named = isTold(principalOf(request), 'name', site);
      return { items: items.map((extension) => extensionBody(extension, named)), next };
    },
  );

  app.post(
    '/sites/:site/schedule-extensions',
    {
      config: { action: 'schedules.extend' },
      schema: {
        summary: '課室の時間帯を今夜だけ延長する（翌日の正午まで）',
        description:
          'opens は、延長の間、自分の許可の時間帯の外でもクラス2以上（未決定を含む）の区域に入れる人です。クラス3でも1人で行えます。許可のない区域に入れるようにはなりません。',
        params: SiteParams,
        body: Type.Object({ organisation: Uuid, until: End, reason: Words }, strict),
        response: { 201: Type.Object({ id: Uuid, from: Instant, opens: Type.Array(Extended) }) },
      },
    },
    async (request, reply) => {
      const { organisation, until, reason } = request.body;
      const draft = { organisationId: organisation, until: new Date(until), reason };
      const { site } = request.params;
      const result = await extendSchedule(deps, actContextOf(request), site, draft);
      return sendResult(request, reply, result, 201);
    },
  );
};

/** An extension as it is shown; `named`: with its reason, whose words may name persons. */
function extensionBody(extension: ScheduleExtensionRow, named: boolean) {
  const { extensionId, organisationId, validFrom, validUntil, reason } = extension;
  return {
    id: extensionId,
    organisation: organisationId,
    from: instantText(validFrom),
    until: instantText(validUntil),
    reason: named ? reason : null,
  };
}
