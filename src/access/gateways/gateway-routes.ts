import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Code, Instant, Nullable, Recorded, Seq, SiteParams, strict, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { Epoch, uuidOfEpoch } from '../../gateways/epoch.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { closeGap } from './close-gap.ts';
import { listGateways } from './list-gateways.ts';

const GapBounds = { epoch: Epoch, from: Seq, to: Seq };

const Gateway = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    silentAfterMs: Type.Integer({ description: 'これだけ何も届かないと沈黙とみなす' }),
    heardAt: Nullable(Instant, { description: '最後に何かが届いた時刻。一度もなければ null' }),
    silent: Type.Boolean(),
    clockOffsetMs: Nullable(Type.Integer(), {
      description: 'ゲートウェイの時計からサービスの時計を引いた差。60秒を超えると警報 gateway-clock',
    }),
    gaps: Type.Array(Type.Object({ ...GapBounds, since: Instant }, { title: 'GatewayGap' }), {
      description: '5分待っても届かない番号（古いものから100件まで）。警報 gateway-gap',
    }),
  },
  { title: 'GatewayState' },
);

/** What is known of the gateways of a site, and the end of waiting for what they did not tell. */
export const gatewayRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/gateways',
    {
      config: { action: 'conditions.read' },
      schema: {
        summary: 'ゲートウェイの状態（最後に届いた時刻・沈黙・時計のずれ・届かない番号）',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(Gateway) }) },
      },
    },
    async (request) => {
      const gateways = await listGateways(deps.pool, request.params.site);
      return { items: gateways.map((gateway) => ({ ...gateway, gaps: [...gateway.gaps] })) };
    },
  );

  app.post(
    '/sites/:site/gateways/:gateway/gaps/close',
    {
      config: { action: 'gateway-gaps.close' },
      schema: {
        summary: '届かない番号を、理由を記録して閉じる',
        params: Type.Object({ ...SiteParams.properties, gateway: Code }, strict),
        body: Type.Object({ ...GapBounds, reason: Words }, { ...strict, title: 'GapClosing' }),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, gateway } = request.params;
      const closing = { ...request.body, epoch: uuidOfEpoch(request.body.epoch), gateway };
      return sendResult(request, reply, await closeGap(deps, actContextOf(request), site, closing));
    },
  );
};
