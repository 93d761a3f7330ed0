import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Done,
  End,
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
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { endAccount } from './end-account.ts';
import { type IssuedSecret, issueAccount } from './issue-account.ts';
import { listAccounts } from './list-accounts.ts';
import { reissueSecret } from './reissue-secret.ts';

const LoginId = Type.String({ minLength: 1, maxLength: 100 });
const LoginParams = Type.Object({ account: LoginId }, strict);

const Account = Type.Object(
  {
    loginId: Type.String(),
    person: Uuid,
    issuedAt: Instant,
    endedAt: Nullable(Instant),
    signedInAt: Nullable(Instant),
    passwordSetAt: Nullable(Instant),
    isOneTime: Nullable(Type.Boolean({ description: '渡したパスワードが、まだ変えられていない' })),
  },
  { title: 'SignInAccount' },
);

const Issued = Type.Object(
  {
    loginId: Type.String(),
    secret: Type.String({ description: '一度だけのパスワード。この答えにだけ出る' }),
    expiresAt: End,
    isShared: Type.Boolean(),
    says: Type.String(),
  },
  { title: 'IssuedSecret' },
);

const notShared =
  'この識別コードは共用ではありません。一度だけのパスワードは本人に直接渡し、本人は24時間のうちに自分のものに変えてください。';

function told(issued: Result<IssuedSecret, Refusal>) {
  if (!issued.ok) return issued;
  return ok({ ...issued.value, expiresAt: instantText(issued.value.expiresAt), says: notShared });
}

/** 識別コード: listed, issued, and ended; whoever forgot their password gets a one-time one again. */
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
          person: personId,
          issuedAt: instantText(one.issuedAt),
          endedAt: textOf(one.endedAt),
          signedInAt: textOf(one.signedInAt),
          passwordSetAt: textOf(one.passwordSetAt),
        })),
        next,
        names: await namesShownTo(principalOf(request), db, persons),
      };
    },
  );

  app.post(
    '/sign-in-accounts',
    {
      config: { action: 'accounts.change', clause: '2.2.1.3(2)(a)' },
      schema: {
        summary: '人に識別コードと一度だけのパスワードを発行する（自分にはできない）',
        body: Type.Object({ loginId: LoginId, person: Uuid }, strict),
        response: { 200: Issued },
      },
    },
    async (request, reply) => {
      const { loginId, person: personId } = request.body;
      const issued = await issueAccount(deps, actContextOf(request), { loginId, personId });
      return sendResult(request, reply, told(issued));
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
      return sendResult(request, reply, told(await reissueSecret(deps, actContextOf(request), asked)));
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
