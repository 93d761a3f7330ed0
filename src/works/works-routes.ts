import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { principalOf } from '../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  End,
  Instant,
  instantText,
  NoBody,
  Nullable,
  Recorded,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../api/schemas.ts';
import { sendProblem, sendResult } from '../api/send-problem.ts';
import { recordsSeen } from '../authority/records-seen.ts';
import { databaseOf } from '../db/pool.ts';
import { ok } from '../kernel/result.ts';
import { addApplicationRoutes } from '../permits/applying/add-application-routes.ts';
import { AppliedBody, appliedAnswer } from '../permits/applying/applied-body.ts';
import type { PermitDeps } from '../permits/applying/apply-for-permit.ts';
import { loadPermitVersions } from '../permits/registry/permit-rows.ts';
import { isPermitSeen } from '../permits/shown/is-permit-seen.ts';
import { beginWork, type WorkDeps } from './occurrences/begin-work.ts';
import { changeWorkers } from './occurrences/change-workers.ts';
import { endWork } from './occurrences/end-work.ts';
import { type RoundLine, roundFaults } from './occurrences/judge-round.ts';
import { loadOccurrences } from './occurrences/occurrence-rows.ts';
import { relieveAttendant } from './occurrences/relieve-attendant.ts';
import { allowTool } from './plan/allow-tool.ts';
import { beginUrgentWork } from './plan/begin-urgent-work.ts';
import { type WorkRequest, workApplication } from './plan/work-application.ts';
import { toolsWithLeave, WorkRequestTerms, type WorkTerms } from './plan/work-terms.ts';

const clause = '2.3.1.1(5)(a)';

const WorkParams = Type.Object({ site: Uuid, permit: Uuid }, strict);

const Workers = Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true });

const Count = Type.Integer({ minimum: 0, maximum: 10_000 });

const WorkBody = Type.Object(
  {
    persons: Workers,
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    purpose: Words,
    terms: WorkRequestTerms,
  },
  { ...strict, title: 'WorkApplication' },
);

const RoundBody = Nullable(
  Type.Array(
    Type.Object(
      {
        point: Type.Integer({ description: '計画の何番目の巡回点か' }),
        zone: Code,
        is: Choice(Object.keys(roundFaults)),
        says: Type.String(),
        at: Nullable(Instant),
      },
      { title: 'RoundLine' },
    ),
  ),
  { description: '巡回点のうち計画のとおりでなかったもの。巡回点のない作業では null' },
);

const UrgentBody = Type.Object(
  {
    persons: Workers,
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    until: End,
    purpose: Words,
    contract: Type.Optional(Uuid),
    attendants: Type.Array(Uuid, { maxItems: 20, uniqueItems: true }),
    cameras: Type.Optional(Type.Array(Code, { maxItems: 50, uniqueItems: true })),
  },
  { ...strict, title: 'UrgentWork' },
);

