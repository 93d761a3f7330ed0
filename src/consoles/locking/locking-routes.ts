import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Done, NoBody } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { lockOwnScreen } from './lock-own-screen.ts';

/** 画面の施錠: whoever leaves it lets nobody else act there. */
export const lockingRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/own/lock',
    {
      config: { action: 'own-session.change', clause: '2.2.1.1(1)(b)' },
      schema: {
        summary: '自分の画面を施錠する（`POST /own/prove` で解く）',
        description:
          '施錠の間は、サインアウトと、避難の開放・封鎖・点呼と、警報の数のほかは断ります。ライブ配信は閉じます。',
        body: NoBody,
        response: { 200: Done },
      },
    },
    async (request, reply) => sendResult(request, reply, await lockOwnScreen(deps, actContextOf(request))),
  );
};
