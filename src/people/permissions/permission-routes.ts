import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Created,
  Done,
  Instant,
  ListQuery,
  NamedPageOf,
  NoBody,
  Nullable,
  Reason,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { applicationTermsOf } from './application-terms-of.ts';
import { applyForPermission } from './apply-for-permission.ts';
import { approvePermission } from './approve-permission.ts';
import { changePermission } from './change-permission.ts';
import { findPermissionHistory } from './find-permission-history.ts';
import { concerns } from './is-permission-seen.ts';
import { listPermissions } from './list-permissions.ts';
import { loadConsenters } from './load-consenters.ts';
import { loadNamesIn } from './load-names-in.ts';
import { permissionBody, versionBody } from './permission-body.ts';
import type { PermissionRow } from './permission-rows.ts';
import {
  AmendmentBody,
  ApplicationBody,
  ConsentAwaited,
  PermissionBody,
  PermissionStateBody,
  PermissionWithHistory,
} from './permission-schemas.ts';
import { resubmitPermission } from './resubmit-permission.ts';
import { reviewPermission } from './review-permission.ts';
import { takePermissionStep } from './take-permission-step.ts';

const PermissionParams = Type.Object({ site: Uuid, permission: Uuid }, strict);
const clause = '2.3.1.1(2)(a)(エ)';
const changeClause = '2.3.1.1(2)(a)(オ)';

const steps = {
  reject: { action: 'permissions.decide', summary: '不許可にする' },
  return: { action: 'permissions.decide', summary: '申請を差し戻す' },
  withdraw: { action: 'permissions.apply', summary: '申請を取り下げる' },
  end: { action: 'permissions.end', summary: '許可を直ちに終わらせる' },
} as const;

const stepNames = ['reject', 'return', 'withdraw', 'end'] as const satisfies (keyof typeof steps)[];

/** 継続的立入許可 */
export const permissionRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const { clock } = deps;

  app.get(
    '/sites/:site/permissions',
    {
      config: { action: 'permissions.read', clause },
      schema: {
        summary: '継続的立入許可の一覧',
        description:
          'ほかに役割のない職員には、自分の、自分が申請した、自分が訪問相手である許可だけを、区域の責任者・担当者には、ほかにその区域を含む許可を返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            person: Type.Optional(Uuid),
            zone: Type.Optional(Type.String({ maxLength: 63 })),
            state: Type.Optional(PermissionStateBody),
          },
          strict,
        ),
        response: { 200: NamedPageOf(PermissionBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const now = clock.now();
      const viewer = principalOf(request);
      const seen = recordsSeen(viewer, site, 'permissions.read');
      const { items, next } = await listPermissions(db, site, request.query, seen, now);
      return {
        items: items.map((row) => permissionBody(row, isToldExamination(row, viewer), now)),
        next,
        names: await loadNamesIn(viewer, db, items),
      };
    },
  );

  app.get(
    '/sites/:site/permissions/:permission',
    {
      config: { action: 'permissions.read', clause },
      schema: {
        summary: '継続的立入許可を履歴とともに読む',
        params: PermissionParams,
        response: { 200: PermissionWithHistory },
      },
    },
    async (request, reply) => {
      const { site, permission: id } = request.params;
      const viewer = principalOf(request);
      const found = await findPermissionHistory(db, site, id, recordsSeen(viewer, site, 'permissions.read'));
      if (found === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const { permission, versions } = found;
      reply.header('etag', etagOf(permission.fromSeq));
      const toldExamination = isToldExamination(permission, viewer);
      return {
        ...permissionBody(permission, toldExamination, clock.now()),
        names: await loadNamesIn(viewer, db, versions),
        history: versions.map((version) => versionBody(version, toldExamination)),
      };
    },
  );

  app.post(
    '/sites/:site/permissions',
    {
      config: { action: 'permissions.apply', clause },
      schema: {
        summary: '継続的立入許可を申請する',
        params: SiteParams,
        body: ApplicationBody,
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { person, ...body } = request.body;
      const terms = applicationTermsOf(body, await loadTimeZone(db, site));
      if (!terms.ok) return sendResult(request, reply, terms);
      const result = await applyForPermission(deps, actContextOf(request), site, person, terms.value);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/permissions/:permission/change',
    {
      config: { action: 'permissions.apply', clause: changeClause },
      schema: {
        summary: '許可の変更を申請する（許可されて始まるまで元の許可が効力を保つ）',
        params: PermissionParams,
        body: AmendmentBody,
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site, permission: id } = request.params;
      const terms = applicationTermsOf(request.body, await loadTimeZone(db, site));
      if (!terms.ok) return sendResult(request, reply, terms);
      const result = await changePermission(deps, actContextOf(request), site, id, terms.value);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/permissions/:permission/resubmit',
    {
      config: { action: 'permissions.apply', clause },
      schema: {
        summary: '差し戻された申請を直して出し直す',
        params: PermissionParams,
        body: AmendmentBody,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, permission: id } = request.params;
      const terms = applicationTermsOf(request.body, await loadTimeZone(db, site));
      if (!terms.ok) return sendResult(request, reply, terms);
      const result = await resubmitPermission(deps, actContextOf(request), site, id, terms.value);
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/sites/:site/permissions/:permission/review',
    {
      config: { action: 'permissions.apply', clause: '2.3.1.1(3)(a)(ウ)' },
      schema: {
        summary: '訪問相手として審査の内容を記録する',
        params: PermissionParams,
        body: Type.Object({ content: Words }, strict),
        response: { 200: Type.Object({ at: Instant }) },
      },
    },
    async (request, reply) => {
      const { site, permission: id } = request.params;
      const { content } = request.body;
      return sendResult(
        request,
        reply,
        await reviewPermission(deps, actContextOf(request), site, id, content),
      );
    },
  );

  app.post(
    '/sites/:site/permissions/:permission/approve',
    {
      config: { action: 'permissions.decide', clause },
      schema: {
        summary: '区域の責任者として承認する（自分が責任を負う区域のすべてについて）',
        params: PermissionParams,
        body: NoBody,
        response: {
          200: Type.Object({
            state: Type.String(),
            added: Type.Array(Nullable(Type.String())),
            missing: Type.Array(ConsentAwaited, {
              description: 'まだ要る承認と、それをできる人。空なら許可は効力をもつ',
            }),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permission: id } = request.params;
      const result = await approvePermission(deps, actContextOf(request), site, id);
      if (!result.ok) return sendResult(request, reply, result);
      const missing = await loadConsenters(db, site, id, result.value.missing, deps.clock.now());
      return sendResult(request, reply, ok({ ...result.value, missing }));
    },
  );

  for (const step of stepNames) {
    app.post(
      `/sites/:site/permissions/:permission/${step}`,
      {
        config: { action: steps[step].action, clause: changeClause },
        schema: {
          summary: steps[step].summary,
          params: PermissionParams,
          body: Reason,
          response: { 200: Stepped },
        },
      },
      async (request, reply) => {
        const { site, permission: id } = request.params;
        const { reason } = request.body;
        const result = await takePermissionStep(deps, actContextOf(request), site, id, step, reason);
        return sendResult(request, reply, result);
      },
    );
  }
};

/** Whether somebody is told what was examined of an outsider: by their role, or because the permission concerns them. */
function isToldExamination(permission: PermissionRow, viewer: Principal): boolean {
  return isTold(viewer, 'examination', permission.siteId) || concerns(permission, viewer.actor.id);
}
