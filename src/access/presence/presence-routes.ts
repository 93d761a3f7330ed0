import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Code,
  End,
  Instant,
  ListQuery,
  Nullable,
  PageOf,
  Recorded,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { correctPresence } from './correct-presence.ts';
import { listOccupancy } from './list-occupancy.ts';
import { listPresence } from './list-presence.ts';

const Place = Type.Object(
  {
    person: Uuid,
    kind: Nullable(Type.String()),
    name: Nullable(Type.String()),
    zone: Nullable(Type.String()),
    certainty: Nullable(Type.String()),
    since: Nullable(Instant),
    seq: Nullable(Type.Integer()),
    pending: Nullable(
      Type.Object({ door: Type.String(), from: Type.String(), to: Type.String(), until: End }),
    ),
  },
  { title: 'Presence' },
);
const Count = Type.Object(
  {
    confirmed: Type.Integer(),
    assumed: Type.Integer(),
    inferred: Type.Integer(),
  },
  { title: 'Headcount' },
);

const unknownZone: Refusal = {
  code: 'unprocessable',
  errors: [{ at: 'querystring/zone', message: 'この区域は図面にありません。' }],
};

/** Who is where and how surely, how many, and a guard's correction. */
export const presenceRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const { pool } = deps;

  app.get(
    '/sites/:site/presence',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '在室者（確からしさと通過待ちを含む）',
        params: SiteParams,
        querystring: Type.Object({ ...ListQuery, zone: Type.Optional(Code) }, strict),
        response: { 200: PageOf(Place) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { zone } = request.query;
      if (zone !== undefined && (await findElements(databaseOf(pool), site, 'zone', [zone])).size === 0) {
        return sendProblem(request, reply, unknownZone);
      }
      const visibility = visibilityOf(principalOf(request), site);
      return sendResult(request, reply, {
        ok: true,
        value: await listPresence(pool, site, visibility, request.query),
      });
    },
  );

  app.get(
    '/sites/:site/occupancy',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '区域ごとの在室人数',
        params: SiteParams,
        response: {
          200: Type.Object({
            zones: Type.Array(
              Type.Object({
                zone: Code,
                name: Type.String(),
                staff: Count,
                outsiders: Count,
                arriving: Type.Integer(),
                departing: Type.Integer(),
              }),
            ),
            unknown: Type.Integer(),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { seen } = visibilityOf(principalOf(request), site);
      return sendResult(request, reply, { ok: true, value: await listOccupancy(pool, site, seen) });
    },
  );

  app.post(
    '/sites/:site/presence/:person',
    {
      config: { action: 'presence.correct' },
      schema: {
        summary: '所在を訂正する（zone が null なら不明にする）',
        params: Type.Object({ ...SiteParams.properties, person: Uuid }, strict),
        body: Type.Object({ zone: Nullable(Code), reason: Words }, strict),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, person } = request.params;
      const result = await correctPresence(deps, actContextOf(request), site, person, request.body);
      return sendResult(request, reply, result);
    },
  );
};
