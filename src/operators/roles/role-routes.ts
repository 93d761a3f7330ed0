import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Created, ListQuery, NamedPageOf, Reason, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { Assignment, assignmentBody, RoleWord, TermFields } from './assignment-body.ts';
import { endRole } from './end-role.ts';
import { giveRole } from './give-role.ts';
import { listRoles } from './list-roles.ts';

const Holder = Type.Object(
  {
    type: Choice(['person', 'machine']),
    id: Type.String({ minLength: 1, maxLength: 63 }),
  },
  { ...strict, title: 'Holder' },
);

/** Roles (権限): who holds which, given and ended. */
export const roleRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

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
