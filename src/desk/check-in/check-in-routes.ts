import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { sendResult } from '../../api/send-problem.ts';
import { checkIn, type DeskDeps } from './check-in.ts';
import { checkOut } from './check-out.ts';
import {
  CheckInBody,
  CheckOutBody,
  DeskAnswerBody,
  ExamineBody,
  MeetBody,
  RefuseBody,
  SecondCheckBody,
  StepBody,
  TurnedClosedBody,
  VisitParams,
} from './desk-schemas.ts';
import { endTurnedClosed } from './end-turned-closed.ts';
import { examine } from './examine.ts';
import { meet } from './meet.ts';
import { missVisitors } from './miss-visitors.ts';
import { refuseVisitors } from './refuse-visitors.ts';
import { secondCheck } from './second-check.ts';
import { stepIn } from './step-in.ts';
import { stepOut } from './step-out.ts';

const config = { action: 'visits.desk', clause: '2.3.1.1(3)' } as const;
const answers = { params: VisitParams, response: { 200: DeskAnswerBody } } as const;

/** Steps that ask for nothing but whom they are for. */
const plainSteps = {
  'step-out': { summary: '一時退出を記録する（通行証は受付で預かる）', take: stepOut },
  'step-in': { summary: '再入館を記録する', take: stepIn },
  miss: { summary: '来庁がなかったことを記録する', take: missVisitors },
} as const;

const plainNames = ['step-out', 'step-in', 'miss'] as const satisfies (keyof typeof plainSteps)[];

/** 受付: who comes in and goes, step by step. */
export const checkInRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/visits/:visit/check-in',
    {
      config,
      schema: {
        ...answers,
        summary: '訪問者を受け付ける',
        description:
          '身元の確認、所持品の検査、通行証をまとめて記録します。一行を一度に受け付けられ、足りないことがある人だけが残ります。',
        body: CheckInBody,
      },
    },
    async (request, reply) => {
      const { site, visit } = request.params;
      const result = await checkIn(deps, actContextOf(request), site, visit, request.body);
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/sites/:site/visits/:visit/examine',
    {
      config,
      schema: {
        ...answers,
        summary: '受付の前に、身元の確認、所持品の検査、通行証を順不同に記録する',
        description: 'どれも、それだけではだれも入れません。受付（check-in）がまとめて数えます。',
        body: ExamineBody,
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const asked = { siteId, visitId, ...request.body };
      return sendResult(request, reply, await examine(deps, actContextOf(request), asked));
    },
  );

  app.post(
    '/sites/:site/visits/:visit/second-check',
    {
      config,
      schema: {
        ...answers,
        summary: '受け付けた訪問者の身元を、二つ目の受付で、又はより確かな方法で確かめる',
        description:
          '合同庁舎で、別の組織の受付がその組織の区域のために確かめます。通行証は同じまま、その区域が加わります（別表1 行26、27 の ※3）。remaining は、先の区域の扉でまだ足りないことです。',
        body: SecondCheckBody,
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const asked = { siteId, visitId, ...request.body };
      return sendResult(request, reply, await secondCheck(deps, actContextOf(request), asked));
    },
  );

  app.post(
    '/sites/:site/visits/:visit/check-out',
    {
      config,
      schema: {
        ...answers,
        summary: '訪問者の退出を、時刻の根拠とともに記録する',
        description:
          '退出の時刻はひとりでには決まりません。だれにも分からないときは、最後に確かめられた時と所、理由を書いて退出時刻不明とします。通行証が返らなくても、訪問相手の知らせがなくても、退出は記録できます。',
        body: CheckOutBody,
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const { at, ...told } = request.body;
      const asked = { siteId, visitId, ...told, at: at === undefined ? undefined : new Date(at) };
      return sendResult(request, reply, await checkOut(deps, actContextOf(request), asked));
    },
  );

  app.post(
    '/sites/:site/visits/:visit/met',
    {
      config: { ...config, action: 'visits.plan' },
      schema: {
        ...answers,
        summary: '訪問相手が迎えに来たことを記録する',
        description:
          '受付、警備、又は迎えに来た訪問相手が行います。declared を付けると、通行証にカードのない一行も付添いに入り、迎えた人の読取りとともに通過します。人数が多いときは、その扉で二人目の付添いの読取りを待ちます。',
        body: MeetBody,
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const asked = { siteId, visitId, ...request.body };
      return sendResult(request, reply, await meet(deps, actContextOf(request), asked));
    },
  );

  app.post(
    '/sites/:site/visits/:visit/refuse',
    { config, schema: { ...answers, summary: '訪問者を受け付けないことを記録する', body: RefuseBody } },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const asked = { siteId, visitId, ...request.body };
      return sendResult(request, reply, await refuseVisitors(deps, actContextOf(request), asked));
    },
  );

  app.post(
    '/sites/:site/visits/:visit/turn-closed',
    {
      config: { ...config, action: 'visits.plan' },
      schema: {
        ...answers,
        summary: '傍聴・説明会が非公開になったので、全員又は一部の訪問を今終える',
        description:
          '訪問相手、受付、警備が行います。その人はどの扉からも奥へ入れなくなり、出ることはできます。退出は別に記録します。',
        body: TurnedClosedBody,
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const asked = { siteId, visitId, ...request.body };
      return sendResult(request, reply, await endTurnedClosed(deps, actContextOf(request), asked));
    },
  );

  for (const name of plainNames) {
    const { summary, take } = plainSteps[name];
    app.post(
      `/sites/:site/visits/:visit/${name}`,
      { config, schema: { ...answers, summary, body: StepBody } },
      async (request, reply) => {
        const { site: siteId, visit: visitId } = request.params;
        const asked = { siteId, visitId, ...request.body };
        return sendResult(request, reply, await take(deps, actContextOf(request), asked));
      },
    );
  }
};
