import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Choice, Code, End, Instant, Recorded, SiteParams, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { ok } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import { AppliedBody, appliedAnswer } from '../../permits/applying/applied-body.ts';
import { AbsenceBody } from '../../permits/shown/absence-body.ts';
import { allowTool } from './allow-tool.ts';
import { beginUrgentWork, type UrgentWorkDeps } from './begin-urgent-work.ts';
import { type WorkRequest, workApplication } from './work-application.ts';
import { toolsWithLeave, WorkRequestTerms, type WorkTerms } from './work-terms.ts';
import { Workers } from './workers.ts';

const clause = '2.3.1.1(5)(a)';

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

const UrgentBody = Type.Object(
  {
    persons: Workers,
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    until: End,
    purpose: Words,
    contract: Type.Optional(Uuid),
    attendants: Type.Array(Uuid, { maxItems: 20, uniqueItems: true }),
    cameras: Type.Optional(Type.Array(Code, { maxItems: 50, uniqueItems: true })),
    absence: Type.Optional(Words),
  },
  { ...strict, title: 'UrgentWork' },
);

/** 作業の計画: who works, attends and under which contract (2.3.1.1(5)(a), 別表1 rows 47 to 50). */
export const workPlanRoutes: FastifyPluginAsyncTypebox<UrgentWorkDeps> = async (app, deps) => {
  addApplicationRoutes(app, deps, {
    path: '/sites/:site/works',
    kinds: ['work'],
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
          '認めた責任者の名で直ちに有効になり、終わりから7日のうちに報告します。24時間まで。クラス3では立会者が区域にいなければ認められません。代決は absence（責任者が不在である理由）を書き、責任者が後閲します。',
        params: SiteParams,
        body: UrgentBody,
        response: { 201: AppliedBody },
      },
    },
    async (request, reply) => {
      const { absence, ...said } = request.body;
      const urgent = urgentOf(said, deps.clock.now());
      const result = await beginUrgentWork(deps, actContextOf(request), request.params.site, urgent, absence);
      return sendResult(request, reply, appliedAnswer(result), 201);
    },
  );

  app.post(
    '/sites/:site/works/:permit/tools/:tool/allow',
    {
      config: { action: 'permits.approve', clause },
      schema: {
        summary: '作業での火気・電動工具の使用を許可する',
        params: Type.Object({ site: Uuid, permit: Uuid, tool: Choice(toolsWithLeave) }, strict),
        body: AbsenceBody,
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit, tool } = request.params;
      const absence = request.body?.absence;
      const result = await allowTool(deps, actContextOf(request), site, permit, tool, absence);
      return sendResult(request, reply, result);
    },
  );
};

function urgentOf(
  {
    persons,
    zones,
    until,
    purpose,
    contract,
    attendants,
    cameras,
  }: Omit<Static<typeof UrgentBody>, 'absence'>,
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
