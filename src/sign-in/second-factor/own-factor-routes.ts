import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Done, Instant, instantText, NoBody, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { isFactorDemanded } from '../../authority/factor-demand.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson } from '../accounts/account-rows.ts';
import { beginOwnEnrolment, enrolOwnTotp } from './enrol-own-totp.ts';
import { EnrolmentBegun, RecoveryCodes, TypedCode } from './factor-schemas.ts';
import { findFactors } from './find-factors.ts';
import { removeOwnPasskey } from './remove-own-passkey.ts';
import { removeOwnTotp } from './remove-own-totp.ts';
import { renewOwnCodes } from './renew-own-codes.ts';
import type { SeedDeps } from './shown-factor.ts';

const OwnFactors = Type.Object(
  {
    isDemanded: Type.Boolean({ description: '役割のために要る' }),
    totpEnrolledAt: Nullable(Instant),
    passkeys: Type.Integer(),
    recoveryCodes: Type.Integer({ description: 'まだ使っていない回復コードの数' }),
  },
  { title: 'OwnFactors' },
);

const config = { action: 'own-factors.change', clause: '2.2.1.1(1)(g)(ア)' } as const;

/** One's own second factors. */
export const ownFactorRoutes: FastifyPluginAsyncTypebox<ActDeps & SeedDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/own/second-factors',
    {
      config,
      schema: { summary: '自分の、パスワードに加える要素', response: { 200: OwnFactors } },
    },
    async (request) => {
      const { actor, roles } = principalOf(request);
      const account = actor.type === 'person' ? await findAccountOfPerson(db, actor.id) : undefined;
      const held = account && (await findFactors(db, account.loginId));
      return {
        isDemanded: isFactorDemanded(roles, (await findSetting(db, 'second-factor')).value.demanded),
        totpEnrolledAt: held?.totpEnrolledAt ? instantText(held.totpEnrolledAt) : null,
        passkeys: held?.passkeys ?? 0,
        recoveryCodes: held?.recoveryCodes ?? 0,
      };
    },
  );

  app.post(
    '/own/totp',
    {
      config,
      schema: {
        summary: '自分の認証アプリの登録（取替え）を始め、入れる秘密を一度だけ示す',
        body: NoBody,
        response: { 200: EnrolmentBegun },
      },
    },
    async (request, reply) => {
      const begun = await beginOwnEnrolment(deps, principalOf(request));
      if (!begun.ok) return sendProblem(request, reply, begun.refusal);
      return { ...begun.value, expiresAt: instantText(begun.value.expiresAt) };
    },
  );

  app.post(
    '/own/totp/confirm',
    {
      config,
      schema: {
        summary: '自分の認証アプリを、その番号で確かめて登録する（ほかのセッションは終わる）',
        body: Type.Object({ code: TypedCode }, strict),
        response: { 200: RecoveryCodes },
      },
    },
    async (request, reply) => {
      const enrolled = await enrolOwnTotp(deps, actContextOf(request), request.body.code);
      if (!enrolled.ok) return sendProblem(request, reply, enrolled.refusal);
      return { recoveryCodes: [...enrolled.value.recoveryCodes] };
    },
  );

  app.post(
    '/own/totp/remove',
    {
      config,
      schema: {
        summary: '自分の認証アプリを外す（要る役割の人の、最後の一つは外せない）',
        body: NoBody,
        response: { 200: Type.Object({ sessionsEnded: Type.Integer() }, { title: 'FactorRemoved' }) },
      },
    },
    async (request, reply) => sendResult(request, reply, await removeOwnTotp(deps, actContextOf(request))),
  );

  app.post(
    '/own/recovery-codes',
    {
      config,
      schema: {
        summary: '自分の回復コードを作り直し、一度だけ示す（前のものは使えなくなる）',
        body: NoBody,
        response: { 200: RecoveryCodes },
      },
    },
    async (request, reply) => {
      const renewed = await renewOwnCodes(deps, actContextOf(request));
      if (!renewed.ok) return sendProblem(request, reply, renewed.refusal);
      return { recoveryCodes: [...renewed.value.recoveryCodes] };
    },
  );

  app.post(
    '/own/passkeys/:passkey/remove',
    {
      config: { ...config, action: 'own-sign-in.change' },
      schema: {
        summary: '自分のパスキーを外す（要る役割の人の、最後の一つは外せない）',
        params: Type.Object({ passkey: Uuid }, strict),
        body: NoBody,
        response: { 200: Done },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await removeOwnPasskey(deps, actContextOf(request), request.params.passkey)),
  );
};
