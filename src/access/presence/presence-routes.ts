import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Code,
  End,
  Instant,
  KnownAt,
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
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { parsePastMoment } from '../../zones/hours/parse-site-instant.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { hadZone } from '../../zones/plan/had-zone.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { correctPresence, type PlacingDeps } from './correct-presence.ts';
import { listOccupancy } from './list-occupancy.ts';
import { listPresence } from './list-presence.ts';
import type { PastMoment } from './places-at.ts';

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
  errors: [{ at: '/query/zone', message: 'この区域は図面にありません。' }],
};

const Moment = {
  at: Type.Optional(
    Type.String({
      maxLength: 40,
      description: '日時。この時点の在室（なければ今。通過待ちは今だけ）。日付だけならその日の 0 時',
    }),
  ),
  knownAt: Type.Optional(KnownAt),
};

/** Who is where and how surely, how many, now or at a past moment, and a guard's correction. */
export const presenceRoutes: FastifyPluginAsyncTypebox<PlacingDeps> = async (app, deps) => {
  const { pool, clock } = deps;
  const db = databaseOf(pool);

  /** Which moment a query asks about, read in the zone of the site; undefined = the present. */
  async function pastOf(
    site: string,
    query: { readonly at?: string; readonly knownAt?: string },
  ): Promise<Result<PastMoment | undefined, Refusal>> {
    if (query.at === undefined && query.knownAt === undefined) return ok(undefined);
    const then = { timeZone: await loadTimeZone(db, site), now: clock.now() };
    const at = parsePastMoment(then, 'at', query.at);
    if (!at.ok) return at;
    const knownAt = parsePastMoment(then, 'knownAt', query.knownAt);
    return knownAt.ok ? ok({ at: at.value, knownAt: knownAt.value }) : knownAt;
  }

  /** A zone of the present plan; of a past moment one that ever was. */
  async function isZone(site: string, zone: string, past: PastMoment | undefined): Promise<boolean> {
    if (past !== undefined) return hadZone(db, site, zone);
    return (await findElements(db, site, 'zone', [zone])).size > 0;
  }

  app.get(
    '/sites/:site/presence',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '在室者（確からしさと通過待ちを含む）',
        params: SiteParams,
        querystring: Type.Object({ ...ListQuery, zone: Type.Optional(Code), ...Moment }, strict),
        response: { 200: PageOf(Place) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { zone } = request.query;
      const past = await pastOf(site, request.query);
      if (!past.ok) return sendResult(request, reply, past);
      const visibility = visibilityOf(principalOf(request), site);
      const isHidden = async (one: string) =>
        !reaches(visibility.rooms, [one]) && (await loadConcealed(db, site)).has(one);
      if (zone !== undefined && (!(await isZone(site, zone, past.value)) || (await isHidden(zone)))) {
        return sendProblem(request, reply, unknownZone);
      }
      const asked = { ...request.query, past: past.value };
      return sendResult(request, reply, ok(await listPresence(pool, site, visibility, asked)));
    },
  );

  app.get(
    '/sites/:site/occupancy',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '区域ごとの在室人数',
        params: SiteParams,
        querystring: Type.Object(Moment, strict),
        response: {
          200: Type.Object({
            zones: Type.Array(
              Type.Object({
                zone: Code,
                name: Type.String(),
                staff: Count,
                outsiders: Count,
                arriving: Nullable(Type.Integer()),
                departing: Nullable(Type.Integer()),
              }),
            ),
            unknown: Type.Integer(),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const past = await pastOf(site, request.query);
      if (!past.ok) return sendResult(request, reply, past);
      const { seen } = visibilityOf(principalOf(request), site);
      return sendResult(request, reply, ok(await listOccupancy(pool, site, seen, past.value)));
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
