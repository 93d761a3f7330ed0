import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Code,
  Created,
  Done,
  End,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  Nullable,
  Reason,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadHolderNames } from '../shown/load-holder-names.ts';
import { endExcuse } from './end-excuse.ts';
import { excuseFromWearing } from './excuse-from-wearing.ts';
import { type ExcuseRow, listExcuses } from './excuse-rows.ts';
import { remindOfWearing } from './remind-of-wearing.ts';

const Excuse = Type.Object(
  {
    id: Uuid,
    person: Uuid,
    organisation: Uuid,
    from: Instant,
    until: End,
    reason: Nullable(Type.String(), { description: '人の氏名を示される役割の者にだけ示す' }),
    givenBy: Type.String(),
  },
  { title: 'WearingExcuse' },
);

/** Cards and passes worn in sight (別表2 行3): who was told to, and who need not. */
export const wearingRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/sites/:site/wearing-reminders',
    {
      config: { action: 'wearing.remind', clause: '2.3.1.1(6)(a)' },
      schema: {
        summary: '識別カード・通行証の着用を注意したことを記録する',
        description: '警報にはなりません。`excusedUntil` は、その人が着用を免じられているときの終わりです。',
        params: SiteParams,
        body: Type.Object({ person: Type.Optional(Uuid), zone: Code, words: Type.Optional(Words) }, strict),
        response: { 200: Type.Object({ seq: Type.Integer(), excusedUntil: Nullable(End) }) },
      },
    },
    async (request, reply) => {
      const result = await remindOfWearing(deps, actContextOf(request), request.params.site, request.body);
      return sendResult(request, reply, result);
    },
  );

  app.get(
    '/sites/:site/wearing-excuses',
    {
      config: { action: 'wearing.read' },
      schema: {
        summary: '着用を免じられている人の一覧',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            person: Type.Optional(Uuid),
            running: Type.Boolean({ default: false, description: '効力のあるものだけ' }),
          },
          strict,
        ),
        response: { 200: NamedPageOf(Excuse) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { items, next } = await listExcuses(db, site, request.query, deps.clock.now());
      const named = isTold(principalOf(request), 'name', site);
      const ids = items.flatMap(({ personId, givenBy }) => [personId, givenBy]);
      const names = await loadHolderNames(db, site, named ? ids.filter(isUuid) : []);
      return { items: items.map((one) => excuseBody(one, named)), next, names: Object.fromEntries(names) };
    },
  );

  app.post(
    '/sites/:site/wearing-excuses',
    {
      config: { action: 'wearing.excuse', clause: '2.3.1.1(6)(a)' },
      schema: {
        summary: '期間を定めて着用を免じる（課室の責任者が、その課室の人について）',
        params: SiteParams,
        body: Type.Object({ person: Uuid, from: Instant, until: End, reason: Words }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { person, from, until, reason } = request.body;
      const draft = { personId: person, from: new Date(from), until: new Date(until), reason };
      const result = await excuseFromWearing(deps, actContextOf(request), request.params.site, draft);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/wearing-excuses/:excuse/end',
    {
      config: { action: 'wearing.excuse' },
      schema: {
        summary: '着用の免除を終える',
        params: Type.Object({ site: Uuid, excuse: Uuid }, strict),
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, excuse: excuseId } = request.params;
      const { reason } = request.body;
      return sendResult(
        request,
        reply,
        await endExcuse(deps, actContextOf(request), site, { excuseId, reason }),
      );
    },
  );
};

/** An excuse as it is shown; `named`: with its reason, whose words may name persons. */
function excuseBody(excuse: ExcuseRow, named: boolean) {
  const { excuseId, personId, organisationId, validFrom, validUntil, reason, givenBy } = excuse;
  return {
    id: excuseId,
    person: personId,
    organisation: organisationId,
    from: instantText(validFrom),
    until: instantText(validUntil),
    reason: named ? reason : null,
    givenBy,
  };
}
