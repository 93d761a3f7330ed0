import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  End,
  Instant,
  instantText,
  NamedPageOf,
  Nullable,
  PageQuery,
  Reason,
  strict,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
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

/** Tokens (主体認証情報): listed and revoked. They are minted at the machine alone. */
export const tokenRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
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
};
