import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Done,
  ListQuery,
  NamedPageOf,
  Names,
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
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { askSlips } from '../asking/ask-slips.ts';
import { deliveriesSeen, isDeliverySeen } from '../registry/deliveries-seen.ts';
import { deliveryStates } from '../registry/delivery-lifecycle.ts';
import { loadDeliveryVersions } from '../registry/delivery-rows.ts';
import { listDeliveries } from '../registry/list-deliveries.ts';
import { wayNames } from '../rule/ways.ts';
import { DeliveryBody, DeliveryVersion, deliveryBody, deliveryVersion } from '../shown/delivery-body.ts';
import { loadNamesInDeliveries } from '../shown/load-names-in-deliveries.ts';
import { collect } from './collect.ts';
import { correctDelivery } from './correct-delivery.ts';

const DeliveryParams = Type.Object({ site: Uuid, delivery: Uuid }, strict);

const correctingSteps = [
  { step: 'put-back', summary: 'ほかの課室が受け取ったものを受付に戻す' },
  { step: 'return', summary: '持ち戻らせ、又は送り返す' },
] as const;

/** What waits for its 課室, and what becomes of it. */
export const collectingRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const seenTo = async (viewer: Principal, site: string) => {
    const { type, id } = viewer.actor;
    const units = await loadUnitsOf(db, type === 'person' ? [id] : []);
    return deliveriesSeen(viewer, site, units.get(id));
  };

  app.get(
    '/sites/:site/deliveries',
    {
      config: { action: 'deliveries.read' },
      schema: {
        summary: '受渡しの一覧',
        description:
          '受付・警備にはすべて、区域の責任者・担当者にはその区域のもの、課室の人にはその課室のものと、自分が受け渡し、又は運ぶものを返します。waitingDays で、受け取られないまま何日も過ぎたものを読めます。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            way: Type.Optional(Choice(wayNames)),
            state: Type.Optional(Choice(deliveryStates)),
            section: Type.Optional(Uuid),
            waitingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
          },
          strict,
        ),
        response: { 200: NamedPageOf(DeliveryBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const now = deps.clock.now();
      const seen = await seenTo(viewer, site);
      const { items, next } = await listDeliveries(db, site, request.query, seen, now);
      return {
        items: items.map((row) => deliveryBody(row, now)),
        next,
        names: await loadNamesInDeliveries(viewer, deps.pool, site, items),
      };
    },
  );

  app.get(
    '/sites/:site/deliveries/:delivery',
    {
      config: { action: 'deliveries.read' },
      schema: {
        summary: '受渡しを履歴とともに読む',
        params: DeliveryParams,
        response: {
          200: Type.Object({
            ...DeliveryBody.properties,
            history: Type.Array(DeliveryVersion),
            names: Names,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, delivery } = request.params;
      const viewer = principalOf(request);
      const versions = await loadDeliveryVersions(db, site, delivery);
      const [current] = versions;
      if (current === undefined || !isDeliverySeen(current, await seenTo(viewer, site))) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      return {
        ...deliveryBody(current, deps.clock.now()),
        history: versions.map(deliveryVersion),
        names: await loadNamesInDeliveries(viewer, deps.pool, site, versions),
      };
    },
  );

  app.post(
    '/sites/:site/deliveries/:delivery/collect',
    {
      config: { action: 'deliveries.collect' },
      schema: {
        summary: '課室が受け取る',
        description:
          'by は受け取った行政事務従事者です。情報を含む物は、受け取った枚数を数えます。枚数の違い（difference）とほかの課室の人が受け取ったこと（otherSection）は、拒まずに記録して答えます。',
        params: DeliveryParams,
        body: Type.Object(
          {
            by: Uuid,
            sheets: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
          },
          { ...strict, title: 'Collecting' },
        ),
        response: {
          200: Type.Object(
            { ...Stepped.properties, difference: Nullable(Type.Integer()), otherSection: Type.Boolean() },
            { title: 'Collected' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site, delivery } = request.params;
      const seen = await seenTo(principalOf(request), site);
      // Whoever handed it over or carries it reads on, and does not collect by that.
      const collecting = { ...request.body, seen: seen === 'all' ? seen : { ...seen, person: undefined } };
      return sendResult(
        request,
        reply,
        await collect(deps, actContextOf(request), site, delivery, collecting),
      );
    },
  );

  for (const { step, summary } of correctingSteps) {
    app.post(
      `/sites/:site/deliveries/:delivery/${step}`,
      {
        config: { action: 'deliveries.correct' },
        schema: { summary, params: DeliveryParams, body: Reason, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site, delivery } = request.params;
        const correction = { step, reason: request.body.reason };
        return sendResult(
          request,
          reply,
          await correctDelivery(deps, actContextOf(request), site, delivery, correction),
        );
      },
    );
  }

  app.post(
    '/sites/:site/deliveries/:delivery/readdress',
    {
      config: { action: 'deliveries.correct' },
      schema: {
        summary: '宛先の課室を定め、又は改める',
        params: DeliveryParams,
        body: Type.Object({ section: Uuid, reason: Words }, { ...strict, title: 'Readdressing' }),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, delivery } = request.params;
      const correction = { step: 'readdress', ...request.body } as const;
      return sendResult(
        request,
        reply,
        await correctDelivery(deps, actContextOf(request), site, delivery, correction),
      );
    },
  );

  app.post(
    '/sites/:site/delivery-sections/:organisation',
    {
      config: { action: 'deliveries.ask-slips' },
      schema: {
        summary: '課室宛ての荷物に伝票番号を求めるかを定める',
        params: Type.Object({ site: Uuid, organisation: Uuid }, strict),
        body: Type.Object({ slips: Type.Boolean() }, { ...strict, title: 'SlipsAsked' }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, organisation } = request.params;
      const { slips } = request.body;
      return sendResult(
        request,
        reply,
        await askSlips(deps, actContextOf(request), site, organisation, slips),
      );
    },
  );
};
