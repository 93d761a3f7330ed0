import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Created, Instant, instantText, ListQuery, Name, PageOf, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { createSite } from './create-site.ts';
import { listSites } from './list-sites.ts';

const Site = Type.Object({ id: Uuid, name: Name, createdAt: Instant }, { title: 'Site' });

/** 庁舎・事業所 */
export const siteRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/sites',
    {
      config: { action: 'sites.read' },
      schema: {
        summary: '庁舎・事業所の一覧',
        description: '役割が一部の庁舎に限られる者には、その庁舎だけを返します。',
        querystring: Type.Object(ListQuery, strict),
        response: { 200: PageOf(Site) },
      },
    },
    async (request) => {
      const own = ownSites(principalOf(request).roles);
      const { items, next } = await listSites(databaseOf(deps.pool), request.query, own);
      return { items: items.map((site) => ({ ...site, createdAt: instantText(site.createdAt) })), next };
    },
  );

  app.post(
    '/sites',
    {
      config: { action: 'sites.create' },
      schema: {
        summary: '庁舎・事業所を登録する',
        body: Type.Object({ name: Name }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await createSite(deps, actContextOf(request), request.body), 201),
  );
};

/** A site outside one's scope is as if it were not there (404), so it is not listed either. */
function ownSites(held: readonly { readonly siteId: string | null }[]): 'all' | readonly string[] {
  if (held.some(({ siteId }) => siteId === null)) return 'all';
  return held.flatMap(({ siteId }) => siteId ?? []);
}
