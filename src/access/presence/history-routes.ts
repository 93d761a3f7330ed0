import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Bound,
  Code,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok } from '../../kernel/result.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { parseInterval } from '../../zones/hours/parse-site-instant.ts';
import { hadZone } from '../../zones/plan/had-zone.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { loadPersonHistory, loadZoneHistory } from './load-history.ts';

const HistoryQuery = Type.Object(
  {
    ...PageQuery,
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}\\.[0-9]{1,4}$' })),
    from: Bound,
    until: Bound,
  },
  strict,
);
const Stay = Type.Object(
  {
    person: Uuid,
    zone: Nullable(Type.String()),
    certainty: Type.String(),
    since: Instant,
    seq: Type.Integer(),
    until: Nullable(Instant),
    untilSeq: Nullable(Type.Integer()),
  },
  { title: 'Stay' },
);

const personUnknown: Refusal = {
  code: 'not-found',
  detail: 'この人は登録されていません。人の識別子を確かめてください。',
};

/** Where somebody was, and who was somewhere, between two instants; from the effects of entries (I9). */
export const historyRoutes: FastifyPluginAsyncTypebox<{ readonly pool: Pool }> = async (app, { pool }) => {
  const db = databaseOf(pool);
  app.get(
    '/sites/:site/persons/:person/history',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '人の在室履歴（二つの時点の間）',
        params: Type.Object({ ...SiteParams.properties, person: Uuid }, strict),
        querystring: HistoryQuery,
        response: { 200: PageOf(Stay) },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      // An empty history says that a person was nowhere, not that there is none.
      if ((await findPerson(db, params.person)) === undefined) {
        return sendProblem(request, reply, personUnknown);
      }
      const interval = parseInterval(await loadTimeZone(db, params.site), query.from, query.until);
      if (!interval.ok) return sendResult(request, reply, interval);
      const asked = { ...query, ...interval.value };
      const { seen } = visibilityOf(principalOf(request), params.site);
      return sendResult(
        request,
        reply,
        ok(await loadPersonHistory(pool, params.site, params.person, seen, asked)),
      );
    },
  );

  app.get(
    '/sites/:site/zones/:zone/history',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '区域の在室履歴（二つの時点の間に誰がいたか）',
        params: Type.Object({ ...SiteParams.properties, zone: Code }, strict),
        querystring: HistoryQuery,
        response: { 200: PageOf(Stay) },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const { seen } = visibilityOf(principalOf(request), params.site);
      if (!reaches(seen, [params.zone]) || !(await hadZone(db, params.site, params.zone))) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      const interval = parseInterval(await loadTimeZone(db, params.site), query.from, query.until);
      if (!interval.ok) return sendResult(request, reply, interval);
      const asked = { ...query, ...interval.value };
      return sendResult(request, reply, ok(await loadZoneHistory(pool, params.site, params.zone, asked)));
    },
  );
};
