import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf, parseIfMatch } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Code,
  Created,
  Done,
  ListQuery,
  NamedPageOf,
  Names,
  Nullable,
  Reason,
  Recorded,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { changeSystem } from './change-system.ts';
import { endSystem } from './end-system.ts';
import { placesShownTo } from './places-shown-to.ts';
import { registerSystem } from './register-system.ts';
import { surveySystems } from './survey-systems.ts';
import { SystemBody, systemBody, systemFields } from './system-body.ts';
import { findSurvey, findSystem, listSystems } from './system-rows.ts';

const clause = 'METI 41';
const SystemParams = Type.Object({ system: Uuid }, strict);
const ZoneParams = Type.Object({ site: Uuid, zone: Code }, strict);
const surveyFields = { on: Type.String({ format: 'date', description: '確かめた日' }), how: Words };
const SurveyBody = Type.Object({ ...surveyFields, by: Uuid }, { title: 'SystemSurvey' });

const nothing: ReadonlySet<string> = new Set();

/** 情報システムの登録 (METI 41): a pointer into the 台帳, and which zones each system is in. */
export const systemRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const reader = () => ({ db, client: deps.pool, now: deps.clock.now() });

  app.get(
    '/information-systems',
    {
      config: { action: 'information-systems.read', clause },
      schema: {
        summary: '使っている情報システムの一覧',
        description: '区域で絞るときは庁舎も挙げます。隠された部屋は、その部屋を知る人にだけ返します。',
        querystring: Type.Object(
          {
            ...ListQuery,
            organisation: Type.Optional(Uuid),
            site: Type.Optional(Uuid),
            zone: Type.Optional(Code),
          },
          strict,
        ),
        response: { 200: NamedPageOf(SystemBody) },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { site, zone, ...rest } = request.query;
      const hidden = site === undefined ? nothing : await loadHiddenFrom(reader(), principal, site);
      const { items, next } = await listSystems(db, { ...rest, site, zone: site && zone, hidden });
      const isShown = await placesShownTo(
        principal,
        reader(),
        items.flatMap(({ places }) => places),
      );
      const names = await namesShownTo(
        principal,
        db,
        items.map(({ officerId }) => officerId),
      );
      return { items: items.map((system) => systemBody(system, system.places.filter(isShown))), next, names };
    },
  );

  app.post(
    '/information-systems',
    {
      config: { action: 'information-systems.keep', clause },
      schema: {
        summary: '情報システムを登録する',
        description:
          '台帳（METI 41条）の所在だけを登録します。登録した時から、置いてある区域には、その格付にかかる別表の行が効きます。',
        body: Type.Object(systemFields, { ...strict, title: 'InformationSystemDraft' }),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const result = await registerSystem(deps, actContextOf(request), request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  app.get(
    '/information-systems/:system',
    {
      config: { action: 'information-systems.read', clause },
      schema: {
        summary: '情報システムの登録を読む',
        params: SystemParams,
        response: {
          200: Type.Object(
            { ...SystemBody.properties, endReason: Nullable(Type.String()), names: Names },
            { title: 'InformationSystemEntry' },
          ),
        },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const system = await findSystem(db, request.params.system);
      if (system === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const isShown = await placesShownTo(principal, reader(), system.places);
      const names = await namesShownTo(principal, db, [system.officerId]);
      const body = systemBody(system, system.places.filter(isShown));
      return reply
        .header('etag', etagOf(system.fromSeq))
        .send({ ...body, endReason: system.endReason, names });
    },
  );

  app.patch(
    '/information-systems/:system',
    {
      config: { action: 'information-systems.keep', clause },
      schema: {
        summary: '情報システムの登録を変える（置いてある区域も）',
        params: SystemParams,
        body: Type.Partial(Type.Object(systemFields), {
          ...strict,
          minProperties: 1,
          title: 'InformationSystemChange',
        }),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const ifMatch = parseIfMatch(request);
      if (!ifMatch.ok) return sendProblem(request, reply, ifMatch.refusal);
      const { system } = request.params;
      const changed = await changeSystem(deps, actContextOf(request), system, ifMatch.value, request.body);
      return sendResult(request, reply, changed);
    },
  );

  app.post(
    '/information-systems/:system/end',
    {
      config: { action: 'information-systems.keep', clause: 'METI 39' },
      schema: {
        summary: '情報システムの廃止を記録する',
        params: SystemParams,
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { reason } = request.body;
      const ended = await endSystem(deps, actContextOf(request), request.params.system, reason);
      return sendResult(request, reply, ended);
    },
  );

  app.get(
    '/sites/:site/zones/:zone/systems-survey',
    {
      config: { action: 'information-systems.survey-read', clause },
      schema: {
        summary: '区域の情報システムが最後に確かめられたとき',
        params: ZoneParams,
        response: { 200: Type.Object({ survey: Nullable(SurveyBody), names: Names }) },
      },
    },
    async (request, reply) => {
      const { site, zone } = request.params;
      const principal = principalOf(request);
      const isShown = await placesShownTo(principal, reader(), [{ site, zone }]);
      const isThere = (await findZones(db, site, [zone])).has(zone);
      if (!isThere || !isShown({ site, zone })) return sendProblem(request, reply, { code: 'not-found' });
      const found = await findSurvey(db, site, zone);
      const survey = found && { on: found.surveyedOn, how: found.how, by: found.surveyedBy };
      const names = await namesShownTo(principal, db, [found?.surveyedBy ?? null]);
      return { survey: survey ?? null, names };
    },
  );

  app.post(
    '/sites/:site/zones/:zone/systems-survey',
    {
      config: { action: 'information-systems.survey', clause: 'METI 43(3)' },
      schema: {
        summary: '区域の情報システムはすべて登録されていると記録する',
        description:
          'クラス2 以下の区域では、この後、要保護情報・要安定情報を扱うものがあるかを登録だけが答えます。クラス3 以上とクラスの未決定の区域では、図面の値も効き続けます。',
        params: ZoneParams,
        body: Type.Object(surveyFields, { ...strict, title: 'SystemSurveyDraft' }),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, zone } = request.params;
      const result = await surveySystems(deps, actContextOf(request), site, zone, request.body);
      return sendResult(request, reply, result);
    },
  );
};
