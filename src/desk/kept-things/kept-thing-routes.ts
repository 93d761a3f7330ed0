import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  Instant,
  instantText,
  ListQuery,
  Name,
  NamedPageOf,
  Nullable,
  SiteParams,
  Stepped,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadHolderNames } from '../shown/load-holder-names.ts';
import { PrintedCode } from '../shown/printed-code.ts';
import { handBackThing } from './hand-back-thing.ts';
import { keepThing } from './keep-thing.ts';
import { keptThingLifecycle } from './kept-thing-lifecycle.ts';
import { type KeptThingRow, listKeptThings } from './kept-thing-rows.ts';

const State = Choice(['kept', 'handed-back']);

const KeptThing = Type.Object(
  {
    id: Uuid,
    owner: Uuid,
    item: Type.String(),
    slot: Type.String(),
    state: State,
    says: Type.String(),
    takenBy: Type.String(),
    takenAt: Instant,
    handedBackBy: Nullable(Type.String()),
    handedBackAt: Nullable(Instant),
    may: Type.Array(OpenStep),
  },
  { title: 'KeptThing' },
);

const says = { kept: '預かり中', 'handed-back': '返却済み' } as const;

/** 預り品 */
export const keptThingRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/kept-things',
    {
      config: { action: 'kept-things.read' },
      schema: {
        summary: '預り品の一覧',
        description: '退館の手続では `owner` と `state=kept` で、返すものだけを読めます。',
        params: SiteParams,
        querystring: Type.Object(
          { ...ListQuery, state: Type.Optional(State), owner: Type.Optional(Uuid) },
          strict,
        ),
        response: { 200: NamedPageOf(KeptThing) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { items, next } = await listKeptThings(db, site, request.query);
      const named = isTold(principalOf(request), 'name', site);
      const ids = items.flatMap(({ ownerId, takenBy, handedBackBy }) => [
        ownerId,
        takenBy,
        handedBackBy ?? '',
      ]);
      const names = await loadHolderNames(db, site, named ? ids.filter(isUuid) : []);
      return { items: items.map(thingBody), next, names: Object.fromEntries(names) };
    },
  );

  app.post(
    '/sites/:site/kept-things',
    {
      config: { action: 'kept-things.change', clause: '2.3.1.1(7)' },
      schema: {
        summary: '物を預かる',
        description:
          '`owner` は訪問の構成員、又は登録された人です。`slot` には一度に一つの物だけを入れます。',
        params: SiteParams,
        body: Type.Object({ owner: Uuid, item: Name, slot: PrintedCode }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const result = await keepThing(deps, actContextOf(request), request.params.site, request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/kept-things/:thing/hand-back',
    {
      config: { action: 'kept-things.change' },
      schema: {
        summary: '預り品を返す',
        params: Type.Object({ site: Uuid, thing: Uuid }, strict),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, thing } = request.params;
      return sendResult(request, reply, await handBackThing(deps, actContextOf(request), site, thing));
    },
  );
};

function thingBody({ thingId, ownerId, item, slot, state, ...rest }: KeptThingRow) {
  const { takenBy, takenAt, handedBackBy, handedBackAt } = rest;
  return {
    id: thingId,
    owner: ownerId,
    item,
    slot,
    state,
    says: says[state],
    takenBy,
    takenAt: instantText(takenAt),
    handedBackBy,
    handedBackAt: handedBackAt === null ? null : instantText(handedBackAt),
    may: openSteps(keptThingLifecycle[state], { 'hand-back': 'kept-things.change' }),
  };
}
