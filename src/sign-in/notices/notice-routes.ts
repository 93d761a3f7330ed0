import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Nullable, strict, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findNotice } from './find-notice.ts';
import { writeNotice } from './write-notice.ts';

const Version = Type.Integer({ minimum: 0, description: '利用上の注意の版' });

/** `provider`: that of the office; undefined where it has none. */
type NoticeDeps = ActDeps & { readonly provider: object | undefined };

/** 利用上の注意, told to whoever is about to sign in, and written by an officer. */
export const noticeRoutes: FastifyPluginAsyncTypebox<NoticeDeps> = async (app, deps) => {
  app.get(
    '/sign-in/notice',
    {
      config: { action: 'public', clause: '2.2.1.1(1)(g)(エ)' },
      schema: {
        tags: ['sign-in'],
        summary: 'サインインの前に示す、利用上の注意',
        response: {
          200: Type.Object(
            {
              version: Version,
              words: Type.String(),
              warning: Nullable(
                Type.String({ description: '暗号化されていない接続、又は見本の庁舎であること' }),
              ),
              hasProvider: Type.Boolean({
                description: '組織の提供元（シングルサインオン）でもサインインできる',
              }),
            },
            { title: 'SignInNotice' },
          ),
        },
      },
    },
    async () => ({
      ...(await findNotice(databaseOf(deps.pool))),
      warning: app.signInWarning,
      hasProvider: deps.provider !== undefined,
    }),
  );

  app.post(
    '/sign-in/notices',
    {
      config: { action: 'sign-in-notice.change', clause: '2.2.1.1(1)(g)(エ)' },
      schema: {
        summary: '利用上の注意を書き改める',
        body: Type.Object({ words: Words }, strict),
        response: { 201: Type.Object({ version: Version }, { title: 'NoticeWritten' }) },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await writeNotice(deps, actContextOf(request), request.body.words), 201),
  );
};
