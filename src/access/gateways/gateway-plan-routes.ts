import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askForSecret } from '../../api/ask-for-secret.ts';
import { etagOf, hasAlready } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Unchanged } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { callerOf } from '../../gateways/caller-of.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type GatewayPlan, loadGatewayPlan } from './load-gateway-plan.ts';

const OwnDoor = Type.Object(
  {
    id: Type.String(),
    contact: Type.Boolean({
      description: '開閉を知らせる接点がある。ない扉では、許した通行は行われたとみなす',
    }),
    openWithinMs: Type.Integer({
      description: '開けてよい長さ。サービスが答えたときは、答えの openWithinMs に従う',
    }),
    interlock: Type.Optional(Type.String({ description: '同じ値の扉は同時に開けない（風除室）' })),
    outOfService: Type.Boolean({ description: '使用を止めている' }),
  },
  { title: 'GatewayDoor' },
);

const OwnReader = Type.Object(
  {
    id: Type.String(),
    door: Type.String(),
    direction: Choice<GatewayPlan['readers'][number]['direction']>(['entering', 'leaving', 'moving'], {
      description: '立入り・退出・同じクラスの区域の間',
    }),
    escape: Type.Boolean({
      description: '緊急事態のとき、サービスに届かないときに解放する向き',
    }),
  },
  { title: 'GatewayReader' },
);

const GatewayPlanBody = Type.Object(
  {
    site: Type.Object(
      {
        timeZone: Type.String({ description: 'IANA の名前' }),
        tooOldAfterMs: Type.Integer({
          description:
            '後に送った事象よりこれを超えて前の読取りでは、立入りの扉は開かない（too-old-to-open）',
        }),
      },
      { title: 'GatewaySite' },
    ),
    gateway: Type.Object(
      {
        id: Type.String(),
        silentAfterMs: Type.Integer({
          description: 'これだけ何も届かないと沈黙とみなす。その三分の一ごとに heartbeat を送る',
        }),
      },
      { title: 'OwnGateway' },
    ),
    doors: Type.Array(OwnDoor),
    readers: Type.Array(OwnReader),
  },
  { title: 'GatewayPlan' },
);

/** What a gateway reads of the plan of its site. */
export const gatewayPlanRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, { pool, clock }) => {
  app.get(
    '/gateway/plan',
    {
      config: { action: 'gateway-plan.read', own: true },
      schema: {
        summary: 'ゲートウェイが自分の扉と読取装置を読む',
        description:
          'トークンのゲートウェイの読取装置と、それが付いた扉だけを返します。区域、ほかのゲートウェイ、名前、人についてのことは含みません。ETag は庁舎の図面の最後の変更の番号で、図面が変わればその記録から変わります。If-None-Match に付けて定期的に読み、変わっていなければ 304 です。',
        response: { 200: GatewayPlanBody, 304: Unchanged },
      },
    },
    async (request, reply) => {
      const loaded = await loadGatewayPlan(pool, callerOf(principalOf(request)), clock.now());
      if (loaded === 'token-ended') return askForSecret(request, reply);
      if (loaded === 'unknown') {
        return sendProblem(request, reply, {
          code: 'not-found',
          detail: 'このゲートウェイは庁舎の図面にありません。',
        });
      }
      const etag = etagOf(loaded.seq);
      reply.headers({ etag, 'cache-control': 'no-cache' });
      if (hasAlready(request, etag)) return reply.code(304).send();
      const { doors, readers, ...rest } = loaded.plan;
      return reply.send({ ...rest, doors: [...doors], readers: [...readers] });
    },
  );
};
