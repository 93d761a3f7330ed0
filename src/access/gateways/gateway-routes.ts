import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Instant, Nullable, SiteParams } from '../../api/schemas.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { listGateways } from './list-gateways.ts';

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
  },
  { title: 'GatewayState' },
);

/** What is known of the gateways of a site. */
export const gatewayRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/gateways',
    {
      config: { action: 'conditions.read' },
      schema: {
        summary: 'ゲートウェイの状態（最後に届いた時刻・沈黙・時計のずれ）',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(Gateway) }) },
      },
    },
    async (request) => ({ items: [...(await listGateways(deps.pool, request.params.site))] }),
  );
};
