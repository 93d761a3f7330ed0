import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  ActorBody,
  Code,
  Instant,
  Nullable,
  Reason,
  Recorded,
  SiteParams,
  strict,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { changeCondition } from './change-condition.ts';
import { listConditions } from './list-conditions.ts';

const Place = Type.Object(
  { zone: Nullable(Code, { default: null }), reason: Words },
  { ...strict, title: 'LockdownPlace' },
);

const Condition = Type.Object(
  {
    condition: Type.String(),
    zone: Nullable(Type.String()),
    gateway: Nullable(Type.String()),
    door: Nullable(Type.String()),
    since: Instant,
    seq: Type.Integer(),
    begunBy: Nullable(ActorBody),
    reason: Nullable(Type.String()),
  },
  { title: 'Condition' },
);

const steps = [
  { on: true, path: '', status: 201, words: 'の開始を記録する' },
  { on: false, path: '/end', status: 200, words: 'の終了を記録する' },
] as const;

/** Emergency (避難のための解放) and lockdown (封鎖): each begins and ends by a named act with a reason. */
export const conditionRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/conditions',
    {
      config: { action: 'conditions.read' },
      schema: {
        summary: '続いている緊急事態・封鎖・装置の異常',
        description:
          '始めた者（begunBy）と理由（reason）は、その場所の人の氏名を示される役割の者にだけ示し、ほかの者には null です。隠した区域とサーバ室（別表1 行6 ※1）の封鎖は、その区域を知る役割の者にだけ示します。',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(Condition) }) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const visibility = visibilityOf(principalOf(request), site);
      return { items: [...(await listConditions(deps.pool, site, visibility))] };
    },
  );

  for (const { on, path, status, words } of steps) {
    app.post(
      `/sites/:site/emergencies${path}`,
      {
        config: { action: 'emergency.change' },
        schema: {
          summary: `緊急事態${words}`,
          params: SiteParams,
          body: Reason,
          response: { [status]: Recorded },
        },
      },
      async (request, reply) => {
        const change = { condition: 'emergency', zone: null, on, reason: request.body.reason } as const;
        const result = await changeCondition(deps, actContextOf(request), request.params.site, change);
        return sendResult(request, reply, result, status);
      },
    );

    app.post(
      `/sites/:site/lockdowns${path}`,
      {
        config: { action: 'lockdown.change' },
        schema: {
          summary: `封鎖${words}（zone がなければ庁舎全体）`,
          params: SiteParams,
          body: Place,
          response: { [status]: Recorded },
        },
      },
      async (request, reply) => {
        const { zone, reason } = request.body;
        const change = { condition: 'lockdown', zone, on, reason } as const;
        const result = await changeCondition(deps, actContextOf(request), request.params.site, change);
        return sendResult(request, reply, result, status);
      },
    );
  }
};
