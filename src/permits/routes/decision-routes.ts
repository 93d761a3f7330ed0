import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { parseIfMatchGiven } from '../../api/etag.ts';
import { End, Stepped, strict, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { ok } from '../../kernel/result.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { approvePermit } from '../deciding/approve-permit.ts';
import { decidePermit } from '../deciding/decide-permit.ts';
import { extendPermit } from '../deciding/extend-permit.ts';
import { lookAfterwards } from '../deciding/look-afterwards.ts';
import { waiveReport } from '../deciding/waive-report.ts';
import { AbsenceBody } from '../shown/absence-body.ts';
import { ApprovalBody, approvalBody } from '../shown/approval-body.ts';
import type { UsingDeps } from '../using/use-permit.ts';
import { PermitParams } from './permit-params.ts';

/** Why; and of a deputy why the officer is absent (代決). */
const said = { reason: Words, absence: Type.Optional(Words) };
const Decided = Type.Object(said, { ...strict, title: 'PermitDecision' });

const decidingSteps = [
  { step: 'return', summary: '申請を差し戻す' },
  { step: 'reject', summary: '不許可にする' },
  { step: 'revoke', summary: '許可・届出を直ちに取り消す' },
] as const;

/** What whoever answers for a permit of any kind decides about it. */
export const decisionRoutes: FastifyPluginAsyncTypebox<PermitDeps & UsingDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/permits/:permit/approve',
    {
      config: { action: 'permits.approve', version: 'named' },
      schema: {
        summary: '許可する（自分の役割が責任を負う部分のすべてについて）',
        description:
          'missing が空になれば許可されます。責任者に指名された人は代決（absence に不在の理由が要り、後閲を待つ）又は専決ができ、責任者がすべて当事者のときは上司ができます。申請した人、許可を受ける人と、その人たちに7日のうちに役割を与え又は受けた人はできません。クラス3以上（未決定を含む）の区域の例外措置は2人で許可します。許可せずに 202 と提案（proposal）を返すので、15分のうちにほかの許可権限者が Location の URL の内容を見て確認（confirm）してください。',
        params: PermitParams,
        body: AbsenceBody,
        response: { 200: ApprovalBody, 202: ApprovalBody },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const absence = request.body?.absence;
      const isSeen = parseIfMatchGiven(request);
      const result = await approvePermit(deps, actContextOf(request), site, permit, isSeen, absence);
      if (!result.ok) return sendResult(request, reply, result);
      const { proposal } = result.value;
      if (proposal !== undefined) {
        reply.header('location', `/api/v1/sites/${site}/permit-proposals/${proposal.id}`);
      }
      return sendResult(request, reply, ok(approvalBody(result.value)), proposal === undefined ? 200 : 202);
    },
  );

  for (const { step, summary } of decidingSteps) {
    app.post(
      `/sites/:site/permits/:permit/${step}`,
      {
        config: { action: step === 'revoke' ? 'permits.revoke' : 'permits.approve' },
        schema: { summary, params: PermitParams, body: Decided, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site, permit } = request.params;
        const result = await decidePermit(deps, actContextOf(request), site, permit, step, request.body);
        return sendResult(request, reply, result);
      },
    );
  }

  app.post(
    '/sites/:site/permits/:permit/waive-report',
    {
      config: { action: 'permits.approve' },
      schema: {
        summary: '終了報告を不要とする（機密性2だけの区域外での処理・持ち出し）',
        params: PermitParams,
        body: Decided,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await waiveReport(deps, actContextOf(request), site, permit, request.body);
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/sites/:site/permits/:permit/look',
    {
      config: { action: 'permits.decide' },
      schema: {
        summary: '後閲する（自分が判断すべきであったことを、後から確かめる）',
        description:
          '認めない（accepted: false）ときは理由が要り、まだ効いている許可・届出はその場で取り消されます。',
        params: PermitParams,
        body: Type.Object({ accepted: Type.Boolean(), words: Type.Optional(Words) }, strict),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await lookAfterwards(deps, actContextOf(request), site, permit, request.body);
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/sites/:site/permits/:permit/extend',
    {
      config: { action: 'permits.approve' },
      schema: {
        summary: '終わりを延ばす',
        params: PermitParams,
        body: Type.Object({ until: End, ...said }, strict),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const change = { ...request.body, until: new Date(request.body.until) };
      return sendResult(
        request,
        reply,
        await extendPermit(deps, actContextOf(request), site, permit, change),
      );
    },
  );
};
