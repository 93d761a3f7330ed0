import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { etagOf } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Code, ListQuery, NamedPageOf, Names, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { databaseOf } from '../../db/pool.ts';
import { rowIds } from '../../zones/regulation/row-ids.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { permitKindNames } from '../kinds/permit-kinds.ts';
import { permitStates } from '../lifecycle/permit-lifecycle.ts';
import { listPermits } from '../registry/list-permits.ts';
import { loadPermitVersions, type PermitRow } from '../registry/permit-rows.ts';
import { articleIds } from '../rule/articles.ts';
import { isPermitSeen } from '../seeing/is-permit-seen.ts';
import { loadPermitsSeen } from '../seeing/load-permits-seen.ts';
import { loadNamesInPermits } from '../shown/load-names-in-permits.ts';
import { PermitBody, PermitVersion, permitBody, versionBody } from '../shown/permit-body.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { PermitParams } from './permit-params.ts';

/** 許可・届出 of every kind, to whoever may see them: a list, and one with its history. */
export const permitReadRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const seenTo = (viewer: Principal, site: string) => loadPermitsSeen(db, viewer, site, deps.clock.now());
  const textsNow = () => loadTexts(db, deps.policy, deps.clock.now());
  const namesIn = (viewer: Principal, site: string, rows: readonly PermitRow[]) =>
    loadNamesInPermits(viewer, deps.pool, site, rows);

  app.get(
    '/sites/:site/permits',
    {
      config: { action: 'permits.read' },
      schema: {
        summary: '許可・届出の一覧',
        description:
          'ほかに役割のない職員には自分が申請したものと自分についてのものだけを、区域の責任者・担当者にはほかにその区域のものを返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            kind: Type.Optional(Choice(permitKindNames)),
            state: Type.Optional(Choice(permitStates)),
            person: Type.Optional(Uuid),
            zone: Type.Optional(Code),
            row: Type.Optional(Choice([...rowIds, ...articleIds])),
            running: Type.Optional(Type.Boolean({ description: 'いま何かを認めているものだけ' })),
          },
          strict,
        ),
        response: { 200: NamedPageOf(PermitBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const now = deps.clock.now();
      const { items, next } = await listPermits(db, site, request.query, await seenTo(viewer, site), now);
      const texts = await textsNow();
      return {
        items: items.map((row) => permitBody(row, texts, now)),
        next,
        names: await namesIn(viewer, site, items),
      };
    },
  );

  app.get(
    '/sites/:site/permits/:permit',
    {
      config: { action: 'permits.read' },
      schema: {
        summary: '許可・届出を履歴とともに読む',
        params: PermitParams,
        response: {
          200: Type.Object({
            ...PermitBody.properties,
            history: Type.Array(PermitVersion),
            names: Names,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const viewer = principalOf(request);
      const versions = await loadPermitVersions(db, site, permit);
      const [current] = versions;
      if (current === undefined || !isPermitSeen(current, await seenTo(viewer, site))) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      reply.header('etag', etagOf(current.fromSeq));
      const texts = await textsNow();
      return {
        ...permitBody(current, texts, deps.clock.now()),
        history: versions.map((version) => versionBody(version, texts)),
        names: await namesIn(viewer, site, versions),
      };
    },
  );
};
