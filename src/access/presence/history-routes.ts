import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Bound,
  Code,
  End,
  EndBound,
  Instant,
  KnownAt,
  NamedPageOf,
  Nullable,
  PageQuery,
  SiteParams,
  strict,
  UntilSeq,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { reaches, type SomeZones, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Page } from '../../kernel/page.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { parseInterval, parsePastMoment } from '../../zones/hours/parse-site-instant.ts';
import { hadZone } from '../../zones/plan/had-zone.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import {
  type HistoryAsked,
  loadPersonHistory,
  loadZoneHistory,
  type Stay as StayFound,
} from './load-history.ts';

const HistoryQuery = Type.Object(
  {
    ...PageQuery,
    after: Type.Optional(Type.String({ pattern: '^-?[0-9]{1,15}\\.[0-9]{1,15}\\.[0-9]{1,4}$' })),
    from: Bound,
    until: EndBound,
    knownAt: Type.Optional(KnownAt),
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
    learntAt: Instant,
    until: Nullable(End),
    untilSeq: Nullable(UntilSeq),
    untilLearntAt: Nullable(Instant),
  },
  {
    title: 'Stay',
    description: 'since と until は起きた時刻、learntAt と untilLearntAt はそれが記録された時刻',
  },
);

const personUnknown: Refusal = {
  code: 'not-found',
  detail: 'この人は登録されていません。人の識別子を確かめてください。',
};

/** Where somebody was, and who was somewhere, between two instants; from the effects of entries (I9). */
export const historyRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, { pool, clock }) => {
  const db = databaseOf(pool);

  /** What a query asks, its times read in the zone of the site. */
  async function asked(
    site: string,
    query: Static<typeof HistoryQuery>,
  ): Promise<Result<HistoryAsked, Refusal>> {
    const timeZone = await loadTimeZone(db, site);
    const interval = parseInterval(timeZone, query.from, query.until);
    if (!interval.ok) return interval;
    const knownAt = parsePastMoment({ timeZone, now: clock.now() }, 'knownAt', query.knownAt);
    return knownAt.ok ? ok({ ...query, ...interval.value, knownAt: knownAt.value }) : knownAt;
  }

  app.get(
    '/sites/:site/persons/:person/history',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '人の在室履歴（二つの時点の間。起きた順）',
        params: Type.Object({ ...SiteParams.properties, person: Uuid }, strict),
        querystring: HistoryQuery,
        response: { 200: NamedPageOf(Stay) },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      // An empty history says that a person was nowhere, not that there is none.
      if (!(await loadWhoIs(pool, params.site, [params.person])).has(params.person)) {
        return sendProblem(request, reply, personUnknown);
      }
      const history = await asked(params.site, query);
      if (!history.ok) return sendResult(request, reply, history);
      const { seen, named } = visibilityOf(principalOf(request), params.site);
      const page = await loadPersonHistory(pool, params.site, params.person, seen, history.value);
      return sendResult(request, reply, ok({ ...page, names: await namesOf(params.site, page, named) }));
    },
  );

  app.get(
    '/sites/:site/zones/:zone/history',
    {
      config: { action: 'presence.read' },
      schema: {
        summary: '区域の在室履歴（二つの時点の間に誰がいたか。起きた順）',
        params: Type.Object({ ...SiteParams.properties, zone: Code }, strict),
        querystring: HistoryQuery,
        response: { 200: NamedPageOf(Stay) },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const { seen, named } = visibilityOf(principalOf(request), params.site);
      if (!reaches(seen, [params.zone]) || !(await hadZone(db, params.site, params.zone))) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      const history = await asked(params.site, query);
      if (!history.ok) return sendResult(request, reply, history);
      const page = await loadZoneHistory(pool, params.site, params.zone, history.value);
      return sendResult(request, reply, ok({ ...page, names: await namesOf(params.site, page, named) }));
    },
  );

  /** The names of whoever stayed where the viewer may know whom they see; as the log and presence show them. */
  async function namesOf(
    site: string,
    { items }: Page<StayFound>,
    named: SomeZones,
  ): Promise<Record<string, string>> {
    const shown = items.filter(({ zone }) => reaches(named, zone === null ? [] : [zone]));
    const known = await loadWhoIs(
      pool,
      site,
      shown.map(({ person }) => person),
    );
    return Object.fromEntries([...known].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
  }
};