/** 作業の立会 (2.3.1.1(5)(a), 別表1 rows 47 to 50). */
export const worksRoutes: FastifyPluginAsyncTypebox<PermitDeps & WorkDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  addApplicationRoutes(app, deps, {
    path: '/sites/:site/works',
    clause,
    params: SiteParams,
    body: WorkBody,
    words: {
      summary: '作業を計画し、申請し、又は届け出る',
      description:
        '答えの rule が、効いている対策（行47〜50、値、その根拠、誰が許可するか）です。職員の作業と業者の作業は分けて計画します。',
      resubmit: '差し戻された作業の計画を直して出し直す',
    },
    applicationOf: ({ terms, ...asked }) => {
      const tools = (terms.tools ?? []).map((tool) => ({ tool, leave: null }));
      return ok(workApplication({ ...asked, terms: { ...terms, tools } }));
    },
  });

  app.post(
    '/sites/:site/works/urgent',
    {
      config: { action: 'works.urgent', clause },
      schema: {
        summary: '計画によらない緊急の作業を認める（緊急保守）',
        description:
          '認めた責任者の名で直ちに有効になり、終わりから7日のうちに報告します。24時間まで。クラス3では立会者が区域にいなければ認められません。',
        params: SiteParams,
        body: UrgentBody,
        response: { 201: AppliedBody },
      },
    },
    async (request, reply) => {
      const urgent = urgentOf(request.body, deps.clock.now());
      const result = await beginUrgentWork(deps, actContextOf(request), request.params.site, urgent);
      return sendResult(request, reply, appliedAnswer(result), 201);
    },
  );

  app.post(
    '/sites/:site/works/:permit/workers',
    {
      config: { action: 'permits.apply', clause },
      schema: {
        summary: '作業員を届け出る（締切りまで。いつも全員を送る）',
        params: WorkParams,
        body: Type.Object({ persons: Workers }, strict),
        response: { 200: Type.Object({ workers: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { persons } = request.body;
      return sendResult(
        request,
        reply,
        await changeWorkers(deps, actContextOf(request), site, permit, persons),
      );
    },
  );

  app.post(
    '/sites/:site/works/:permit/tools/:tool/allow',
    {
      config: { action: 'permits.decide', clause },
      schema: {
        summary: '作業での火気・電動工具の使用を許可する',
        params: Type.Object({ site: Uuid, permit: Uuid, tool: Choice(toolsWithLeave) }, strict),
        body: NoBody,
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit, tool } = request.params;
      return sendResult(request, reply, await allowTool(deps, actContextOf(request), site, permit, tool));
    },
  );

  app.post(
    '/sites/:site/works/:permit/begin',
    {
      config: { action: 'permits.use', clause },
      schema: {
        summary: '作業を始める（立会者と、入る作業員の人数）',
        params: WorkParams,
        body: Type.Object({ attendant: Type.Optional(Uuid), workers: Count }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await beginWork(deps, actContextOf(request), site, permit, request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/works/:permit/relieve',
    {
      config: { action: 'permits.use', clause },
      schema: {
        summary: '立会いを交代する（交代する人が区域に入ってから）',
        params: WorkParams,
        body: Type.Object({ attendant: Uuid }, strict),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { attendant } = request.body;
      return sendResult(
        request,
        reply,
        await relieveAttendant(deps, actContextOf(request), site, permit, attendant),
      );
    },
  );

  app.post(
    '/sites/:site/works/:permit/end',
    {
      config: { action: 'permits.use', clause },
      schema: {
        summary: '作業を終える（出た作業員の人数と結果）',
        params: WorkParams,
        body: Type.Object({ workers: Count, result: Words }, strict),
        response: {
          200: Type.Object({
            missing: Type.Integer({ description: '入った人数から出た人数を引いた数' }),
            inside: Type.Array(Uuid, { description: '扉の記録でまだ作業の区域にいる作業員' }),
            round: RoundBody,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await endWork(deps, actContextOf(request), site, permit, request.body);
      if (!result.ok) return sendResult(request, reply, result);
      const { missing, inside, round } = result.value;
      return sendResult(request, reply, ok({ missing, inside: [...inside], round: roundBody(round) }));
    },
  );

  app.get(
    '/sites/:site/works/:permit/occurrences',
    {
      config: { action: 'permits.read', clause },
      schema: {
        summary: '作業の実施と立会いの記録',
        params: WorkParams,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object(
                {
                  id: Uuid,
                  attendant: Nullable(Uuid),
                  begunAt: Instant,
                  workersIn: Type.Integer(),
                  endedAt: Nullable(Instant),
                  workersOut: Nullable(Type.Integer()),
                  result: Nullable(Type.String()),
                  round: RoundBody,
                },
                { title: 'WorkOccurrence' },
              ),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const [current] = await loadPermitVersions(db, site, permit);
      const seen = recordsSeen(principalOf(request), site, 'permits.read');
      if (current?.kind !== 'work' || !isPermitSeen(current, seen)) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      const rows = await loadOccurrences(db, site, permit);
      return {
        items: rows.map(
          ({ occurrenceId, attendantId, begunAt, endedAt, workersIn, workersOut, result, round }) => ({
            id: occurrenceId,
            attendant: attendantId,
            begunAt: instantText(begunAt),
            workersIn,
            endedAt: endedAt && instantText(endedAt),
            workersOut,
            result,
            round: roundBody(round),
          }),
        ),
      };
    },
  );
};

function roundBody(round: readonly RoundLine[] | null): Static<typeof RoundBody> {
  return round === null ? null : round.map((line) => ({ ...line, says: roundFaults[line.is] }));
}

function urgentOf(
  { persons, zones, until, purpose, contract, attendants, cameras }: Static<typeof UrgentBody>,
  now: Date,
): WorkRequest {
  const terms: WorkTerms = {
    form: 'urgent',
    attendants,
    tools: [],
    ...(contract === undefined ? {} : { contract }),
    ...(cameras === undefined ? {} : { cameras }),
  };
  return { persons, zones, from: now, until: new Date(until), purpose, terms };
}
