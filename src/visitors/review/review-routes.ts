import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Done,
  Instant,
  instantText,
  Name,
  Names,
  Reason,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import { reviewPoints } from '../registry/host-review.ts';
import { listUnanswered } from './list-unanswered.ts';
import { recordUnansweredCall } from './record-unanswered-call.ts';
import { reviewDestination } from './review-destination.ts';
import { withdrawReview } from './withdraw-review.ts';

const clause = '2.3.1.1(3)(a)(ウ)';
const DestinationParams = Type.Object({ site: Uuid, visit: Uuid, destination: Uuid }, strict);

/** What is examined of whom: a page shows members and zones, and sends back those it showed. */
const examination = {
  examined: Type.Array(Choice(reviewPoints), {
    uniqueItems: true,
    description: '確かめたこと。すべて揃わなければ審査にならない',
  }),
  words: Type.Optional(Words),
  members: Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true }),
  zones: Type.Array(Code, {
    minItems: 1,
    maxItems: 500,
    uniqueItems: true,
    description: '見た訪問先の区域のすべて。今の訪問先と違えば 409',
  }),
};

const Reviewed = Type.Object({ by: Uuid, at: Instant }, { title: 'Reviewed' });

const Unanswered = Type.Object(
  {
    visit: Uuid,
    destination: Uuid,
    host: Uuid,
    calls: Type.Array(Type.Object({ called: Uuid, extension: Type.String(), at: Instant })),
    next: Type.Object(
      { call: Type.Array(Uuid), at: Instant, due: Type.Boolean() },
      { description: '次にだれに、いつから電話するか。due ならその時刻が来ている' },
    ),
  },
  { title: 'UnansweredDestination' },
);

/** 審査: by the host, a deputy, or told by telephone. */
export const reviewRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const at = '/sites/:site/visits/:visit/destinations/:destination';

  app.post(
    `${at}/review`,
    {
      config: { action: 'visits.review', clause },
      schema: {
        summary: '訪問相手又はその代理として審査する',
        params: DestinationParams,
        body: Type.Object(examination, strict),
        response: { 200: Reviewed },
      },
    },
    async (request, reply) => {
      const { site, visit, destination } = request.params;
      const named = { visitId: visit, destinationId: destination };
      return sendResult(
        request,
        reply,
        await reviewDestination(deps, actContextOf(request), site, named, request.body),
      );
    },
  );

  app.post(
    `${at}/telephone-review`,
    {
      config: { action: 'visits.desk', clause },
      schema: {
        summary: '電話で受けた審査を書き留める（電話確認。だれが、どの内線で、いつ）',
        params: DestinationParams,
        body: Type.Object({ ...examination, by: Uuid, extension: Name, at: Instant }, strict),
        response: { 200: Reviewed },
      },
    },
    async (request, reply) => {
      const { site, visit, destination } = request.params;
      const { by, extension, at: calledAt, ...said } = request.body;
      const named = { visitId: visit, destinationId: destination };
      const call = { by, extension, at: new Date(calledAt) };
      return sendResult(
        request,
        reply,
        await reviewDestination(deps, actContextOf(request), site, named, { ...said, call }),
      );
    },
  );

  app.post(
    `${at}/withdraw-review`,
    {
      config: { action: 'visits.review', clause },
      schema: {
        summary: '審査を取り消す（この時からその訪問先に入れない。出ることは妨げない）',
        params: DestinationParams,
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, visit, destination } = request.params;
      const named = { visitId: visit, destinationId: destination };
      const { reason } = request.body;
      return sendResult(
        request,
        reply,
        await withdrawReview(deps, actContextOf(request), site, named, reason),
      );
    },
  );

  app.post(
    `${at}/unanswered-call`,
    {
      config: { action: 'visits.desk' },
      schema: {
        summary: '訪問相手、代理又は課室の責任者が電話に出なかったことを書き留める',
        params: DestinationParams,
        body: Type.Object({ called: Uuid, extension: Name }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, visit, destination } = request.params;
      const named = { visitId: visit, destinationId: destination };
      return sendResult(
        request,
        reply,
        await recordUnansweredCall(deps, actContextOf(request), site, named, request.body),
      );
    },
  );

  app.get(
    '/sites/:site/unanswered-calls',
    {
      config: { action: 'visits.desk' },
      schema: {
        summary: '訪問相手が電話に出ず、まだ審査されていない訪問先（長く待つものから）',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(Unanswered), names: Names }) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { secondContactMinutes: minutes } = await loadVisitorSettings(db, site);
      const now = deps.clock.now();
      const found = await listUnanswered(db, site, { minutes, now });
      const named = found.flatMap(({ next, calls }) => [...next.call, ...calls.map(({ called }) => called)]);
      return {
        items: found.map(({ visitId, destinationId, hostId, calls, next }) => ({
          visit: visitId,
          destination: destinationId,
          host: hostId,
          calls: calls.map((call) => ({ ...call, at: instantText(call.at) })),
          next: { call: [...next.call], at: instantText(next.at), due: next.at <= now },
        })),
        names: await namesShownTo(principalOf(request), db, named),
      };
    },
  );
};
