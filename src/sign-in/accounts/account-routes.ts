import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Done,
  Instant,
  instantText,
  NamedPageOf,
  Nullable,
  PageQuery,
  Reason,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { endAccount } from './end-account.ts';
import { Issued, issuedTold } from './issued.ts';
import { listAccounts } from './list-accounts.ts';
import { reissueSecret } from './reissue-secret.ts';

const LoginId = Type.String({ minLength: 1, maxLength: 100 });
const LoginParams = Type.Object({ account: LoginId }, strict);

const Account = Type.Object(
  {
    loginId: Type.String(),
    person: Nullable(Uuid),
    issuedAt: Instant,
    receivedAt: Nullable(Instant, { description: '本人が最初にサインインして受領した時' }),
    endedAt: Nullable(Instant),
    deletedAt: Nullable(Instant, {
      description: 'だれに発行したかの記録が消された時。識別コードは再び使わない',
    }),
    signedInAt: Nullable(Instant),
    passwordSetAt: Nullable(Instant),
    isOneTime: Nullable(Type.Boolean({ description: '渡したパスワードが、まだ変えられていない' })),
  },
  { title: 'SignInAccount' },
);

/** 識別コード: listed and ended; whoever forgot their password gets a one-time one again. */
export const accountRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const textOf = (date: Date | null) => (date === null ? null : instantText(date));

  app.get(
    '/sign-in-accounts',
    {
      config: { action: 'accounts.read', clause: '2.2.1.1(1)(c)(ア)' },
      schema: {
        summary: '識別コードの一覧（いつパスワードが変えられたかを含む）',
        querystring: Type.Object(PageQuery, strict),
        response: { 200: NamedPageOf(Account) },
      },
    },
    async (request) => {
      const { items, next } = await listAccounts(db, request.query);
      const persons = items.map(({ personId }) => personId);
      return {
        items: items.map(({ personId, ...one }) => ({
          ...one,
          person: one.deletedAt === null ? personId : null,
          issuedAt: instantText(one.issuedAt),
          receivedAt: textOf(one.receivedAt),
          endedAt: textOf(one.endedAt),
          deletedAt: textOf(one.deletedAt),
          signedInAt: textOf(one.signedInAt),
          passwordSetAt: textOf(one.passwordSetAt),
        })),
        next,
        names: await namesShownTo(principalOf(request), db, persons),
      };
    },
  );

  app.post(
    '/sign-in-accounts/:account/reissue',
    {
      config: { action: 'accounts.change', clause: '2.2.1.1(1)(e)(イ)' },
      schema: {
        summary: '一度だけのパスワードを再発行する（セッションは終わる。自分にはできない）',
        params: LoginParams,
        body: Reason,
        response: { 200: Issued },
      },
    },
    async (request, reply) => {
      const asked = { loginId: request.params.account, reason: request.body.reason };
      return sendResult(request, reply, issuedTold(await reissueSecret(deps, actContextOf(request), asked)));
    },
  );

  app.post(
    '/sign-in-accounts/:account/end',
    {
      config: { action: 'accounts.change', clause: '2.2.1.1(1)(f)(オ)' },
      schema: {
        summary: '識別コードを終わらせる（だれにも再び使わない）',
        params: LoginParams,
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const asked = { loginId: request.params.account, reason: request.body.reason };
      return sendResult(request, reply, await endAccount(deps, actContextOf(request), asked));
    },
  );
};
