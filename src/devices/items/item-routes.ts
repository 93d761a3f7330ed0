import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  Described,
  End,
  Instant,
  ListQuery,
  Name,
  NamedPageOf,
  Names,
  Recorded,
  SiteParams,
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
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { itemApplication } from './applying/item-application.ts';
import { ItemTerms } from './applying/item-terms.ts';
import { eraseItem } from './erasing/erase-item.ts';
import { erasureMethodNames } from './registry/erasure.ts';
import { itemBelongings } from './registry/item-belongings.ts';
import { ItemGrade } from './registry/item-grade.ts';
import { itemStates } from './registry/item-lifecycle.ts';
import { itemMediumNames } from './registry/item-media.ts';
import { loadItemVersions } from './registry/item-rows.ts';
import { isItemSeen, listItems } from './registry/list-items.ts';
import { registerItem } from './registry/register-item.ts';
import { ItemBody, ItemVersion, itemBody, itemVersion, personsInItems } from './shown/item-body.ts';

const clause = '2.3.1.1(7)(a)(ア)';

const ItemParams = Type.Object({ site: Uuid, item: Uuid }, strict);

const ItemApplicationBody = Type.Object(
  {
    persons: Type.Array(Uuid, {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: '物品を運ぶ人',
    }),
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    purpose: Words,
    purposeCode: Type.Optional(Code),
    conditions: Type.Optional(Type.Array(Code, { maxItems: 50 })),
    terms: ItemTerms,
  },
  { ...strict, title: 'ItemApplication' },
);

/** 情報システムに関連する物品 (2.3.1.1(7)(a)(ア)(イ), 別表2 rows 5 and 6): the register, what is applied for, and what is erased. */
export const itemRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const namesIn = async (viewer: Principal, site: string, ids: readonly string[]) => {
    const who = await loadWhoIs(deps.pool, site, isTold(viewer, 'name', site) ? ids : []);
    return Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
  };

  app.get(
    '/sites/:site/items',
    {
      config: { action: 'items.read', clause },
      schema: {
        summary: '情報システムに関連する物品の台帳',
        description:
          '登録の順。区域（いまある所）、持ち主、状態で絞れます。区域の責任者・担当者にはその区域のもの、ほかの職員には自分のものを返します。may は次にできることです。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            zone: Type.Optional(Code),
            owner: Type.Optional(Uuid),
            state: Type.Optional(Choice(itemStates)),
          },
          strict,
        ),
        response: { 200: NamedPageOf(ItemBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const seen = recordsSeen(viewer, site, 'items.read');
      const { items, next } = await listItems(db, site, request.query, seen);
      return { items: items.map(itemBody), next, names: await namesIn(viewer, site, personsInItems(items)) };
    },
  );

  app.get(
    '/sites/:site/items/:item',
    {
      config: { action: 'items.read', clause },
      schema: {
        summary: '物品を、あったことのすべてとともに読む',
        params: ItemParams,
        response: {
          200: Type.Object({ ...ItemBody.properties, history: Type.Array(ItemVersion), names: Names }),
        },
      },
    },
    async (request, reply) => {
      const { site, item } = request.params;
      const viewer = principalOf(request);
      const versions = await loadItemVersions(db, site, item);
      const [current] = versions;
      if (current === undefined || !isItemSeen(current, recordsSeen(viewer, site, 'items.read'))) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      return {
        ...itemBody(current),
        history: versions.map(itemVersion),
        names: await namesIn(viewer, site, personsInItems(versions)),
      };
    },
  );

  app.post(
    '/sites/:site/items',
    {
      config: { action: 'items.register', clause },
      schema: {
        summary: '情報システムに関連する物品を登録する',
        description:
          '登録は何も許可しません。持込みは、受付・警備が確かめた時に記録されます。府省庁外の人のものは訪問相手が登録します。zone は、初めから中にある府省庁の物品だけに書きます。',
        params: SiteParams,
        body: Type.Object(
          {
            belongs: Choice(itemBelongings, {
              description: 'ministry＝府省庁のもの、outside＝府省庁外のもの',
            }),
            owner: Uuid,
            firm: Type.Optional(Name),
            item: Name,
            maker: Type.Optional(Name),
            model: Type.Optional(Name),
            serial: Type.Optional(Name),
            medium: Choice(itemMediumNames, {
              description: 'none＝記憶する部分がない、built-in＝内蔵、removable＝取り外せる',
            }),
            grade: ItemGrade,
            quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
            seal: Type.Optional(Name),
            zone: Type.Optional(Code),
          },
          { ...strict, title: 'ItemDraft' },
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) =>
      sendResult(
        request,
        reply,
        await registerItem(deps, actContextOf(request), request.params.site, request.body),
        201,
      ),
  );

  app.post(
    '/sites/:site/items/:item/erasure',
    {
      config: { action: 'items.erase', clause: 'METI 39(2)、46' },
      schema: {
        summary: '物品の中の情報を消去したことの証明を記録する',
        description:
          '修理、リースの終了、廃棄のために持ち出す前に要ります。by は消去した（立ち会った）職員で、記録する人とは別の人です。次に持ち込むまで有効です。',
        params: ItemParams,
        body: Type.Object(
          {
            method: Choice(erasureMethodNames),
            by: Uuid,
            certificate: Type.Optional(Described(Code, '証明書の番号')),
          },
          { ...strict, title: 'ItemErasureDraft' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, item } = request.params;
      return sendResult(
        request,
        reply,
        await eraseItem(deps, actContextOf(request), site, item, request.body),
      );
    },
  );

  addApplicationRoutes(app, deps, {
    path: '/sites/:site/item-permits',
    kinds: ['system-item'],
    clause,
    params: SiteParams,
    body: ItemApplicationBody,
    words: {
      summary: '物品の持込み・持ち出しを申請し、又は届け出る',
      description:
        '行5の持込み（in）と持ち出し（out）は別のことで、判断する人も違うことがあります。答えの rule がそれを先に言います。何も求められない区域でも記録できます。',
      resubmit: '差し戻された物品の申請を直して出し直す',
    },
    applicationOf: async (asked, { site }) =>
      ok(itemApplication(site, asked, await loadUnitsOf(db, asked.persons))),
  });
};
