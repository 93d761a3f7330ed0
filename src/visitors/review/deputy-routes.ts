import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Created,
  Done,
  End,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  Reason,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { judgeAccess } from '../../authority/judge-access.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { listDeputies } from './deputy-rows.ts';
import { endDeputy } from './end-deputy.ts';
import { nameDeputy } from './name-deputy.ts';

const DeputyParams = Type.Object({ site: Uuid, deputy: Uuid }, strict);
const Deputy = Type.Object(
  { id: Uuid, host: Uuid, deputy: Uuid, from: Instant, until: End },
  { title: 'Deputy' },
);

/** 代理: who reviews for a host within a period. */
export const deputyRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/deputies',
    {
      config: { action: 'deputies.read' },
      schema: {
        summary: '審査の代理の一覧',
        description: 'ほかに役割のない職員には、自分の代理と、自分が代理を務めるものだけを返します。',
        params: SiteParams,
        querystring: Type.Object(ListQuery, strict),
        response: { 200: NamedPageOf(Deputy) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const seesAll = judgeAccess(viewer, 'deputies.read-all', site) === 'allowed';
      const concerning = seesAll ? undefined : viewer.actor.id;
      const { items, next } = await listDeputies(
        db,
        site,
        { ...request.query, concerning },
        deps.clock.now(),
      );
      return {
        items: items.map(({ deputyId, hostId, personId, validFrom, validUntil }) => ({
          id: deputyId,
          host: hostId,
          deputy: personId,
          from: instantText(validFrom),
          until: instantText(validUntil),
        })),
        next,
        names: await namesShownTo(
          viewer,
          db,
          items.flatMap(({ hostId, personId }) => [hostId, personId]),
        ),
      };
    },
  );

  app.post(
    '/sites/:site/deputies',
    {
      config: { action: 'deputies.change' },
      schema: {
        summary: '審査の代理を期間を決めて指名する',
        params: SiteParams,
        body: Type.Object({ host: Uuid, deputy: Uuid, from: Instant, until: End }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { host, deputy, from, until } = request.body;
      const draft = { hostId: host, personId: deputy, from: new Date(from), until: new Date(until) };
      const result = await nameDeputy(deps, actContextOf(request), request.params.site, draft);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/deputies/:deputy/end',
    {
      config: { action: 'deputies.change' },
      schema: {
        summary: '審査の代理を期間の前に終わらせる（すでにされた審査は残る）',
        params: DeputyParams,
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, deputy } = request.params;
      const { reason } = request.body;
      return sendResult(request, reply, await endDeputy(deps, actContextOf(request), site, deputy, reason));
    },
  );
};
