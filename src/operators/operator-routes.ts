import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { principalOf } from '../api/principal-of.ts';
import {
  Choice,
  Created,
  End,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  Nullable,
  PageQuery,
  Reason,
  strict,
  Uuid,
} from '../api/schemas.ts';
import { sendResult } from '../api/send-problem.ts';
import { databaseOf } from '../db/pool.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { namesShownTo } from '../people/registry/names-shown-to.ts';
import { Assignment, assignmentBody, RoleWord, TermFields } from './assignment-body.ts';
import { endRole } from './end-role.ts';
import { giveRole } from './give-role.ts';
import { listRoles } from './list-roles.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

const TokenId = Type.String({ pattern: '^[0-9a-f]{16}$' });
const Token = Type.Object(
  {
    id: TokenId,
    kind: Choice(['token', 'session']),
    holderType: Type.String(),
    holder: Type.String(),
    siteId: Nullable(Type.String()),
    createdAt: Instant,
    expiresAt: End,
    revokedAt: Nullable(Instant),
  },
  { title: 'Token' },
);

const Holder = Type.Object(
  {
    type: Choice(['person', 'machine']),
    id: Type.String({ minLength: 1, maxLength: 63 }),
  },
  { ...strict, title: 'Holder' },
);
/** Tokens (主体認証情報) and roles (権限): listed, revoked, given and ended. Tokens are minted at the machine alone. */
export const operatorRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/tokens',
    {
      config: { action: 'tokens.read' },
      schema: {
        summary: 'トークンとセッションの一覧（秘密の部分は含まない）',
        querystring: Type.Object({ ...PageQuery, after: Type.Optional(TokenId) }, strict),
        response: { 200: NamedPageOf(Token) },
      },
    },
    async (request) => {
      const { items, next } = await listTokens(db, request.query);
      return {
        items: items.map((one) => ({
          ...one,
          createdAt: instantText(one.createdAt),
          expiresAt: instantText(one.expiresAt),
          revokedAt: one.revokedAt === null ? null : instantText(one.revokedAt),
        })),
        next,
        names: await namesShownTo(
          principalOf(request),
          db,
          items.map(({ holder }) => holder),
        ),
      };
    },
  );

  app.post(
    '/tokens/:token/revoke',
    {
      config: { action: 'tokens.revoke', clause: '2.2.1.1(1)(d)' },
      schema: {
        summary: 'トークン又はセッションを直ちに失効させる',
        params: Type.Object({ token: TokenId }, strict),
        body: Reason,
        response: { 200: Type.Object({ tokenId: TokenId, revokedAt: Instant }) },
      },
    },
    async (request, reply) => {
      const revocation = { tokenId: request.params.token, reason: request.body.reason };
      return sendResult(request, reply, await revokeToken(deps, actContextOf(request), revocation));
    },
  );

  app.get(
    '/role-assignments',
    {
      config: { action: 'roles.read', clause: '2.2.1.3' },
      schema: {
        summary: '役割の割当ての一覧',
        querystring: Type.Object(
          {
            ...ListQuery,
            holder: Type.Optional(Type.String({ maxLength: 63 })),
            role: Type.Optional(RoleWord),
          },
          strict,
        ),
        response: { 200: NamedPageOf(Assignment) },
      },
    },
    async (request) => {
      const { items, next } = await listRoles(db, request.query, deps.clock.now());
      return {
        items: items.map(assignmentBody),
        next,
        names: await namesShownTo(
          principalOf(request),
          db,
          items.flatMap(({ holder, givenBy }) => [holder, givenBy]),
        ),
      };
    },
  );

  app.post(
    '/role-assignments',
    {
      config: { action: 'roles.change', clause: '2.2.1.3' },
      schema: {
        summary: '役割を与える（自分には与えられない）',
        description:
          '管理者権限（rights-admin、system-admin）には、要る業務（duty）と1年以内の終わり（until）が必要です。',
        body: Type.Object(
          {
            holder: Holder,
            role: RoleWord,
            siteId: Type.Optional(Uuid),
            scope: Type.Optional(Type.String({ minLength: 1, maxLength: 63 })),
            ...TermFields,
          },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { from, until, ...draft } = request.body;
      const period = {
        from: from === undefined ? undefined : new Date(from),
        until: until === undefined ? undefined : new Date(until),
      };
      const given = await giveRole(deps, actContextOf(request), { ...draft, ...period });
      return sendResult(request, reply, given, 201);
    },
  );

  app.post(
    '/role-assignments/:assignment/end',
    {
      config: { action: 'roles.change', clause: '2.2.1.3' },
      schema: {
        summary: '役割を終わらせる',
        params: Type.Object({ assignment: Uuid }, strict),
        body: Reason,
        response: { 200: Created },
      },
    },
    async (request, reply) => {
      const end = { assignmentId: request.params.assignment, reason: request.body.reason };
      return sendResult(request, reply, await endRole(deps, actContextOf(request), end));
    },
  );
};
