import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { etagOf } from '../api/etag.ts';
import { principalOf } from '../api/principal-of.ts';
import { Choice, Created, ListQuery, NamedPageOf, SiteParams, strict, Uuid } from '../api/schemas.ts';
import { sendProblem, sendResult } from '../api/send-problem.ts';
import { isTold } from '../authority/visibility.ts';
import { databaseOf } from '../db/pool.ts';
import { ok } from '../kernel/result.ts';
import { namesShownTo } from '../people/registry/names-shown-to.ts';
import { draftOf, memberDraftOf } from './planning/draft-of.ts';
import { VisitBody } from './planning/draft-schemas.ts';
import { type PlanningDeps, planVisits } from './planning/plan-visits.ts';
import { concernsVisit } from './registry/is-visit-seen.ts';
import { loadVisitViewer } from './review/load-visit-viewer.ts';
import { listVisits } from './shown/list-visits.ts';
import { loadShownVisits } from './shown/load-shown-visits.ts';
import { momentAt } from './shown/moment-at.ts';
import { showVisit } from './shown/show-visit.ts';
import { shownVisitStates } from './shown/shown-visit-state.ts';
import { staffOf } from './shown/staff-of.ts';
import { visitBody } from './shown/visit-body.ts';
import { Visit, VisitWithDays } from './shown/visit-schemas.ts';
import { zonesShownTo } from './shown/zones-shown-to.ts';

const VisitParams = Type.Object({ site: Uuid, visit: Uuid }, strict);
const clause = '2.3.1.1(3)(a)';

/** 訪問 */
export const visitRoutes: FastifyPluginAsyncTypebox<PlanningDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/visits',
    {
      config: { action: 'visits.read', clause },
      schema: {
        summary: '訪問の一覧',
        description:
          'ほかに役割のない職員には、自分が予定した、訪問相手（又はその代理）である、又は付添者に指名された訪問だけを、区域の責任者・担当者には、ほかにその区域を通る訪問を返します。予定した順。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            day: Type.Optional(Type.String({ format: 'date' })),
            state: Type.Optional(Choice(shownVisitStates)),
            host: Type.Optional(Uuid),
          },
          strict,
        ),
        response: { 200: NamedPageOf(Visit) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const moment = await momentAt(deps, site);
      const looking = await loadVisitViewer(db, viewer, site, moment.now);
      const { items, next } = await listVisits(db, site, request.query, looking, moment);
      const visits = await loadShownVisits(db, site, items);
      const named = isTold(viewer, 'name', site);
      const shows = await zonesShownTo(viewer, db, site);
      return {
        items: visits.map(({ whole, arrivals }) => {
          const own = concernsVisit(whole, looking);
          return visitBody(whole, arrivals, moment, { named: named || own, shows: own ? () => true : shows });
        }),
        next,
        names: await namesShownTo(
          viewer,
          db,
          visits.flatMap(({ whole }) => staffOf(whole)),
        ),
      };
    },
  );

  app.get(
    '/sites/:site/visits/:visit',
    {
      config: { action: 'visits.read', clause },
      schema: {
        summary: '訪問を読む（来庁の日ごとに）',
        params: VisitParams,
        response: { 200: VisitWithDays },
      },
    },
    async (request, reply) => {
      const { site, visit } = request.params;
      const shown = await showVisit(deps, principalOf(request), site, visit);
      if (!shown.ok) return sendProblem(request, reply, shown.refusal);
      return reply.header('etag', etagOf(shown.value.version)).send(shown.value.body);
    },
  );

  app.post(
    '/sites/:site/visits',
    {
      config: { action: 'visits.plan', clause: '2.3.1.1(3)(a)(ア)(イ)' },
      schema: {
        summary: '訪問を予定する（訪問相手は、同時に審査できる）',
        params: SiteParams,
        body: VisitBody,
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const draft = draftOf(request.body, request.body.members.map(memberDraftOf));
      if (!draft.ok) return sendProblem(request, reply, draft.refusal);
      const planned = await planVisits(deps, actContextOf(request), site, [{ draft: draft.value, at: '' }]);
      if (!planned.ok) return sendProblem(request, reply, planned.refusal);
      return sendResult(request, reply, ok({ id: planned.value.ids[0] ?? '' }), 201);
    },
  );
};
