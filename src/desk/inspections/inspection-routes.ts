import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  Nullable,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadHolderNames } from '../shown/load-holder-names.ts';
import { inspectionResultNames, inspectionResults } from './inspection-results.ts';
import { type InspectionRow, listInspections } from './list-inspections.ts';
import { recordInspection } from './record-inspection.ts';

const clause = '2.3.1.1(7)(a)(ウ)';

const InspectionBody = Type.Object(
  {
    id: Uuid,
    person: Uuid,
    zone: Type.String(),
    at: Instant,
    by: Type.String(),
    result: Choice(inspectionResultNames),
    says: Type.String(),
    things: Type.Array(Uuid, { description: '預り品' }),
    words: Nullable(Type.String()),
  },
  { title: 'Inspection' },
);

/** 荷物検査 (別表2 row 7) */
export const inspectionRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/inspections',
    {
      config: { action: 'inspections.read', clause },
      schema: {
        summary: '荷物検査の記録の一覧',
        description: '区域の責任者・担当者には、その区域のものと自分についてのものだけを返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            person: Type.Optional(Uuid),
            zone: Type.Optional(Code),
            result: Type.Optional(Choice(inspectionResultNames)),
          },
          strict,
        ),
        response: { 200: NamedPageOf(InspectionBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const seen = recordsSeen(viewer, site, 'inspections.read');
      const { items, next } = await listInspections(db, site, request.query, seen);
      const named = isTold(viewer, 'name', site);
      const ids = items.flatMap(({ personId, inspectedBy }) => [personId, inspectedBy]);
      const names = await loadHolderNames(db, site, named ? ids.filter(isUuid) : []);
      return { items: items.map(inspectionBody), next, names: Object.fromEntries(names) };
    },
  );

  app.post(
    '/sites/:site/inspections',
    {
      config: { action: 'inspections.record', clause },
      schema: {
        summary: '荷物検査をしたことを記録する',
        description:
          'zone は入ろうとする区域。情報システムに関連しない電子計算機等を預かったら、先に kept-things で預り品とし、result を kept、things をその番号とします。',
        params: SiteParams,
        body: Type.Object(
          {
            person: Uuid,
            zone: Code,
            result: Choice(inspectionResultNames, {
              description: Object.entries(inspectionResults)
                .map(([result, says]) => `${result}＝${says}`)
                .join('、'),
            }),
            things: Type.Optional(Type.Array(Uuid, { maxItems: 50, uniqueItems: true })),
            words: Type.Optional(Words),
          },
          { ...strict, title: 'InspectionDraft' },
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { things, ...draft } = request.body;
      const inspection = { ...draft, things: things ?? [] };
      const result = await recordInspection(deps, actContextOf(request), request.params.site, inspection);
      return sendResult(request, reply, result, 201);
    },
  );
};

function inspectionBody({ inspectionId, personId, zoneId, result, thingIds, words, ...rest }: InspectionRow) {
  return {
    id: inspectionId,
    person: personId,
    zone: zoneId,
    at: instantText(rest.inspectedAt),
    by: rest.inspectedBy,
    result,
    says: inspectionResults[result],
    things: thingIds,
    words,
  };
}
